package dev.datamigration.operator.pool;

import dev.datamigration.operator.engine.api.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a pool's size for a while before it shrinks, so that workers are not ended between two
 * tables and started again. Forgets everything with the process, which only makes the wait longer.
 * Safe for use by several threads.
 */
final class ShrinkDelay {
  private final Duration delay;
  private final Map<ObjectKey, Instant> since = new ConcurrentHashMap<>();

  ShrinkDelay(Duration delay) {
    this.delay = delay;
  }

  /**
   * The size to have now.
   *
   * @return {@code wanted}, or {@code current} until it has been more than what was wanted for long
   *     enough
   */
  PoolSize apply(ObjectKey pool, PoolSize wanted, int current, int most, Instant now) {
    if (wanted.replicas() >= current || current > most) {
      since.remove(pool);
      return wanted;
    }
    Instant first = since.computeIfAbsent(pool, key -> now);
    if (!first.plus(delay).isAfter(now)) {
      return wanted;
    }
    return new PoolSize(current, wanted.reason() + " Shrinks to " + wanted.replicas() + " soon.");
  }

  /** Whether the pool waits to shrink. */
  boolean isWaiting(ObjectKey pool) {
    return since.containsKey(pool);
  }

  /** How long a pool waits. */
  Duration delay() {
    return delay;
  }
}
