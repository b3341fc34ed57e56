package dev.datamigration.model.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** The top level of what a user writes. Every component may be null: not said. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkflowConfiguration(
    @JsonPropertyDescription(
            "Version of this configuration's form: major, major.minor or major.minor.patch. Default"
                + " 1.0.0; only major 1 is known. Takes effect at the next run.")
        String schemaVersion,
    @JsonPropertyDescription(
            "Required. One entry a table. Entries cannot be changed once the workflow has started.")
        List<TableConfiguration> tables,
    @JsonPropertyDescription(
            "What every table inherits where it says nothing itself. Takes effect at the next run.")
        TableConfiguration defaultTableConfiguration,
    @JsonPropertyDescription(
            "Only workers with the same affinity work on this workflow; without one, only workers"
                + " without. Cannot be changed once the workflow has started.")
        String affinity,
    @JsonPropertyDescription(
            "A bounded dry run: one partition a table, into a transient schema that is dropped at the"
                + " end. Default false. Takes effect at the next run.")
        Boolean preflight,
    @JsonPropertyDescription(
            "With preflight: keep the transient schema. Default false. Takes effect at the next run.")
        Boolean preflightKeepSchema,
    @JsonPropertyDescription(
            "When the workflow's own staged files are removed at its end: never, on-success (default)"
                + " or always. Live: takes effect while running.")
        CleanUpTransientResources cleanUpTransientResources) {
  public WorkflowConfiguration {
    tables = NullableList.copyOf(tables);
  }

  /** A workflow of these tables that says nothing else. */
  public static WorkflowConfiguration ofTables(List<TableConfiguration> tables) {
    return new WorkflowConfiguration(null, tables, null, null, null, null, null);
  }
}
