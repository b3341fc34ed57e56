package dev.datamigration.operator.engine.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Rows per second over the last minute. */
final class RateMeter {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private record Sample(Instant at, long rows) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** Notes the total so far. */
  void observe(Instant now, long rows) {
    samples.addLast(new Sample(now, rows));
    while (samples.size() > 2 && samples.peekFirst().at().isBefore(now.minus(WINDOW))) {
      samples.removeFirst();
    }
  }

  /** 0 when nothing moves. */
  long rowsPerSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    Sample first = samples.peekFirst();
    Sample last = samples.peekLast();
    long millis = Duration.between(first.at(), last.at()).toMillis();
    return millis <= 0 ? 0 : Math.max(0, (last.rows() - first.rows()) * 1000 / millis);
  }
}
