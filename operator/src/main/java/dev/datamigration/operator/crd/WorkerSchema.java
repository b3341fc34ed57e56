package dev.datamigration.operator.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;

/** Resources of workers. */
final class WorkerSchema {
  private static final long MAX_RESOURCES = 16;

  private WorkerSchema() {}

  /** Bounds the resources of an object that has a field of that name. */
  static void refineResources(JSONSchemaProps owner) {
    SchemaEdits resources = new SchemaEdits(owner).at("resources");
    resources.at("requests").schema().setMaxProperties(MAX_RESOURCES);
    resources.at("limits").schema().setMaxProperties(MAX_RESOURCES);
  }
}
