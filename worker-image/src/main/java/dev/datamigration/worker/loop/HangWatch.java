package dev.datamigration.worker.loop;

import dev.datamigration.worker.loop.HeldTask.CancelReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up tasks that make no progress, and notices when that, or the correspondence, hangs.
 * Thread-safe.
 */
final class HangWatch {
  private static final Logger LOG = LoggerFactory.getLogger(HangWatch.class);

  /** No statement and no pause of the correspondence is as long. */
  private static final Duration LONGEST_TURN = Duration.ofMinutes(5);

  private final TaskBoard board;
  private final Supplier<Instant> lastTurn;
  private final Duration stallTimeout;
  private final InstantSource clock;

  HangWatch(
      TaskBoard board, Supplier<Instant> lastTurn, Duration stallTimeout, InstantSource clock) {
    this.board = board;
    this.lastTurn = lastTurn;
    this.stallTimeout = stallTimeout;
    this.clock = clock;
  }

  /** Cancels what stalls. */
  void look() {
    Instant now = clock.instant();
    for (HeldTask task : board.atWork()) {
      if (task.cancelReason() == null && task.lastProgress().plus(stallTimeout).isBefore(now)) {
        LOG.warn(
            "Task {} made no progress since {}", task.assignment().taskId(), task.lastProgress());
        task.cancel(CancelReason.STALLED, now);
      }
    }
  }

  /** What hangs, in words; null if nothing does. */
  String hanging() {
    Instant now = clock.instant();
    if (lastTurn.get().plus(LONGEST_TURN).isBefore(now)) {
      return "the correspondence with the operator has hung since " + lastTurn.get();
    }
    return board.atWork().stream()
        .filter(task -> task.cancelledAt() != null)
        .filter(task -> task.cancelledAt().plus(stallTimeout).isBefore(now))
        .map(
            task ->
                "task "
                    + task.assignment().taskId()
                    + " has not ended since it was cancelled at "
                    + task.cancelledAt())
        .findFirst()
        .orElse(null);
  }
}
