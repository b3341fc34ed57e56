package dev.datamigration.model.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How rows leave the source. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Extraction(
    @JsonPropertyDescription(
            "regular (default): rows flow through a worker. unload: the source itself writes Parquet"
                + " files to the bucket behind externalStage; Redshift only. Takes effect at the next"
                + " run.")
        Strategy strategy,
    @JsonPropertyDescription(
            "DB.SCHEMA.STAGE: the Snowflake external stage over the bucket the source writes to."
                + " Required by unload, refused otherwise. Takes effect at the next run.")
        String externalStage) {
  /** Through the worker, or by the source itself. */
  public enum Strategy {
    @JsonProperty("regular")
    REGULAR,
    @JsonProperty("unload")
    UNLOAD
  }
}
