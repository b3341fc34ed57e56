package dev.datamigration.local.snowflake.engine.transaction;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which table was last changed by which commit, so that a transaction can tell whether what it
 * reads has grown old. Thread-safe.
 */
public final class CommitHistory {
  private final AtomicLong last = new AtomicLong();
  private final AtomicLong transactions = new AtomicLong(System.currentTimeMillis() * 1_000_000);
  private final ConcurrentHashMap<Long, Long> commits = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Long, Long> changes = new ConcurrentHashMap<>();

  /** The id of a transaction that begins. */
  public long nextTransaction() {
    return transactions.incrementAndGet();
  }

  /** The number of the newest commit. */
  public long newest() {
    return last.get();
  }

  /**
   * Records a commit that has become visible.
   *
   * @param tables what it wrote to
   * @param rowsChanged those of them of which rows were changed or deleted, not only inserted
   */
  public void committed(Set<Long> tables, Set<Long> rowsChanged) {
    if (!tables.isEmpty()) {
      long number = last.incrementAndGet();
      tables.forEach(table -> commits.merge(table, number, Math::max));
      rowsChanged.forEach(table -> changes.merge(table, number, Math::max));
    }
  }

  /** Whether a commit after {@code number} wrote to one of the tables. */
  public boolean writtenSince(long number, Set<Long> tables) {
    return tables.stream().anyMatch(table -> commits.getOrDefault(table, 0L) > number);
  }

  /** Whether a commit after {@code number} changed or deleted rows of one of the tables. */
  public boolean rowsChangedSince(long number, Set<Long> tables) {
    return tables.stream().anyMatch(table -> changes.getOrDefault(table, 0L) > number);
  }
}
