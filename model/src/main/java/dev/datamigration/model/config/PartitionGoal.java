package dev.datamigration.model.config;

/**
 * The size of partitions a table asks for, whichever of the two spellings it uses. Everything null:
 * automatic.
 *
 * @param targetMb megabytes of uncompressed data a partition aims at; null if not said
 * @param targetRows rows a partition aims at; null if not said; never together with targetMb
 * @param maxRows rows a partition has at most by the statistics; null if not said
 */
public record PartitionGoal(Integer targetMb, Long targetRows, Long maxRows) {
  /** The goal of a merged, valid table. */
  public static PartitionGoal of(TableConfiguration table) {
    PartitionSize size = table.partitionSize();
    if (size != null) {
      return new PartitionGoal(size.targetSizeMb(), null, size.maxRowsPerPartition());
    }
    return new PartitionGoal(
        table.targetPartitionSizeMb(),
        table.targetPartitionSizeRows(),
        table.maxPartitionSizeRows());
  }

  /** Whether the size is chosen from the table's statistics. */
  public boolean automatic() {
    return targetMb == null && targetRows == null && maxRows == null;
  }
}
