package dev.datamigration.local.cluster.storage;

/** A collection of objects: API group (empty for the core group) and plural name. */
public record GroupResource(String group, String plural) {
  @Override
  public String toString() {
    return group.isEmpty() ? plural : plural + "." + group;
  }
}
