package dev.datamigration.operator.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;

/** Resources of workers. */
final class WorkerSchema {
  private static final long MAX_RESOURCES = 16;

  /** Kubernetes' quantities, none below zero. */
  private static final String QUANTITY =
      "^(([0-9]{1,18}(\\.[0-9]{0,9})?)|(\\.[0-9]{1,9}))(([KMGTPE]i)|[numkMGTPE]|([eE][+-]?[0-9]{1,2}))?$";

  private WorkerSchema() {}

  /** Bounds the resources of an object that has a field of that name. */
  static void refineResources(JSONSchemaProps owner) {
    SchemaEdits resources = new SchemaEdits(owner).at("resources");
    quantities(resources.at("requests").schema());
    quantities(resources.at("limits").schema());
  }

  private static void quantities(JSONSchemaProps map) {
    map.setMaxProperties(MAX_RESOURCES);
    map.getAdditionalProperties().getSchema().setPattern(QUANTITY);
  }
}
