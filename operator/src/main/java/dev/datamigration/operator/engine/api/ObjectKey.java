package dev.datamigration.operator.engine.api;

/** The namespaced name of a Kubernetes object. */
public record ObjectKey(String namespace, String name) {
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
