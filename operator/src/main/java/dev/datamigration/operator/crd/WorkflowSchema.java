package dev.datamigration.operator.crd;

import dev.datamigration.operator.resource.WorkflowStatus;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;

/** Bounds of a workflow. */
final class WorkflowSchema {
  /**
   * Tables of one workflow at most. A table of a few keys is some 300 bytes, and etcd takes objects
   * of up to 1.5 MB.
   */
  private static final int MAX_TABLES = 2000;

  private WorkflowSchema() {}

  static void refine(JSONSchemaProps spec, JSONSchemaProps status) {
    SchemaEdits edits = new SchemaEdits(spec);
    edits.at("affinity").line(63);
    edits.at("tables").maxItems(MAX_TABLES).schema().setMinItems(1L);
    TableSchema.refine(edits.at("tables[]"));
    TableSchema.refine(edits.at("defaultTableConfiguration"));
    ofOneTable(edits.at("defaultTableConfiguration").schema());
    InheritanceRules.add(edits);
    WorkerSchema.refineResources(edits.at("workers").schema());
    SchemaEdits state = new SchemaEdits(status);
    state.at("startTime").schema().setFormat("date-time");
    state.at("completionTime").schema().setFormat("date-time");
    state.at("firstErrors").maxItems(WorkflowStatus.MAX_ERRORS);
  }

  /** What a person asks of one table is not inherited. */
  private static void ofOneTable(JSONSchemaProps defaults) {
    defaults.getProperties().remove("suspend");
    defaults.getProperties().remove("cancel");
  }
}
