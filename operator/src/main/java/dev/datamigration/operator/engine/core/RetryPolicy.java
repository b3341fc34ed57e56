package dev.datamigration.operator.engine.core;

import dev.datamigration.model.error.ErrorClass;
import java.time.Duration;
import java.time.Instant;

/** When a failed thing is tried again. */
final class RetryPolicy {
  private final EngineSettings settings;

  RetryPolicy(EngineSettings settings) {
    this.settings = settings;
  }

  /**
   * The time before which it is not tried again.
   *
   * @param id of what failed; spreads the retries of many by up to a quarter of the pause, always
   *     the same for one id
   * @param failures so far, at least 1
   */
  Instant next(Instant now, ErrorClass errorClass, String id, int failures) {
    if (errorClass == ErrorClass.NEEDS_PERSON) {
      return now.plus(settings.personPause());
    }
    int doublings = Math.min(failures - 1, 20);
    Duration pause = settings.retryBase().multipliedBy(1L << doublings);
    if (pause.compareTo(settings.retryMaximum()) > 0) {
      pause = settings.retryMaximum();
    }
    long jitterMillis =
        Math.floorMod((id + '#' + failures).hashCode(), Math.max(1, pause.toMillis() / 4));
    return now.plus(pause).plusMillis(jitterMillis);
  }
}
