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
  private final ConcurrentHashMap<Long, Long> changes = new ConcurrentHashMap<>();

  /** The number of the newest commit. */
  public long newest() {
    return last.get();
  }

  /** Records a commit that has become visible. */
  public void committed(Set<Long> tables) {
    if (!tables.isEmpty()) {
      long number = last.incrementAndGet();
      tables.forEach(table -> changes.merge(table, number, Math::max));
    }
  }

  /** Whether one of the tables was changed by a commit after {@code number}. */
  public boolean changedSince(long number, Set<Long> tables) {
    return tables.stream().anyMatch(table -> changes.getOrDefault(table, 0L) > number);
  }
}
