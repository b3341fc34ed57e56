package dev.datamigration.model.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a run does about rows that an earlier run loaded. */
public record Synchronization(
    Strategy strategy,
    String watermarkColumn,
    Boolean trackModifications,
    Boolean trackDeletions,
    String checksumExpression) {
  /** The strategies. */
  public enum Strategy {
    @JsonProperty("none")
    NONE,
    @JsonProperty("full-replace")
    FULL_REPLACE,
    @JsonProperty("checksum")
    CHECKSUM,
    @JsonProperty("watermark")
    WATERMARK
  }
}
