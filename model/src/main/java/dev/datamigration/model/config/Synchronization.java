package dev.datamigration.model.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What a run does about rows that an earlier run loaded. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Synchronization(
    @JsonPropertyDescription(
            "none (default): every row, every run. full-replace: every row, replacing what was there."
                + " checksum: only partitions whose fingerprint changed. watermark: only rows beyond"
                + " the largest watermark seen. Takes effect at the next run.")
        Strategy strategy,
    @JsonPropertyDescription(
            "With none: what to do about rows the target already holds. refuse (default): the table"
                + " fails before anything moves. append: they stay, and every row is added to them."
                + " Takes effect at the next run.")
        OnExistingRows onExistingRows,
    @JsonPropertyDescription(
            "The column that grows with every change. Required by watermark, refused otherwise. Takes"
                + " effect at the next run.")
        String watermarkColumn,
    @JsonPropertyDescription(
            "With watermark: merge rows by primary key instead of appending them. Default false."
                + " Takes effect at the next run.")
        Boolean trackModifications,
    @JsonPropertyDescription(
            "With watermark: delete rows whose key is gone from the source. Default false. Takes"
                + " effect at the next run.")
        Boolean trackDeletions,
    @JsonPropertyDescription(
            "With checksum: a scalar aggregate in the source's dialect that replaces the built-in"
                + " fingerprint of a partition. Takes effect at the next run.")
        String checksumExpression) {
  /** What to do about rows in the target that this run did not put there. */
  public enum OnExistingRows {
    @JsonProperty("refuse")
    REFUSE,
    @JsonProperty("append")
    APPEND
  }

  /** The strategy of a table that says so much. */
  public static Strategy strategyOf(Synchronization said) {
    return said == null || said.strategy() == null ? Strategy.NONE : said.strategy();
  }

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
