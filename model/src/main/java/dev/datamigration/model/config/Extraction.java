package dev.datamigration.model.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How rows leave the source. */
public record Extraction(Strategy strategy, String externalStage) {
  /** Through the worker, or by the source itself. */
  public enum Strategy {
    @JsonProperty("regular")
    REGULAR,
    @JsonProperty("unload")
    UNLOAD
  }
}
