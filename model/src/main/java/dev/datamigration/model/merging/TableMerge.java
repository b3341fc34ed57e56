package dev.datamigration.model.merging;

import dev.datamigration.model.config.CustomColumnTransform;
import dev.datamigration.model.config.Extraction;
import dev.datamigration.model.config.IcebergConfig;
import dev.datamigration.model.config.Loading;
import dev.datamigration.model.config.QueryModifiers;
import dev.datamigration.model.config.SourceTable;
import dev.datamigration.model.config.Synchronization;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.config.TableType;
import dev.datamigration.model.config.TargetTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * What a table says together with what it inherits. The most specific value that is said wins;
 * objects are merged field by field, lists are replaced whole. Beyond that:
 *
 * <ul>
 *   <li>The partition size is one setting, in whichever spelling: a table that says any part of it
 *       inherits none.
 *   <li>{@code customColumnTransforms}: both are kept, the table's first; one of the default with
 *       the same selector is dropped.
 *   <li>{@code target.tableName} is never inherited, nor is a name template by a table that has a
 *       name.
 *   <li>{@code tableType: native} on a table drops an inherited {@code icebergConfig}. In the same
 *       way a table that names another strategy than the default inherits only settings that belong
 *       to its own strategy.
 *   <li>{@code suspend} and {@code cancel} concern one table and are never inherited.
 * </ul>
 */
public final class TableMerge {
  private TableMerge() {}

  /**
   * The effective configuration of a table.
   *
   * @param defaults what every table inherits; null for nothing
   */
  public static TableConfiguration merge(TableConfiguration defaults, TableConfiguration table) {
    TableConfiguration base = defaults == null ? TableConfiguration.builder().build() : defaults;
    TableConfiguration sizes = saysPartitionSize(table) ? table : base;
    return new TableConfiguration(
        both(base.source(), table.source(), TableMerge::source),
        target(base.target(), table.target()),
        first(table.columnNamesToPartitionBy(), base.columnNamesToPartitionBy()),
        sizes.partitionSize(),
        sizes.targetPartitionSizeMb(),
        sizes.targetPartitionSizeRows(),
        sizes.maxPartitionSizeRows(),
        both(base.extraction(), table.extraction(), TableMerge::extraction),
        both(
            base.loading(),
            table.loading(),
            (inherited, own) -> new Loading(first(own.strategy(), inherited.strategy()))),
        both(base.synchronization(), table.synchronization(), TableMerge::synchronization),
        first(table.columnTypeMappings(), base.columnTypeMappings()),
        first(table.columnNameMappings(), base.columnNameMappings()),
        first(table.primaryKeyColumns(), base.primaryKeyColumns()),
        first(table.whereClauseCriteria(), base.whereClauseCriteria()),
        first(table.excludeSourceColumns(), base.excludeSourceColumns()),
        both(base.customColumnTransforms(), table.customColumnTransforms(), TableMerge::transforms),
        first(table.loadSegmentation(), base.loadSegmentation()),
        first(table.samplingThresholdRows(), base.samplingThresholdRows()),
        first(table.samplingTargetRows(), base.samplingTargetRows()),
        first(table.executionTimeoutMinutes(), base.executionTimeoutMinutes()),
        queryModifiers(base.queryModifiers(), table.queryModifiers()),
        first(table.continueIdentityColumns(), base.continueIdentityColumns()),
        first(table.resetPartitions(), base.resetPartitions()),
        table.suspend(),
        table.cancel());
  }

  /**
   * Hints of a connection, overridden field by field by a table's.
   *
   * @param inherited the less specific ones; null for none
   * @param own the more specific ones; null for none
   */
  public static QueryModifiers queryModifiers(QueryModifiers inherited, QueryModifiers own) {
    return both(
        inherited,
        own,
        (less, more) ->
            new QueryModifiers(
                first(more.objectModifier(), less.objectModifier()),
                first(more.selectModifier(), less.selectModifier())));
  }

  private static boolean saysPartitionSize(TableConfiguration table) {
    return table.partitionSize() != null
        || table.targetPartitionSizeMb() != null
        || table.targetPartitionSizeRows() != null
        || table.maxPartitionSizeRows() != null;
  }

