package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.mailbox.StagePath;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.record.WorkflowRow;
import dev.datamigration.ledger.target.TargetRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    Map<String, String> states = new LinkedHashMap<>();
    for (WorkflowState workflow : run.workflows.values()) {
      for (TableState table : workflow.tables) {
        if (!table.isTerminal()) {
          finish(table);
        }
        if (isToReadState(table)) {
          table.readingState = true;
          states.put(table.id, table.syncKey().stateId());
        }
        if (isToPrepare(table)) {
          table.preparing = true;
          effects.add(
              new Effect.PrepareTarget(
                  table.id,
                  new TargetRequest(
                      workflow.id,
                      table.target,
                      table.extraction.columns(),
                      table.mayFindRows(),
                      table.expectedIdentity(),
                      table.stagingTable())));
        }
      }
      finish(workflow);
      clean(workflow, effects);
    }
    if (!states.isEmpty()) {
      effects.add(new Effect.ReadSyncStates(states));
    }
    return effects;
  }

  private boolean isToReadState(TableState table) {
    return table.needsState() && !table.readingState && table.isRunnable() && isTime(table);
  }

  private boolean isTime(TableState table) {
    return table.notBefore == null || !table.notBefore.isAfter(now);
  }

  private boolean isToPrepare(TableState table) {
    return table.state == TableRow.State.PREPARING
        && !table.preparing
        && table.unfinishedTasks > 0
        && table.isRunnable()
        && isTime(table);
  }

  private void finish(TableState table) {
    boolean over =
        table.unfinishedTasks == 0
            && table.pending.isEmpty()
            && table.openLoads.isEmpty()
            && !table.preparing
            && !table.readingState
            && !(table.needsState() && !table.workflow.intent.deleted());
    boolean cancelled = table.cancelled || table.workflow.intent.deleted();
    if (!over || (table.isToApply() && table.failedLoads.isEmpty() && !cancelled)) {
      return;
    }
    boolean complete =
        table.state == TableRow.State.MOVING
            && table.partitionsLoaded == table.partitions
            && !table.isToApply();
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
      List<String> stagingTables =
          workflow.tables.stream()
              .filter(TableState::mayHaveStagingTable)
              .map(table -> LedgerIds.stagingTable(table.id))
              .toList();
      effects.add(
          new Effect.CleanStage(workflow.id, StagePath.ofWorkflow(workflow.id), stagingTables));
    }
  }
}
