package dev.datamigration.operator.status;

import dev.datamigration.operator.engine.api.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps an object whose figures move from being written more often than people can read. Safe for
 * use by several threads.
 */
public final class ProgressThrottle {
  private final Duration interval;
  private final Map<ObjectKey, Instant> written = new ConcurrentHashMap<>();

  /**
   * @param interval between two writes of figures
   */
  public ProgressThrottle(Duration interval) {
    this.interval = interval;
  }

  /**
   * How long a write has to wait; zero: it is to be made now, and counts as made.
   *
   * @param urgent whether more than figures changed
   */
  public Duration ask(ObjectKey key, boolean urgent, Instant now) {
    Instant last = written.get(key);
    Instant next = last == null ? now : last.plus(interval);
    if (!urgent && next.isAfter(now)) {
      return Duration.between(now, next);
    }
    written.put(key, now);
    return Duration.ZERO;
  }

  /** To be called when the object is gone. */
  public void forget(ObjectKey key) {
    written.remove(key);
  }
}
