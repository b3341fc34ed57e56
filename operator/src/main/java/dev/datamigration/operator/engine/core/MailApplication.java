package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.record.TaskRow.Kind;
import dev.datamigration.ledger.writer.Mail;
import dev.datamigration.ledger.writer.Mail.Letter;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.error.Failure;
import dev.datamigration.model.message.EventEnvelope;
import dev.datamigration.model.message.StagedFile;
import dev.datamigration.model.message.WorkerDescription;
import dev.datamigration.model.message.WorkerEvent;
import dev.datamigration.model.message.WorkerEvent.Heartbeat;
import dev.datamigration.model.message.WorkerEvent.OfTask;
import dev.datamigration.model.message.WorkerEvent.RunningTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Applies what workers reported. Applying a letter twice, or one that comes too late, changes
 * nothing.
 */
final class MailApplication {
  private final RunState run;
  private final Changes changes;
  private final TaskTransitions transitions;
  private final Publication publication;
  private final Instant now;

  MailApplication(
      RunState run,
      Changes changes,
      TaskTransitions transitions,
      Publication publication,
      Instant now) {
    this.run = run;
    this.changes = changes;
    this.transitions = transitions;
    this.publication = publication;
    this.now = now;
  }

  void apply(Mail mail) {
    mail.unreadable().forEach(changes::consumed);
    for (Letter letter : mail.letters()) {
      if (changes.consumed(letter.envelope().eventId())) {
        apply(letter.envelope(), letter.receivedAt());
      }
    }
  }

  private void apply(EventEnvelope envelope, Instant receivedAt) {
    String workerId = envelope.workerId();
    WorkerEvent event = envelope.event();
    if (event instanceof Heartbeat heartbeat) {
      applyHeartbeat(run.worker(workerId, receivedAt), heartbeat, receivedAt);
    } else if (event instanceof WorkerEvent.Stopped) {
      stopped(workerId);
      return;
    } else if (event instanceof OfTask ofTask) {
      applyToTask(workerId, ofTask);
    }
    WorkerState worker = run.workers.get(workerId);
    if (worker != null && receivedAt.isAfter(worker.lastSeen)) {
      worker.lastSeen = receivedAt;
    }
  }

  private void applyHeartbeat(WorkerState worker, Heartbeat heartbeat, Instant receivedAt) {
    if (worker.description == null) {
      replaceSameHost(worker, heartbeat.worker());
    }
    worker.description = heartbeat.worker();
    worker.draining = heartbeat.draining();
    worker.sourceFailure = heartbeat.sourceFailure();
    Set<String> named =
        heartbeat.running().stream().map(RunningTask::taskId).collect(Collectors.toSet());
    for (Deque<TaskState> lane : List.copyOf(worker.lanes.values())) {
      List.copyOf(lane).stream()
          .filter(task -> !named.contains(task.id))
          .forEach(task -> transitions.unholdUnheard(task, receivedAt));
    }
    for (RunningTask running : heartbeat.running()) {
      TaskState task = run.tasks.get(running.taskId());
      if (task != null && task.isCurrent(running.attempt(), worker.id)) {
        task.runningRows = running.rows();
      }
    }
  }

  /** A process that started anew in the same place is proof that the one before is gone. */
  private void replaceSameHost(WorkerState worker, WorkerDescription description) {
    if (description.host() == null) {
      return;
    }
    List<WorkerState> others = new ArrayList<>(run.workers.values());
    for (WorkerState other : others) {
      boolean sameHost =
          other != worker
              && other.description != null
              && description.host().equals(other.description.host());
      if (sameHost) {
        lost(
            other,
            new DmwException(
                    EngineErrorCode.WORKER_LOST,
                    "Worker " + other.id + " ended without a word and was started anew.",
                    "Its tasks are handed out again.")
                .toFailure());
      }
    }
  }

  /** Takes everything from a worker that is gone. */
  void lost(WorkerState worker, Failure failure) {
    run.workers.remove(worker.id);
    for (Deque<TaskState> lane : new ArrayList<>(worker.lanes.values())) {
      for (TaskState task : new ArrayList<>(lane)) {
        if (task.held) {
          transitions.unhold(task);
        } else {
          transitions.lose(task, failure);
        }
      }
    }
  }

  private void stopped(String workerId) {
    WorkerState worker = run.workers.remove(workerId);
    if (worker == null) {
      return;
    }
    for (Deque<TaskState> lane : new ArrayList<>(worker.lanes.values())) {
      for (TaskState task : new ArrayList<>(lane)) {
        if (task.held) {
          transitions.unhold(task);
        } else {
          transitions.release(task);
        }
      }
    }
  }

  private void applyToTask(String workerId, OfTask event) {
    TaskState task = run.tasks.get(event.taskId());
    if (task == null) {
      return;
    }
    Failure failure = event instanceof WorkerEvent.Failed failed ? failed.failure() : null;
    if (!task.isCurrent(event.attempt(), workerId)) {
      if (task.held && workerId.equals(task.workerId) && task.attempt == event.attempt()) {
        transitions.unhold(task);
      } else {
        changes.stale(task, event.attempt(), workerId, failure);
      }
      return;
    }
    if (event instanceof WorkerEvent.Planned planned) {
      publication.publish(task, planned.plan());
    } else if (event instanceof WorkerEvent.Succeeded succeeded) {
      extracted(task, succeeded);
    } else if (failure != null) {
      transitions.fail(task, failure, 0);
    } else {
      transitions.release(task);
    }
  }

  private void extracted(TaskState task, WorkerEvent.Succeeded report) {
    long inFiles = report.files().stream().mapToLong(StagedFile::rows).sum();
    if (task.kind != Kind.EXTRACT || inFiles != report.rows()) {
      transitions.fail(
          task,
          new DmwException(
                  EngineErrorCode.REPORT_CONTRADICTS_ITSELF,
                  "Worker "
                      + task.workerId
                      + " read "
                      + report.rows()
                      + " rows of "
                      + task.id
                      + " and wrote "
                      + inFiles
                      + ".",
                  "The partition is extracted again, a limited number of times; nothing was loaded.")
              .toFailure(),
          report.millis());
      return;
    }
    TableState table = task.table;
    transitions.succeed(task, report.rows(), report.bytes(), report.millis(), report.files());
    table.observeExtraction(report.millis());
    table.partitionsExtracted++;
    table.rowsExtracted += report.rows();
    table.bytesStaged += report.files().stream().mapToLong(StagedFile::sizeBytes).sum();
    if (report.files().isEmpty()) {
      table.partitionsLoaded++;
    } else if (table.state == TableRow.State.MOVING) {
      if (table.pending.isEmpty()) {
        table.pendingSince = now;
      }
      table.pending.add(task);
    }
  }
}
