package dev.datamigration.model.config;

import java.util.List;

/** Builds a {@link TableConfiguration}; everything not set is null: not said. Not thread-safe. */
public final class TableConfigurationBuilder {
  private SourceTable source;
  private TargetTable target;
  private List<String> columnNamesToPartitionBy;
  private PartitionSize partitionSize;
  private Integer targetPartitionSizeMb;
  private Long targetPartitionSizeRows;
  private Long maxPartitionSizeRows;
  private Extraction extraction;
  private Loading loading;
  private Synchronization synchronization;
  private List<ColumnTypeMapping> columnTypeMappings;
  private List<ColumnNameMapping> columnNameMappings;
  private List<String> primaryKeyColumns;
  private String whereClauseCriteria;
  private List<String> excludeSourceColumns;
  private List<CustomColumnTransform> customColumnTransforms;
  private LoadSegmentation loadSegmentation;
  private Long samplingThresholdRows;
  private Long samplingTargetRows;
  private Integer executionTimeoutMinutes;
  private QueryModifiers queryModifiers;
  private Boolean continueIdentityColumns;
  private ResetPartitions resetPartitions;
  private Boolean suspend;
  private Boolean cancel;

  TableConfigurationBuilder() {}

  TableConfigurationBuilder(TableConfiguration table) {
    source = table.source();
    target = table.target();
    columnNamesToPartitionBy = table.columnNamesToPartitionBy();
    partitionSize = table.partitionSize();
    targetPartitionSizeMb = table.targetPartitionSizeMb();
    targetPartitionSizeRows = table.targetPartitionSizeRows();
    maxPartitionSizeRows = table.maxPartitionSizeRows();
    extraction = table.extraction();
    loading = table.loading();
    synchronization = table.synchronization();
    columnTypeMappings = table.columnTypeMappings();
    columnNameMappings = table.columnNameMappings();
    primaryKeyColumns = table.primaryKeyColumns();
    whereClauseCriteria = table.whereClauseCriteria();
    excludeSourceColumns = table.excludeSourceColumns();
    customColumnTransforms = table.customColumnTransforms();
    loadSegmentation = table.loadSegmentation();
    samplingThresholdRows = table.samplingThresholdRows();
    samplingTargetRows = table.samplingTargetRows();
    executionTimeoutMinutes = table.executionTimeoutMinutes();
    queryModifiers = table.queryModifiers();
    continueIdentityColumns = table.continueIdentityColumns();
    resetPartitions = table.resetPartitions();
    suspend = table.suspend();
    cancel = table.cancel();
  }

  /** Sets {@link TableConfiguration#source}. */
  public TableConfigurationBuilder source(SourceTable value) {
    source = value;
    return this;
  }

  /** Sets {@link TableConfiguration#source} to one table. */
  public TableConfigurationBuilder source(String database, String schema, String table) {
    return source(new SourceTable(database, schema, table));
  }

  /** Sets {@link TableConfiguration#target}. */
  public TableConfigurationBuilder target(TargetTable value) {
    target = value;
    return this;
  }

  /** Sets {@link TableConfiguration#target} to one native table. */
  public TableConfigurationBuilder target(String database, String schema, String table) {
    return target(new TargetTable(database, schema, table, null));
  }

  /** Sets {@link TableConfiguration#columnNamesToPartitionBy}. */
  public TableConfigurationBuilder columnNamesToPartitionBy(List<String> value) {
    columnNamesToPartitionBy = value;
    return this;
  }

  /** Sets {@link TableConfiguration#columnNamesToPartitionBy}. */
  public TableConfigurationBuilder columnNamesToPartitionBy(String... values) {
    return columnNamesToPartitionBy(List.of(values));
  }

  /** Sets {@link TableConfiguration#partitionSize}. */
  public TableConfigurationBuilder partitionSize(PartitionSize value) {
    partitionSize = value;
    return this;
  }

  /** Sets {@link TableConfiguration#targetPartitionSizeMb}. */
  public TableConfigurationBuilder targetPartitionSizeMb(Integer value) {
    targetPartitionSizeMb = value;
    return this;
  }

  /** Sets {@link TableConfiguration#targetPartitionSizeRows}. */
  public TableConfigurationBuilder targetPartitionSizeRows(Long value) {
    targetPartitionSizeRows = value;
    return this;
  }

  /** Sets {@link TableConfiguration#maxPartitionSizeRows}. */
  public TableConfigurationBuilder maxPartitionSizeRows(Long value) {
    maxPartitionSizeRows = value;
    return this;
  }

