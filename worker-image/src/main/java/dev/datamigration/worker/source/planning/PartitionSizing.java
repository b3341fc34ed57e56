package dev.datamigration.worker.source.planning;

import dev.datamigration.model.config.PartitionGoal;

/**
 * Into how many partitions a table is divided. A pure decision.
 *
 * @param wanted how many there should be if the table can be divided
 * @param required how many there must be: a table with more than one needs a key
 */
record PartitionSizing(int wanted, int required) {
  /** A plan with more partitions than this would be too large a message. */
  static final int MOST_PARTITIONS = 20_000;

  private static final long MEGABYTE = 1 << 20;

  /** Below this a second partition costs more round trips than it saves time. */
  private static final long SMALLEST_BYTES = 64 * MEGABYTE;

  /**
   * About as much as gives one staged file of the size Snowflake loads best (100 to 250 MB), at the
   * compression measured on TPC-H's lineitem (a sixth of the table's size in PostgreSQL). Reading
   * more at once would gain nothing, and a failed attempt would lose more.
   */
  private static final long LARGEST_BYTES = 1024 * MEGABYTE;

  /** As many as a few workers can read at a time. */
  private static final int EARLY_PARTITIONS = 16;

  /** For tables whose bytes nobody knows. */
  private static final long AUTO_ROWS = 1_000_000;

  /** Whether the number of rows must be known to decide. */
  static boolean needsRows(PartitionGoal goal, long bytes) {
    return goal.targetRows() != null || goal.maxRows() != null || bytes < 0;
  }

  /**
   * The number of partitions.
   *
   * @param rows negative if unknown
   * @param bytes negative if unknown
   */
  static PartitionSizing of(PartitionGoal goal, long rows, long bytes) {
    if (goal.automatic()) {
      return bytes < 0 ? same(parts(rows, AUTO_ROWS)) : automatic(bytes);
    }
    long parts = 1;
    if (goal.targetMb() != null) {
      parts = Math.max(parts, parts(bytes, goal.targetMb() * MEGABYTE));
    }
    if (goal.targetRows() != null) {
      parts = Math.max(parts, parts(rows, goal.targetRows()));
    }
    if (goal.maxRows() != null) {
      parts = Math.max(parts, parts(rows, goal.maxRows()));
    }
    return same(parts);
  }

  private static PartitionSizing automatic(long bytes) {
    long size = Math.min(LARGEST_BYTES, Math.max(SMALLEST_BYTES, bytes / EARLY_PARTITIONS));
    return new PartitionSizing(bounded(parts(bytes, size)), bounded(parts(bytes, LARGEST_BYTES)));
  }

  private static PartitionSizing same(long parts) {
    return new PartitionSizing(bounded(parts), bounded(parts));
  }

  private static long parts(long total, long size) {
    return total <= 0 ? 1 : (total - 1) / size + 1;
  }

  private static int bounded(long parts) {
    return (int) Math.min(parts, MOST_PARTITIONS);
  }
}
