package dev.datamigration.model.plan;

import java.util.List;

/**
 * What a worker found out about a table at the source.
 *
 * @param source the exact name as the source's catalogue holds it
 * @param columns in the source's order, excluded ones left out
 * @param keyColumns the source names of the columns the ranges are over, in order; empty for one
 *     whole-table partition
 * @param primaryKeyColumns the source names of the primary key's columns, given or found; empty if
 *     there is none
 * @param partitions at least one; disjoint and covering
 * @param estimatedRows from statistics; 0 when unknown
 * @param estimatedBytes uncompressed, from statistics; 0 when unknown
 * @param sync null for strategy none
 * @param warnings sentences a person should read
 */
public record TablePlan(
    QualifiedName source,
    List<ColumnPlan> columns,
    List<String> keyColumns,
    List<String> primaryKeyColumns,
    List<Partition> partitions,
    long estimatedRows,
    long estimatedBytes,
    SyncPlan sync,
    List<String> warnings) {
  public TablePlan {
    columns = List.copyOf(columns);
    keyColumns = List.copyOf(keyColumns);
    primaryKeyColumns = List.copyOf(primaryKeyColumns);
    partitions = List.copyOf(partitions);
    warnings = List.copyOf(warnings);
  }
}
