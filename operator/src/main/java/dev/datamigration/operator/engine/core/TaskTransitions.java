package dev.datamigration.operator.engine.core;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.ledger.record.TaskRow.Kind;
import dev.datamigration.ledger.record.TaskRow.State;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.Failure;
import dev.datamigration.model.message.Recall;
import dev.datamigration.model.message.StagedFile;
import java.time.Instant;
import java.util.List;

/**
 * The only place where a task changes state; keeps every figure and queue that depends on it right.
 */
final class TaskTransitions {
  private final RunState run;
  private final Changes changes;
  private final Instant now;
  private final EngineSettings settings;
  private final RetryPolicy retry;

  TaskTransitions(RunState run, Changes changes, Instant now, EngineSettings settings) {
    this.run = run;
    this.changes = changes;
    this.now = now;
    this.settings = settings;
    this.retry = new RetryPolicy(settings);
  }

  /** Puts a new task where it will be handed out. */
  void publish(TaskState task) {
    run.tasks.put(task.id, task);
    task.table.unfinishedTasks++;
    task.table.ready.addLast(task);
    changes.created(task);
  }

  /**
   * Has the table planned, for the first time or anew.
   *
   * @param since a SyncState, or null
   */
  void plan(TableState table, JsonNode since) {
    TaskState former = run.tasks.get(table.planTaskId());
    if (former == null) {
      publish(new TaskState(table.planTaskId(), table, Kind.PLAN, 0, since, 0));
    } else {
      former.partitionSpec = since;
      retry(former);
    }
  }

  /** Hands a ready task, already taken out of its queue, to a lane. */
  void assign(TaskState task, WorkerState worker, int lane) {
    task.state = State.ASSIGNED;
    task.attempt++;
    task.notBefore = null;
    task.waitingFor = null;
    task.workerId = worker.id;
    task.lane = lane;
    task.laneOrder = run.nextLaneOrder(task.kind);
    task.runningRows = 0;
    task.table.workflow.assignedTasks++;
    worker.give(task, now);
    changes.changed(task);
    changes.press();
  }

  /** The task is done. */
  void succeed(TaskState task, long rows, long bytes, long millis, List<StagedFile> files) {
    changes.attempt(task, "SUCCEEDED", rows, bytes, millis, null);
    letGo(task);
    task.state = State.SUCCEEDED;
    task.rows = rows;
    task.bytes = bytes;
    task.files = List.copyOf(files);
    task.table.unfinishedTasks--;
    changes.changed(task);
  }

  /** The attempt failed: tried again later, or for good. */
  void fail(TaskState task, Failure failure, long millis) {
    changes.attempt(task, "FAILED", 0, 0, millis, failure);
    letGo(task);
    task.table.remember(failure);
    changes.changed(task.table);
    retryOrGiveUp(task, failure);
  }

  /** The worker is gone and nobody knows how far the attempt came. */
  void lose(TaskState task, Failure failure) {
    changes.attempt(task, "LOST", 0, 0, 0, failure);
    letGo(task);
    retryOrGiveUp(task, failure);
  }

  private void retryOrGiveUp(TaskState task, Failure failure) {
    task.failures++;
    boolean permanent =
        failure.errorClass() == ErrorClass.PERMANENT
            || (failure.errorClass() == ErrorClass.TRANSIENT
                && task.failures >= settings.maxFailures());
    if (permanent) {
      task.state = State.FAILED;
      task.table.remember(failure);
      task.table.unfinishedTasks--;
      if (task.kind == Kind.EXTRACT) {
        task.table.partitionsFailed++;
      }
      changes.changed(task.table);
    } else {
      task.state = State.READY;
      task.waitingFor = failure;
      task.notBefore = retry.next(now, failure.errorClass(), task.id, task.failures);
      task.table.workflow.delayed.add(task);
    }
    changes.changed(task);
  }

