package dev.datamigration.worker.loop;

import dev.datamigration.worker.loop.HeldTask.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/**
 * How much work a worker has left.
 *
 * @param leastSeconds estimated work left in the emptiest lane of those that hold tasks or wait for
 *     an answer to a report; infinite if there is no such lane
 * @param lanesWithout lanes that hold nothing
 * @param holdsNothing whether no lane holds anything
 * @param lastHeld when something was held last
 */
record Stock(
    double leastSeconds,
    int lanesWithout,
    boolean holdsNothing,
    Instant lastHeld,
    boolean draining) {

  /**
   * @param unanswered reports each lane waits for an answer to
   * @param averageSeconds of a task
   */
  static Stock of(
      Collection<HeldTask> held,
      int[] unanswered,
      double averageSeconds,
      Instant lastHeld,
      Instant now,
      boolean draining) {
    int lanes = unanswered.length;
    double[] seconds = new double[lanes];
    int[] tasks = new int[lanes];
    for (HeldTask task : held) {
      if (task.phase == Phase.UPLOADING) {
        continue;
      }
      double estimate = averageSeconds;
      if (task.phase == Phase.RUNNING) {
        estimate = Math.max(0, estimate - seconds(Duration.between(task.startedAt, now)));
      }
      seconds[task.lane(lanes)] += estimate;
      tasks[task.lane(lanes)]++;
    }
    double least = Double.POSITIVE_INFINITY;
    int without = 0;
    for (int lane = 0; lane < lanes; lane++) {
      if (tasks[lane] > 0 || unanswered[lane] > 0) {
        least = Math.min(least, seconds[lane]);
      }
      if (tasks[lane] == 0) {
        without++;
      }
    }
    Instant last = held.isEmpty() ? lastHeld : now;
    return new Stock(least, without, without == lanes, last, draining);
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
