package dev.datamigration.operator.engine.core;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.record.TaskRow;
import dev.datamigration.ledger.record.TaskRow.Kind;
import dev.datamigration.ledger.record.WorkflowRow;
import dev.datamigration.ledger.writer.LedgerContents;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.Failure;
import dev.datamigration.model.message.MessageJson;
import dev.datamigration.model.message.StagedFile;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.model.plan.SyncRun;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the memory of workflows from what the ledger holds: the only way they get there, but for
 * new ones.
 */
final class Restoration {
  private final RunState run;
  private final MessageJson json;
  private final Instant now;

  Restoration(RunState run, MessageJson json, Instant now) {
    this.run = run;
    this.json = json;
    this.now = now;
  }

  void restore(LedgerContents contents, Map<String, WorkflowIntent> intents) {
    for (WorkflowRow row : contents.workflows()) {
      WorkflowState workflow =
          new WorkflowState(row.workflowId(), intents.get(row.workflowId()), row.createdAt());
      workflow.state = row.state();
      workflow.suspended = row.suspended();
      workflow.cleaned = row.cleaned();
      workflow.stageRemoved = row.stageRemoved();
      workflow.handledRetry = row.handledRetry();
      workflow.endedAt = row.endedAt();
      run.workflows.put(workflow.id, workflow);
    }
    contents.tables().forEach(this::restore);
    restoreWork(contents);
  }

  /** Takes in the tasks and loads of tables at their end. */
  void reopen(LedgerContents contents) {
    for (TableRow row : contents.tables()) {
      run.tables.get(row.tableId()).forgetFigures();
    }
    restoreWork(contents);
  }

  private void restoreWork(LedgerContents contents) {
    Map<String, List<TaskState>> byLoad = new HashMap<>();
    contents.tasks().stream()
        .sorted(
            Comparator.comparing(
                TaskRow::laneOrder, Comparator.nullsFirst(Comparator.naturalOrder())))
        .forEach(row -> restore(row, byLoad));
    for (LoadRow row : contents.loads()) {
      restore(row, byLoad.getOrDefault(row.loadId(), List.of()));
    }
    for (TableRow row : contents.tables()) {
      gatherPending(run.tables.get(row.tableId()));
    }
  }

  private void restore(TableRow row) {
    WorkflowState workflow = run.workflows.get(row.workflowId());
    TableState table =
        new TableState(
            row.tableId(),
            workflow,
            row.ordinal(),
            row.sourceName(),
            new QualifiedName(row.targetDatabase(), row.targetSchema(), row.targetTable()),
            json.fromTree(row.configuration(), TableConfiguration.class),
            row.configuration());
    table.state = row.state();
    table.suspended = row.suspended();
    table.targetIdentity = row.targetIdentity();
    table.stagingIdentity = row.stagingIdentity();
    table.extractionTree = row.plan();
    table.extraction = row.plan() == null ? null : json.fromTree(row.plan(), TableExtraction.class);
    table.sync = row.sync() == null ? null : json.fromTree(row.sync(), SyncRun.class);
    table.partitions = row.partitions();
    table.estimatedRows = row.estimatedRows();
    table.startedAt = row.startedAt();
    table.endedAt = row.endedAt();
    if (row.errorCode() != null) {
      table.firstError =
          new Failure(row.errorCode(), ErrorClass.valueOf(row.errorClass()), row.errorMessage());
    }
    if (table.isTerminal()) {
      table.rowsExtracted = row.rowsExtracted();
      table.rowsLoaded = row.rowsLoaded();
      table.bytesStaged = row.bytesStaged();
      table.partitionsExtracted = row.partitionsLoaded();
      table.partitionsLoaded = row.partitionsLoaded();
      table.partitionsFailed = row.partitionsFailed();
    }
    run.tables.put(table.id, table);
    workflow.tables.add(table);
  }

