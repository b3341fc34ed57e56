package dev.datamigration.operator.engine.core;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.ledger.record.AttemptRow;
import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.record.TaskRow;
import dev.datamigration.ledger.record.WorkflowRow;
import dev.datamigration.ledger.writer.LedgerChanges;
import dev.datamigration.model.error.Failure;
import dev.datamigration.model.message.MessageJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Notes what was touched since the last commit; rows are made for the next one, so each is written
 * once, as it is then.
 */
final class Changes {
  private Instant now = Instant.EPOCH;
  private final MessageJson json;
  private final Set<WorkflowState> newWorkflows = new LinkedHashSet<>();
  private final Set<WorkflowState> workflows = new LinkedHashSet<>();
  private final Set<TableState> newTables = new LinkedHashSet<>();
  private final Set<TableState> tables = new LinkedHashSet<>();
  private final Set<TaskState> newTasks = new LinkedHashSet<>();
  private final Set<TaskState> tasks = new LinkedHashSet<>();
  private final Set<LoadState> newLoads = new LinkedHashSet<>();
  private final Set<LoadState> loads = new LinkedHashSet<>();
  private final List<AttemptRow> attempts = new ArrayList<>();
  private final Set<String> consumed = new LinkedHashSet<>();
  private boolean pressing;

  Changes(MessageJson json) {
    this.json = json;
  }

  /** Another tick begins. */
  void at(Instant instant) {
    now = instant;
  }

  /**
   * Whether somebody waits for what was noted. Nobody waits for a worker's success or a load's: it
   * stays in the mailbox, or in the load's own mark, until it is committed together with something
   * else.
   */
  boolean isPressing() {
    return pressing
        || Stream.of(newWorkflows, workflows, newTables, tables, newTasks, newLoads, loads)
            .anyMatch(touched -> !touched.isEmpty());
  }

  /** Whether there is nothing to commit. */
  boolean isEmpty() {
    return consumed.isEmpty()
        && attempts.isEmpty()
        && newTasks.isEmpty()
        && tasks.isEmpty()
        && !isPressing();
  }

  /** Somebody waits for the next commit. */
  void press() {
    pressing = true;
  }

  /** Events to be deleted by the next commit. */
  int consumedEvents() {
    return consumed.size();
  }

  void created(WorkflowState workflow) {
    newWorkflows.add(workflow);
  }

  void changed(WorkflowState workflow) {
    if (!newWorkflows.contains(workflow)) {
      workflows.add(workflow);
    }
  }

  void created(TableState table) {
    newTables.add(table);
  }

  void changed(TableState table) {
    if (!newTables.contains(table)) {
      tables.add(table);
    }
  }

  void created(TaskState task) {
    newTasks.add(task);
  }

  void changed(TaskState task) {
    if (!newTasks.contains(task)) {
      tasks.add(task);
    }
  }

  void created(LoadState load) {
    newLoads.add(load);
  }

  void changed(LoadState load) {
    if (!newLoads.contains(load)) {
      loads.add(load);
    }
  }

  /**
   * An event is read; the next commit deletes it.
   *
   * @return whether it is read for the first time
   */
  boolean consumed(String eventId) {
    return consumed.add(eventId);
  }

  /** The end of a task's attempt. */
  void attempt(TaskState task, String outcome, long rows, long bytes, long millis, Failure error) {
    add(
        task.table,
        task.id,
        task.kind.name(),
        task.attempt,
        task.workerId,
        outcome,
        rows,
        bytes,
        millis,
        error);
  }

  /** A report that came too late. */
  void stale(TaskState task, int attempt, String workerId, Failure error) {
    add(task.table, task.id, task.kind.name(), attempt, workerId, "STALE", 0, 0, 0, error);
  }

  /** The end of a load's attempt. */
  void attempt(LoadState load, String outcome, long rows, Failure error) {
    add(load.table, load.id, "LOAD", load.attempt, null, outcome, rows, load.bytes(), 0, error);
  }

  /** The end of an attempt at something of the table as a whole. */
  void attempt(TableState table, String kind, String outcome, Failure error) {
    add(table, table.id, kind, table.failures, null, outcome, 0, 0, 0, error);
  }

  private void add(
      TableState table,
      String subject,
      String kind,
      int attempt,
      String workerId,
      String outcome,
      long rows,
      long bytes,
      long millis,
      Failure error) {
    attempts.add(
        new AttemptRow(
            table.workflow.id,
            table.id,
            subject,
            kind,
            attempt,
            workerId,
            outcome,
            rows,
            bytes,
            millis,
            error == null ? null : error.code(),
            error == null ? null : error.errorClass().name(),
            error == null ? null : error.message(),
            now));
  }

  LedgerChanges toLedger() {
    List<WorkflowRow> addedWorkflows = newWorkflows.stream().map(WorkflowState::toRow).toList();
    List<WorkflowRow> changedWorkflows = workflows.stream().map(WorkflowState::toRow).toList();
    List<TableRow> addedTables = newTables.stream().map(this::row).toList();
    List<TableRow> changedTables = tables.stream().map(this::row).toList();
    List<LoadRow> addedLoads = newLoads.stream().map(LoadState::toRow).toList();
    List<LoadRow> changedLoads = loads.stream().map(LoadState::toRow).toList();
    return new LedgerChanges(
        addedWorkflows,
        changedWorkflows,
        addedTables,
        changedTables,
        newTasks.stream().map(this::row).toList(),
        tasks.stream().map(this::row).toList(),
        addedLoads,
        changedLoads,
        attempts,
        List.copyOf(consumed));
  }

  private TableRow row(TableState table) {
    return table.toRow(table.sync == null ? null : json.toTree(table.sync));
  }

  private TaskRow row(TaskState task) {
    JsonNode files = task.files.isEmpty() ? null : json.toTree(task.files);
    return task.toRow(files, now);
  }
}
