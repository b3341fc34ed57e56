package dev.datamigration.operator.resource;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The STATUS column of a workflow. */
public enum WorkflowPhase {
  /** Not started: waits for its connections, for the engine, or for a mended spec. */
  @JsonProperty("Pending")
  PENDING,
  @JsonProperty("Planning")
  PLANNING,
  @JsonProperty("Extracting")
  EXTRACTING,
  @JsonProperty("Loading")
  LOADING,
  @JsonProperty("Suspended")
  SUSPENDED,
  @JsonProperty("Succeeded")
  SUCCEEDED,
  @JsonProperty("Failed")
  FAILED,
  @JsonProperty("Cancelling")
  CANCELLING,
  @JsonProperty("Cancelled")
  CANCELLED
}