  /** Its worker is to hand it back, or to keep it after all. */
  void recall(TaskState task, Recall wanted) {
    if (task.state == State.ASSIGNED && task.recall != wanted) {
      task.recall = wanted;
      changes.changed(task);
      changes.press();
    }
  }

  /** What failed or was given up is to be done, and may fail as often as if it were new. */
  void retry(TaskState task) {
    if (task.state == State.FAILED && task.kind == Kind.EXTRACT) {
      task.table.partitionsFailed--;
    }
    task.state = State.READY;
    task.failures = 0;
    task.notBefore = null;
    task.waitingFor = null;
    task.table.unfinishedTasks++;
    task.table.ready.addLast(task);
    changes.changed(task);
  }

  /** A task of a plan that is made anew. */
  void discard(TaskState task) {
    if (task.state == State.FAILED) {
      task.table.partitionsFailed--;
    }
    task.state = State.CANCELLED;
    task.workerId = null;
    changes.changed(task);
  }

  /** A task of a former plan takes part in the new one, under new attempts. */
  void republish(TaskState task, JsonNode partitionSpec, long estimatedBytes) {
    task.partitionSpec = partitionSpec;
    task.estimatedBytes = estimatedBytes;
    retry(task);
  }

  /** What was extracted is not to be loaded: the partition failed. */
  void distrust(TaskState task) {
    TableState table = task.table;
    table.partitionsExtracted--;
    table.rowsExtracted -= task.rows;
    table.bytesStaged -= task.stagedBytes();
    table.partitionsFailed++;
    task.state = State.FAILED;
    task.rows = 0;
    task.bytes = 0;
    task.loadId = null;
    changes.changed(task);
  }

  /** The worker handed the task back. */
  void release(TaskState task) {
    changes.attempt(task, "RELEASED", 0, 0, 0, null);
    letGo(task);
    task.state = State.READY;
    task.table.ready.addFirst(task);
    changes.changed(task);
  }

  /** Nobody is to do it any more. A worker that is at it learns so from the ledger. */
  void cancel(TaskState task) {
    if (task.isTerminal()) {
      return;
    }
    if (task.state == State.ASSIGNED) {
      changes.attempt(task, "CANCELLED", 0, 0, 0, null);
      task.recall = Recall.NONE;
      task.table.workflow.assignedTasks--;
      task.held = true;
      task.heldSince = now;
      task.table.workflow.held.add(task);
    } else {
      task.table.ready.remove(task);
      task.table.workflow.delayed.remove(task);
    }
    task.state = State.CANCELLED;
    task.table.unfinishedTasks--;
    changes.changed(task);
    changes.press();
  }

  /**
   * A worker that says what it is at, and of a cancelled task nothing, a lease after it was taken
   * away, has asked since and is not at it: it may never have heard of it.
   */
  void unholdUnheard(TaskState task, Instant heardAt) {
    if (task.held && !task.heldSince.plus(settings.lease()).isAfter(heardAt)) {
      unhold(task);
    }
  }

  /** A worker is known not to be at a cancelled task any more. */
  void unhold(TaskState task) {
    task.held = false;
    task.table.workflow.held.remove(task);
    WorkerState worker = run.workers.get(task.workerId);
    if (worker != null) {
      worker.take(task);
    }
    if (task.table.isTerminal()) {
      run.tasks.remove(task.id);
    }
  }

  /** Moves tasks whose time has come back to their queues. */
  void wake(WorkflowState workflow) {
    while (!workflow.delayed.isEmpty() && !workflow.delayed.peek().notBefore.isAfter(now)) {
      TaskState task = workflow.delayed.poll();
      task.table.ready.addLast(task);
    }
  }

  private void letGo(TaskState task) {
    task.recall = Recall.NONE;
    task.table.workflow.assignedTasks--;
    task.runningRows = 0;
    WorkerState worker = run.workers.get(task.workerId);
    if (worker != null) {
      worker.take(task);
    }
  }
}
