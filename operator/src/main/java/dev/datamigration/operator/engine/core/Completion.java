package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.mailbox.StagePath;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.record.WorkflowRow;
import dev.datamigration.model.plan.ColumnPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Sees what has come to an end, and what is to be started because of it. */
final class Completion {
  private final RunState run;
  private final Changes changes;
  private final List<Notice> notices;
  private final Instant now;

  Completion(RunState run, Changes changes, List<Notice> notices, Instant now) {
    this.run = run;
    this.changes = changes;
    this.notices = notices;
    this.now = now;
  }

  /** The preparations and clean-ups to start once the tick is committed. */
  List<Effect> advance() {
    List<Effect> effects = new ArrayList<>();
    for (WorkflowState workflow : run.workflows.values()) {
      for (TableState table : workflow.tables) {
        if (!table.isTerminal()) {
          finish(table);
        }
        if (isToPrepare(table)) {
          table.preparing = true;
          List<ColumnPlan> columns = table.extraction.columns();
          effects.add(new Effect.PrepareTarget(workflow.id, table.id, table.target, columns));
        }
      }
      finish(workflow);
      clean(workflow, effects);
    }
    return effects;
  }

  private boolean isToPrepare(TableState table) {
    return table.state == TableRow.State.PREPARING
        && !table.preparing
        && table.unfinishedTasks > 0
        && table.isRunnable()
        && (table.notBefore == null || !table.notBefore.isAfter(now));
  }

  private void finish(TableState table) {
    boolean over =
        table.unfinishedTasks == 0
            && table.pending.isEmpty()
            && table.openLoads.isEmpty()
            && !table.preparing;
    if (!over) {
      return;
    }
    boolean complete =
        table.state == TableRow.State.MOVING && table.partitionsLoaded == table.partitions;
    boolean cancelled = table.cancelled || table.workflow.intent.deleted();
    table.state =
        complete
            ? TableRow.State.COMPLETED
            : cancelled ? TableRow.State.CANCELLED : TableRow.State.FAILED;
    table.failedLoads.clear();
    table.endedAt = now;
    changes.changed(table);
    run.tasks.values().removeIf(task -> task.table == table && !task.held);
    if (complete) {
      notices.add(
          new Notice(
              table.workflow.key(),
              false,
              "TableLoaded",
              table.sourceName
                  + ": "
                  + table.rowsLoaded
                  + " rows in "
                  + table.target.display()
                  + "."));
    } else if (table.state == TableRow.State.FAILED && table.firstError != null) {
      notices.add(
          new Notice(
              table.workflow.key(),
              true,
              "TableFailed",
              table.sourceName + ": " + table.firstError.message()));
    }
  }

  private void finish(WorkflowState workflow) {
    if (workflow.state.isTerminal() || !workflow.tables.stream().allMatch(TableState::isTerminal)) {
      return;
    }
    workflow.state = outcome(workflow);
    workflow.endedAt = now;
    changes.changed(workflow);
  }

  /** Tables that a person cancelled do not count, unless nothing else is left. */
  private static WorkflowRow.State outcome(WorkflowState workflow) {
    Set<TableRow.State> ends =
        workflow.tables.stream().map(table -> table.state).collect(Collectors.toSet());
    if (ends.equals(Set.of(TableRow.State.COMPLETED))) {
      return WorkflowRow.State.SUCCEEDED;
    }
    if (workflow.intent.deleted()) {
      return WorkflowRow.State.CANCELLED;
    }
    if (ends.contains(TableRow.State.FAILED)) {
      return WorkflowRow.State.FAILED;
    }
    return ends.contains(TableRow.State.COMPLETED)
        ? WorkflowRow.State.SUCCEEDED
        : WorkflowRow.State.CANCELLED;
  }

  private void clean(WorkflowState workflow, List<Effect> effects) {
    if (!workflow.state.isTerminal() || workflow.cleaning || !workflow.held.isEmpty()) {
      return;
    }
    if (!workflow.wantsRemoval()) {
      if (!workflow.cleaned) {
        workflow.cleaned = true;
        changes.changed(workflow);
      }
    } else if (workflow.cleanNotBefore == null || !workflow.cleanNotBefore.isAfter(now)) {
      workflow.cleaning = true;
      effects.add(new Effect.CleanStage(workflow.id, StagePath.ofWorkflow(workflow.id)));
    }
  }
}
