package dev.datamigration.worker.loop;

import dev.datamigration.model.message.Assignment;
import dev.datamigration.model.message.WorkerEvent;
import dev.datamigration.model.message.WorkerEvent.OfTask;
import dev.datamigration.model.message.WorkerEvent.RunningTask;
import dev.datamigration.worker.source.Cancellation;
import java.time.Instant;

/**
 * One attempt of a task in this worker's hands. Progress may be told from any thread; everything
 * else belongs to {@link TaskBoard}.
 */
public final class HeldTask {
  /** Where the attempt stands in this worker. */
  enum Phase {
    /** In its lane's queue. */
    WAITING,
    /** Its lane is at it. */
    RUNNING,
    /** Everything is read; its last files are on their way while the lane is at the next task. */
    UPLOADING
  }

  /** Why an attempt was cancelled. */
  enum CancelReason {
    /** The operator gave it to somebody else, or to nobody. */
    TAKEN_AWAY,
    /** The operator gave this worker a new attempt of the same task. */
    SUPERSEDED,
    /** The operator wants it back for now. */
    RECALLED,
    /** The worker stops. */
    STOPPING,
    /** It made no progress for too long. */
    STALLED
  }

  private final Assignment assignment;
  private final Cancellation cancellation = new Cancellation();
  private volatile long rows;
  private volatile long bytes;
  private volatile Instant lastProgress;
  private volatile CancelReason cancelReason;
  private volatile Instant cancelledAt;
  Phase phase = Phase.WAITING;
  Instant startedAt;

  HeldTask(Assignment assignment, Instant now) {
    this.assignment = assignment;
    this.lastProgress = now;
  }

  Assignment assignment() {
    return assignment;
  }

  /** Which of so many lanes it belongs to. */
  int lane(int lanes) {
    return Math.floorMod(assignment.lane(), lanes);
  }

  Cancellation cancellation() {
    return cancellation;
  }

  /** Totals read so far. */
  void progressed(long rowsRead, long bytesRead, Instant now) {
    rows = rowsRead;
    bytes = bytesRead;
    lastProgress = now;
  }

  /** Something else moved on, such as an upload. */
  void progressed(Instant now) {
    lastProgress = now;
  }

  Instant lastProgress() {
    return lastProgress;
  }

  /** Asks the work to end. The first reason stays. */
  synchronized void cancel(CancelReason reason, Instant now) {
    if (cancelReason == null) {
      cancelReason = reason;
      cancelledAt = now;
      cancellation.cancel();
    }
  }

  /** Null while nobody asked for an end. */
  CancelReason cancelReason() {
    return cancelReason;
  }

  /** Null while nobody asked for an end. */
  Instant cancelledAt() {
    return cancelledAt;
  }

  /** The report that hands the attempt back. */
  OfTask released(CancelReason reason) {
    String words =
        switch (reason) {
          case TAKEN_AWAY -> "it was taken from this worker";
          case SUPERSEDED -> "a newer attempt was handed out";
          case RECALLED -> "the operator recalled it";
          case STOPPING -> "the worker stops";
          case STALLED -> "it made no progress";
        };
    return new WorkerEvent.Released(assignment.taskId(), assignment.attempt(), words);
  }

  RunningTask toRunning() {
    return new RunningTask(assignment.taskId(), assignment.attempt(), rows, bytes);
  }
}