  /** Sets {@link TableConfiguration#extraction}. */
  public TableConfigurationBuilder extraction(Extraction value) {
    extraction = value;
    return this;
  }

  /** Sets {@link TableConfiguration#loading}. */
  public TableConfigurationBuilder loading(Loading value) {
    loading = value;
    return this;
  }

  /** Sets {@link TableConfiguration#synchronization}. */
  public TableConfigurationBuilder synchronization(Synchronization value) {
    synchronization = value;
    return this;
  }

  /** Sets {@link TableConfiguration#columnTypeMappings}. */
  public TableConfigurationBuilder columnTypeMappings(List<ColumnTypeMapping> value) {
    columnTypeMappings = value;
    return this;
  }

  /** Sets {@link TableConfiguration#columnNameMappings}. */
  public TableConfigurationBuilder columnNameMappings(List<ColumnNameMapping> value) {
    columnNameMappings = value;
    return this;
  }

  /** Sets {@link TableConfiguration#primaryKeyColumns}. */
  public TableConfigurationBuilder primaryKeyColumns(List<String> value) {
    primaryKeyColumns = value;
    return this;
  }

  /** Sets {@link TableConfiguration#primaryKeyColumns}. */
  public TableConfigurationBuilder primaryKeyColumns(String... values) {
    return primaryKeyColumns(List.of(values));
  }

  /** Sets {@link TableConfiguration#whereClauseCriteria}. */
  public TableConfigurationBuilder whereClauseCriteria(String value) {
    whereClauseCriteria = value;
    return this;
  }

  /** Sets {@link TableConfiguration#excludeSourceColumns}. */
  public TableConfigurationBuilder excludeSourceColumns(List<String> value) {
    excludeSourceColumns = value;
    return this;
  }

  /** Sets {@link TableConfiguration#excludeSourceColumns}. */
  public TableConfigurationBuilder excludeSourceColumns(String... values) {
    return excludeSourceColumns(List.of(values));
  }

  /** Sets {@link TableConfiguration#customColumnTransforms}. */
  public TableConfigurationBuilder customColumnTransforms(List<CustomColumnTransform> value) {
    customColumnTransforms = value;
    return this;
  }

  /** Sets {@link TableConfiguration#loadSegmentation}. */
  public TableConfigurationBuilder loadSegmentation(LoadSegmentation value) {
    loadSegmentation = value;
    return this;
  }

  /** Sets {@link TableConfiguration#samplingThresholdRows}. */
  public TableConfigurationBuilder samplingThresholdRows(Long value) {
    samplingThresholdRows = value;
    return this;
  }

  /** Sets {@link TableConfiguration#samplingTargetRows}. */
  public TableConfigurationBuilder samplingTargetRows(Long value) {
    samplingTargetRows = value;
    return this;
  }

  /** Sets {@link TableConfiguration#executionTimeoutMinutes}. */
  public TableConfigurationBuilder executionTimeoutMinutes(Integer value) {
    executionTimeoutMinutes = value;
    return this;
  }

  /** Sets {@link TableConfiguration#queryModifiers}. */
  public TableConfigurationBuilder queryModifiers(QueryModifiers value) {
    queryModifiers = value;
    return this;
  }

  /** Sets {@link TableConfiguration#continueIdentityColumns}. */
  public TableConfigurationBuilder continueIdentityColumns(Boolean value) {
    continueIdentityColumns = value;
    return this;
  }

  /** Sets {@link TableConfiguration#resetPartitions}. */
  public TableConfigurationBuilder resetPartitions(ResetPartitions value) {
    resetPartitions = value;
    return this;
  }

  /** Sets {@link TableConfiguration#suspend}. */
  public TableConfigurationBuilder suspend(Boolean value) {
    suspend = value;
    return this;
  }

  /** Sets {@link TableConfiguration#cancel}. */
  public TableConfigurationBuilder cancel(Boolean value) {
    cancel = value;
    return this;
  }

  /** The table as set so far. */
  public TableConfiguration build() {
    return new TableConfiguration(
        source,
        target,
        columnNamesToPartitionBy,
        partitionSize,
        targetPartitionSizeMb,
        targetPartitionSizeRows,
        maxPartitionSizeRows,
        extraction,
        loading,
        synchronization,
        columnTypeMappings,
        columnNameMappings,
        primaryKeyColumns,
        whereClauseCriteria,
        excludeSourceColumns,
        customColumnTransforms,
        loadSegmentation,
        samplingThresholdRows,
        samplingTargetRows,
        executionTimeoutMinutes,
        queryModifiers,
        continueIdentityColumns,
        resetPartitions,
        suspend,
        cancel);
  }
}