  private void restore(TaskRow row, Map<String, List<TaskState>> byLoad) {
    TableState table = run.tables.get(row.tableId());
    JsonNode spec = row.partitionSpec();
    long estimatedBytes =
        row.kind() == Kind.PLAN ? 0 : json.fromTree(spec, Partition.class).estimatedBytes();
    TaskState task =
        new TaskState(row.taskId(), table, row.kind(), row.partitionNumber(), spec, estimatedBytes);
    task.state = row.state();
    task.attempt = row.attempt();
    task.failures = row.failures();
    task.notBefore = row.notBefore();
    task.workerId = row.workerId();
    task.rows = row.rowCount();
    task.bytes = row.byteCount();
    task.loadId = row.loadId();
    if (row.files() != null) {
      List<StagedFile> files = new ArrayList<>();
      row.files().forEach(file -> files.add(json.fromTree(file, StagedFile.class)));
      task.files = List.copyOf(files);
    }
    run.tasks.put(task.id, task);
    place(task, row);
    if (task.loadId != null) {
      byLoad.computeIfAbsent(task.loadId, id -> new ArrayList<>()).add(task);
    }
    if (task.kind == Kind.EXTRACT && task.state == TaskRow.State.SUCCEEDED) {
      table.partitionsExtracted++;
      table.rowsExtracted += task.rows;
      table.bytesStaged += task.stagedBytes();
      if (task.files.isEmpty()) {
        table.partitionsLoaded++;
      }
    }
  }

  private void place(TaskState task, TaskRow row) {
    TableState table = task.table;
    switch (task.state) {
      case READY -> {
        table.unfinishedTasks++;
        if (task.notBefore != null && task.notBefore.isAfter(now)) {
          table.workflow.delayed.add(task);
        } else {
          table.ready.addLast(task);
        }
      }
      case ASSIGNED -> {
        table.unfinishedTasks++;
        task.lane = row.lane();
        task.recall = row.recall();
        table.recall = task.recall;
        task.laneOrder = row.laneOrder();
        table.workflow.assignedTasks++;
        run.worker(task.workerId, now).give(task, now);
      }
      case FAILED -> {
        if (task.kind == Kind.EXTRACT) {
          table.partitionsFailed++;
        }
      }
      case CANCELLED -> {
        if (task.workerId != null && !table.isTerminal()) {
          hold(task);
        }
      }
      case SUCCEEDED -> {}
    }
  }

  /**
   * Nobody knows whether the worker has let go: its word, or the end of its lease, is waited for
   * again.
   */
  private void hold(TaskState task) {
    task.held = true;
    task.heldSince = now;
    task.table.workflow.held.add(task);
    run.worker(task.workerId, now).give(task, now);
  }

  private void restore(LoadRow row, List<TaskState> tasks) {
    TableState table = run.tables.get(row.tableId());
    table.loads++;
    switch (row.state()) {
      case LOADED -> {
        if (row.kind() == LoadRow.Kind.APPLY) {
          table.applied = true;
          return;
        }
        table.rowsLoaded += row.rowsLoaded();
        table.partitionsLoaded += tasks.size();
      }
      case FAILED -> {
        table.partitionsFailed += tasks.size();
        if (!tasks.isEmpty() || row.kind() == LoadRow.Kind.APPLY) {
          table.failedLoads.add(load(row, table, tasks));
        }
      }
      case SUBMITTED -> {
        LoadState load = load(row, table, tasks);
        table.openLoads.put(load.id, load);
        run.loads.put(load.id, load);
      }
    }
  }

  private static LoadState load(LoadRow row, TableState table, List<TaskState> tasks) {
    LoadState load =
        new LoadState(
            row.loadId(), table, row.kind(), tasks, row.epoch(), row.attempt(), row.submittedAt());
    load.state = row.state();
    return load;
  }

  private void gatherPending(TableState table) {
    if (table.isTerminal()) {
      return;
    }
    run.tasks.values().stream()
        .filter(
            task ->
                task.table == table
                    && task.state == TaskRow.State.SUCCEEDED
                    && task.loadId == null
                    && !task.files.isEmpty())
        .sorted(Comparator.comparingInt(task -> task.partitionNumber))
        .forEach(table.pending::add);
    table.pendingSince = now;
  }
}
