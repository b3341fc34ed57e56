package dev.datamigration.model.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** When a workflow removes its own staged files. */
public enum CleanUpTransientResources {
  @JsonProperty("never")
  NEVER,
  @JsonProperty("on-success")
  ON_SUCCESS,
  @JsonProperty("always")
  ALWAYS
}
