package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.record.TaskRow.Kind;
import dev.datamigration.ledger.record.WorkflowRow;
import dev.datamigration.model.config.Platform;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.message.MessageJson;
import dev.datamigration.model.naming.QualifiedNames;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings what is recorded in line with what workflows ask for. */
final class IntentApplication {
  private final RunState run;
  private final Changes changes;
  private final TaskTransitions transitions;
  private final MessageJson json;
  private final List<Notice> notices;
  private final Instant now;

  IntentApplication(
      RunState run,
      Changes changes,
      TaskTransitions transitions,
      MessageJson json,
      List<Notice> notices,
      Instant now) {
    this.run = run;
    this.changes = changes;
    this.transitions = transitions;
    this.json = json;
    this.notices = notices;
    this.now = now;
  }

  void apply(WorkflowIntent intent) {
    String id = LedgerIds.workflow(intent);
    WorkflowState workflow = run.workflows.get(id);
    if (workflow == null) {
      if (!intent.deleted() && !intent.equals(run.refused.get(id))) {
        createIfReadable(id, intent);
      }
      return;
    }
    workflow.intent = intent;
    if (intent.deleted() && workflow.state == WorkflowRow.State.ACTIVE) {
      cancel(workflow);
    } else if (intent.suspend() != workflow.suspended) {
      workflow.suspended = intent.suspend();
      changes.changed(workflow);
    }
  }

  /** An intent that cannot be carried out must not stop the others. */
  private void createIfReadable(String id, WorkflowIntent intent) {
    List<TableState> tables;
    WorkflowState workflow = new WorkflowState(id, intent, now);
    try {
      tables = tables(workflow);
    } catch (DmwException | IllegalArgumentException e) {
      run.refused.put(id, intent);
      notices.add(new Notice(intent.key(), true, "NotAccepted", e.getMessage()));
      return;
    }
    run.workflows.put(id, workflow);
    changes.created(workflow);
    tables.forEach(table -> add(workflow, table));
  }

  private List<TableState> tables(WorkflowState workflow) {
    WorkflowIntent intent = workflow.intent;
    Platform platform =
        Platform.of(intent.platform())
            .orElseThrow(() -> new IllegalArgumentException(intent.platform()));
    List<TableState> tables = new ArrayList<>();
    for (TableConfiguration configuration : intent.tables()) {
      QualifiedName source = QualifiedNames.source(configuration.source(), platform);
      QualifiedName target = QualifiedNames.target(configuration.target());
      tables.add(
          new TableState(
              LedgerIds.table(workflow.id, source, target),
              workflow,
              tables.size() + 1,
              source.display(),
              target,
              json.toTree(configuration)));
    }
    return tables;
  }

  private void add(WorkflowState workflow, TableState table) {
    Optional<TableState> other = writerOf(table.target);
    run.tables.put(table.id, table);
    workflow.tables.add(table);
    changes.created(table);
    if (other.isPresent()) {
      refuse(table, other.get());
      return;
    }
    transitions.publish(new TaskState(table.planTaskId(), table, Kind.PLAN, 0, null, 0));
  }

  private Optional<TableState> writerOf(QualifiedName target) {
    return run.tables.values().stream()
        .filter(table -> !table.isTerminal() && table.target.equals(target))
        .findFirst();
  }

  private void refuse(TableState table, TableState other) {
    table.firstError =
        new DmwException(
                EngineErrorCode.TARGET_IN_USE,
                "The target "
                    + table.target.display()
                    + " of "
                    + table.sourceName
                    + " is being written by workflow "
                    + other.workflow.key()
                    + ".",
                "The table is not migrated by this workflow. Wait for the other to end or delete it, then create this workflow again.")
            .toFailure();
    table.state = TableRow.State.FAILED;
    table.endedAt = now;
    notices.add(new Notice(table.workflow.key(), true, "TableFailed", table.firstError.message()));
  }

  private void cancel(WorkflowState workflow) {
    for (TableState table : workflow.tables) {
      if (table.isTerminal()) {
        continue;
      }
      for (TaskState task : tasksOf(table)) {
        transitions.cancel(task);
      }
      table.pending.clear();
      for (LoadState load : new ArrayList<>(table.openLoads.values())) {
        if (!load.inFlight) {
          load.state = LoadRow.State.FAILED;
          table.openLoads.remove(load.id);
          run.loads.remove(load.id);
          changes.changed(load);
        }
      }
    }
    changes.changed(workflow);
  }

  private List<TaskState> tasksOf(TableState table) {
    return run.tasks.values().stream().filter(task -> task.table == table).toList();
  }
}