  private static SourceTable source(SourceTable inherited, SourceTable own) {
    return new SourceTable(
        first(own.databaseName(), inherited.databaseName()),
        first(own.schemaName(), inherited.schemaName()),
        first(own.tableName(), inherited.tableName()),
        first(own.includeTableNames(), inherited.includeTableNames()),
        first(own.excludeTableNames(), inherited.excludeTableNames()));
  }

  private static TargetTable target(TargetTable inherited, TargetTable own) {
    if (inherited == null) {
      return own;
    }
    TargetTable table = own == null ? new TargetTable(null, null, null, null) : own;
    boolean madeNative = table.tableType() == TableType.NATIVE;
    boolean named = table.tableName() != null;
    return new TargetTable(
        first(table.databaseName(), inherited.databaseName()),
        first(table.schemaName(), inherited.schemaName()),
        table.tableName(),
        first(table.tableType(), inherited.tableType()),
        madeNative
            ? table.icebergConfig()
            : both(inherited.icebergConfig(), table.icebergConfig(), TableMerge::iceberg),
        named
            ? table.tableNameTemplate()
            : first(table.tableNameTemplate(), inherited.tableNameTemplate()));
  }

  private static IcebergConfig iceberg(IcebergConfig inherited, IcebergConfig own) {
    return new IcebergConfig(
        first(own.catalog(), inherited.catalog()),
        first(own.externalVolume(), inherited.externalVolume()),
        first(own.baseLocationPrefix(), inherited.baseLocationPrefix()),
        first(own.sourceDataStage(), inherited.sourceDataStage()),
        first(own.catalogTableName(), inherited.catalogTableName()),
        first(own.migrationStrategy(), inherited.migrationStrategy()),
        first(own.targetFileSize(), inherited.targetFileSize()),
        first(own.loadMode(), inherited.loadMode()));
  }

  private static Extraction extraction(Extraction inherited, Extraction own) {
    Extraction.Strategy strategy = first(own.strategy(), inherited.strategy());
    boolean dropStage = strategy != inherited.strategy() && strategy == Extraction.Strategy.REGULAR;
    return new Extraction(
        strategy,
        dropStage ? own.externalStage() : first(own.externalStage(), inherited.externalStage()));
  }

  private static Synchronization synchronization(Synchronization inherited, Synchronization own) {
    Synchronization.Strategy strategy = first(own.strategy(), inherited.strategy());
    Synchronization base =
        strategy == inherited.strategy() ? inherited : settingsOf(strategy, inherited);
    return new Synchronization(
        strategy,
        first(own.onExistingRows(), base.onExistingRows()),
        first(own.watermarkColumn(), base.watermarkColumn()),
        first(own.trackModifications(), base.trackModifications()),
        first(own.trackDeletions(), base.trackDeletions()),
        first(own.checksumExpression(), base.checksumExpression()));
  }

  private static Synchronization settingsOf(
      Synchronization.Strategy strategy, Synchronization inherited) {
    boolean watermark = strategy == Synchronization.Strategy.WATERMARK;
    boolean checksum = strategy == Synchronization.Strategy.CHECKSUM;
    return new Synchronization(
        strategy,
        strategy == Synchronization.Strategy.NONE ? inherited.onExistingRows() : null,
        watermark ? inherited.watermarkColumn() : null,
        watermark ? inherited.trackModifications() : null,
        watermark ? inherited.trackDeletions() : null,
        checksum ? inherited.checksumExpression() : null);
  }

  private static List<CustomColumnTransform> transforms(
      List<CustomColumnTransform> inherited, List<CustomColumnTransform> own) {
    List<CustomColumnTransform> merged = new ArrayList<>(own);
    for (CustomColumnTransform transform : inherited) {
      if (transform == null || own.stream().noneMatch(transform::sameSelector)) {
        merged.add(transform);
      }
    }
    return merged;
  }

  private static <T> T both(T inherited, T own, BinaryOperator<T> merge) {
    if (inherited == null || own == null) {
      return first(own, inherited);
    }
    return merge.apply(inherited, own);
  }

  private static <T> T first(T own, T inherited) {
    return own != null ? own : inherited;
  }
}
