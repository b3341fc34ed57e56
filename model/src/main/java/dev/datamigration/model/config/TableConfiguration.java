package dev.datamigration.model.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/**
 * One table, or what every table inherits; as written, or after merging. Every component may be
 * null: not said. Lists are unmodifiable.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableConfiguration(
    @JsonPropertyDescription("Required after merging. The table to read.") SourceTable source,
    @JsonPropertyDescription("Required after merging. The table to fill.") TargetTable target,
    @JsonPropertyDescription(
            "Columns whose values divide the table into partitions, in order. Default: the primary"
                + " key, else an index. An empty list makes one partition of the table. Takes effect"
                + " at the next run.")
        List<String> columnNamesToPartitionBy,
    @JsonPropertyDescription(
            "auto (default), {targetSizeMb: n} or {maxRowsPerPartition: n}: how large partitions are"
                + " meant to be. Takes effect at the next run.")
        PartitionSize partitionSize,
    @JsonPropertyDescription(
            "Megabytes of uncompressed data a partition aims at. Not together with"
                + " targetPartitionSizeRows or partitionSize. Takes effect at the next run.")
        Integer targetPartitionSizeMb,
    @JsonPropertyDescription(
            "Rows a partition aims at. Not together with targetPartitionSizeMb or partitionSize."
                + " Takes effect at the next run.")
        Long targetPartitionSizeRows,
    @JsonPropertyDescription(
            "Rows a partition has at most, by the source's statistics. Not together with"
                + " partitionSize. Takes effect at the next run.")
        Long maxPartitionSizeRows,
    @JsonPropertyDescription("How rows leave the source.") Extraction extraction,
    @JsonPropertyDescription("How staged files get into the target.") Loading loading,
    @JsonPropertyDescription("What a run does about rows that an earlier run loaded.")
        Synchronization synchronization,
    @JsonPropertyDescription(
            "Target types for source types, overriding the default type map. Takes effect at the next"
                + " run.")
        List<ColumnTypeMapping> columnTypeMappings,
    @JsonPropertyDescription("New names for columns. Takes effect at the next run.")
        List<ColumnNameMapping> columnNameMappings,
    @JsonPropertyDescription(
            "Columns that identify a row; trackModifications and trackDeletions match rows by them."
                + " Default: the source's primary key. Takes effect at the next run.")
        List<String> primaryKeyColumns,
    @JsonPropertyDescription(
            "A condition in the source's dialect, without WHERE: only rows that meet it are migrated."
                + " Default: all rows. Takes effect at the next run.")
        String whereClauseCriteria,
    @JsonPropertyDescription(
            "Columns that are not migrated. Default: none. Takes effect at the next run.")
        List<String> excludeSourceColumns,
    @JsonPropertyDescription(
            "Expressions that change columns' values on their way. Takes effect at the next run.")
        List<CustomColumnTransform> customColumnTransforms,
    @JsonPropertyDescription("Splits one COPY into several.") LoadSegmentation loadSegmentation,
    @JsonPropertyDescription(
            "Tables with more rows than this are sampled when boundaries are computed. Default"
                + " 100000000. Takes effect at the next run.")
        Long samplingThresholdRows,
    @JsonPropertyDescription(
            "Rows a sample aims at. Default 20000000. Takes effect at the next run.")
        Long samplingTargetRows,
    @JsonPropertyDescription(
            "Minutes the computation of boundaries may take at the source. Default 20. Takes effect"
                + " at the next run.")
        Integer executionTimeoutMinutes,
    @JsonPropertyDescription(
            "Hints for the statements sent to the source. The connection's, then the default's, then"
                + " the table's: the most specific wins.")
        QueryModifiers queryModifiers,
    @JsonPropertyDescription(
            "After the last load, continue the source's identity values with a sequence on the"
                + " target. Default false. Takes effect at the next run.")
        Boolean continueIdentityColumns,
    @JsonPropertyDescription(
            "Throw away the partition boundaries of earlier runs once and compute them again:"
                + " disabled (default), enabled, or enabledWithDedup. Takes effect at the next run.")
        ResetPartitions resetPartitions,
    @JsonPropertyDescription(
            "Begin nothing of this table while true; spec.suspendPolicy says what becomes of its"
                + " running tasks. Never inherited. Default false. Live: takes effect while running.")
        Boolean suspend,
    @JsonPropertyDescription(
            "Give this table up: its tasks end, what is loaded stays loaded. Cannot be taken back;"
                + " does not count against the workflow's success. Never inherited. Default false."
                + " Live: takes effect while running.")
        Boolean cancel) {
  /** {@link #samplingThresholdRows} when not said. */
  public static final long DEFAULT_SAMPLING_THRESHOLD_ROWS = 100_000_000;

  /** {@link #samplingTargetRows} when not said. */
  public static final long DEFAULT_SAMPLING_TARGET_ROWS = 20_000_000;

  /** {@link #executionTimeoutMinutes} when not said. */
  public static final int DEFAULT_EXECUTION_TIMEOUT_MINUTES = 20;

  public TableConfiguration {
    columnNamesToPartitionBy = NullableList.copyOf(columnNamesToPartitionBy);
    columnTypeMappings = NullableList.copyOf(columnTypeMappings);
    columnNameMappings = NullableList.copyOf(columnNameMappings);
    primaryKeyColumns = NullableList.copyOf(primaryKeyColumns);
    excludeSourceColumns = NullableList.copyOf(excludeSourceColumns);
    customColumnTransforms = NullableList.copyOf(customColumnTransforms);
  }

  /** Whether nothing of the table is to be begun. */
  public boolean suspended() {
    return Boolean.TRUE.equals(suspend);
  }

  /** Whether a person gave the table up. */
  public boolean cancelled() {
    return Boolean.TRUE.equals(cancel);
  }

  /** Starts with nothing said. */
  public static TableConfigurationBuilder builder() {
    return new TableConfigurationBuilder();
  }

  /** Starts with what this table says. */
  public TableConfigurationBuilder toBuilder() {
    return new TableConfigurationBuilder(this);
  }
}
