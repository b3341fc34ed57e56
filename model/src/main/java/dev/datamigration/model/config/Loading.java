package dev.datamigration.model.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How staged files get into the target. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Loading(
    @JsonPropertyDescription(
            "copy (default): COPY INTO in a warehouse, in one transaction with its bookkeeping."
                + " snowpipe: a pipe. Takes effect at the next run.")
        Strategy strategy) {
  /** By statement or by pipe. */
  public enum Strategy {
    @JsonProperty("copy")
    COPY,
    @JsonProperty("snowpipe")
    SNOWPIPE
  }
}
