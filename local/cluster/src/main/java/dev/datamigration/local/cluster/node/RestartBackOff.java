package dev.datamigration.local.cluster.node;

import java.time.Duration;
import java.time.Instant;

/**
 * When a container that ended is started again: at once the first time, then with pauses that
 * double up to the longest; from the start again after a run of ten minutes.
 */
final class RestartBackOff {
  private static final Duration HEALTHY_RUN = Duration.ofMinutes(10);

  private final Duration first;
  private final Duration longest;
  private Duration pause = Duration.ZERO;
  private Instant next = Instant.MIN;

  RestartBackOff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  /** Notes the end of a run. */
  void ended(Instant started, Instant finished) {
    if (Duration.between(started, finished).compareTo(HEALTHY_RUN) >= 0) {
      pause = Duration.ZERO;
    }
    next = finished.plus(pause);
    Duration doubled = pause.isZero() ? first : pause.multipliedBy(2);
    pause = doubled.compareTo(longest) > 0 ? longest : doubled;
  }

  boolean isOver(Instant now) {
    return !now.isBefore(next);
  }

  /** The pause that {@code CrashLoopBackOff} tells of. */
  Duration waiting(Instant finished) {
    return Duration.between(finished, next);
  }
}
