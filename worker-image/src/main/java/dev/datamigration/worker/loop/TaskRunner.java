package dev.datamigration.worker.loop;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.Failure;
import dev.datamigration.model.message.Assignment;
import dev.datamigration.model.message.TaskWork;
import dev.datamigration.model.message.WorkerEvent;
import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.worker.error.WorkerErrorCode;
import dev.datamigration.worker.health.WorkerMetrics;
import dev.datamigration.worker.loop.HeldTask.CancelReason;
import dev.datamigration.worker.scratch.ScratchSpace;
import dev.datamigration.worker.source.CancelledException;
import dev.datamigration.worker.source.ExtractedTotals;
import dev.datamigration.worker.source.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Carries out attempts and reports how each ended. Thread-safe. */
final class TaskRunner {
  private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

  private final Source source;
  private final ScratchSpace scratch;
  private final TaskBoard board;
  private final SourceHealth health;
  private final WorkerMetrics metrics;
  private final InstantSource clock;

  TaskRunner(
      Source source,
      ScratchSpace scratch,
      TaskBoard board,
      SourceHealth health,
      WorkerMetrics metrics,
      InstantSource clock) {
    this.source = source;
    this.scratch = scratch;
    this.board = board;
    this.health = health;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Does the part of an attempt that needs the source; returns when the next may begin. The last
   * files may still be on their way then.
   */
  void run(HeldTask task, FileStaging staging) {
    Assignment assignment = task.assignment();
    MDC.put("workflow", assignment.workflowId());
    MDC.put("task", assignment.taskId());
    MDC.put("attempt", Integer.toString(assignment.attempt()));
    try {
      if (assignment.work() instanceof TaskWork.Plan plan) {
        plan(task, plan);
      } else if (assignment.work() instanceof TaskWork.Extract extract) {
        extract(task, extract, staging);
      } else if (assignment.work() instanceof TaskWork.Unreadable unreadable) {
        failed(task, unreadable.failure());
      }
    } finally {
      MDC.clear();
    }
  }

  private void plan(HeldTask task, TaskWork.Plan work) {
    Assignment assignment = task.assignment();
    try {
      TablePlan plan = source.plan(work.table(), work.since(), task.cancellation());
      LOG.info("Planned {}: {} partitions", plan.source(), plan.partitions().size());
      metrics.taskEnded("planned");
      board.ended(task, new WorkerEvent.Planned(assignment.taskId(), assignment.attempt(), plan));
    } catch (CancelledException e) {
      cancelled(task);
    } catch (DmwException e) {
      failed(task, e);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      failed(task, unexpected(e));
    }
  }

  private void extract(HeldTask task, TaskWork.Extract work, FileStaging staging) {
    Instant begun = clock.instant();
    FileStaging.Attempt files = staging.begin(task, work.stagePath());
    ExtractedTotals totals = null;
    Throwable error = null;
    Path folder = null;
    try {
      folder = scratch.newFolder();
      totals =
          source.extract(
              work.table(),
              work.partition(),
              folder,
              files::finished,
              (rows, bytes) -> task.progressed(rows, bytes, clock.instant()),
              task.cancellation());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      error = e;
      // Nothing of it will be loaded, so what waits need not be uploaded.
      task.cancellation().cancel();
    }
    board.readToTheEnd(task);
    Path used = folder;
    ExtractedTotals read = totals;
    Throwable why = error;
    var context = MDC.getCopyOfContextMap();
    files.afterwards(
        () -> {
          MDC.setContextMap(context);
          try {
            finish(task, files, read, why, begun);
          } finally {
            deleteFolder(used);
            MDC.clear();
          }
        });
  }

  /** On the upload thread, when nothing of the attempt runs any more. */
  private void finish(
      HeldTask task,
      FileStaging.Attempt files,
      ExtractedTotals read,
      Throwable error,
      Instant begun) {
    if (files.failure() != null) {
      failed(task, files.failure());
    } else if (error instanceof CancelledException
        || (error == null && task.cancellation().requested())) {
      cancelled(task);
    } else if (error != null) {
      failed(task, error instanceof DmwException known ? known : unexpected(error));
    } else {
      Assignment assignment = task.assignment();
      long millis = Duration.between(begun, clock.instant()).toMillis();
      LOG.info(
          "Extracted {} rows, {} bytes into {} files in {} ms",
          read.rows(),
          read.bytes(),
          files.staged().size(),
          millis);
      metrics.taskEnded("succeeded");
      metrics.extracted(read.rows(), read.bytes());
      board.ended(
          task,
          new WorkerEvent.Succeeded(
              assignment.taskId(),
              assignment.attempt(),
              read.rows(),
              read.bytes(),
              millis,
              files.staged()));
    }
  }

  private void cancelled(HeldTask task) {
    CancelReason reason = task.cancelReason();
    if (reason == CancelReason.STALLED) {
      failed(
          task,
          new DmwException(
              WorkerErrorCode.TASK_STALLED,
              "Task " + task.assignment().taskId() + " made no progress and was given up.",
              "It is tried again, a limited number of times. Look for locks at the source; a slow source may need a larger stall_timeout."));
    } else if (reason == null) {
      failed(
          task,
          unexpected(new IllegalStateException("the source gave up what nobody had cancelled")));
    } else {
      LOG.info("Gave up: {}", reason);
      metrics.taskEnded("released");
      if (reason == CancelReason.SUPERSEDED) {
        board.endedSilently(task);
      } else {
        board.ended(task, task.released(reason));
      }
    }
  }

  private void failed(HeldTask task, DmwException e) {
    LOG.debug("Failed", e);
    failed(task, e.toFailure());
    if (e.errorClass() != ErrorClass.PERMANENT) {
      health.doubt();
    }
  }

  private void failed(HeldTask task, Failure failure) {
    Assignment assignment = task.assignment();
    LOG.warn("Failed: {}", failure.message());
    metrics.taskEnded("failed");
    if (task.cancelReason() == CancelReason.SUPERSEDED) {
      board.endedSilently(task);
    } else {
      board.ended(task, new WorkerEvent.Failed(assignment.taskId(), assignment.attempt(), failure));
    }
  }

  private void deleteFolder(Path folder) {
    try {
      if (folder != null) {
        ScratchSpace.delete(folder);
      }
    } catch (DmwException e) {
      LOG.warn("{}", e.getMessage());
    }
  }

  static DmwException unexpected(Throwable e) {
    LOG.error("unexpected error", e);
    return new DmwException(
        WorkerErrorCode.UNEXPECTED,
        "The worker met an error it does not know: " + e + ".",
        "The task is tried again, a limited number of times. Report it with the worker's log.",
        e);
  }
}
