package dev.datamigration.model.config;

import java.util.List;

/**
 * One table, or what every table inherits; as written, or after merging. Every component may be
 * null: not said.
 */
public record TableConfiguration(
    SourceTable source,
    TargetTable target,
    List<String> columnNamesToPartitionBy,
    PartitionSize partitionSize,
    Extraction extraction,
    Synchronization synchronization,
    List<ColumnTypeMapping> columnTypeMappings,
    List<ColumnNameMapping> columnNameMappings,
    List<String> primaryKeyColumns,
    String whereClauseCriteria,
    List<String> excludeSourceColumns,
    Long samplingThresholdRows,
    Long samplingTargetRows,
    Integer executionTimeoutMinutes,
    QueryModifiers queryModifiers) {}
