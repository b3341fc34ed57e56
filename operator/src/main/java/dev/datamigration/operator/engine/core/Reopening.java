package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.record.TaskRow;
import dev.datamigration.ledger.record.TaskRow.Kind;
import dev.datamigration.ledger.record.WorkflowRow;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.message.MessageJson;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import java.util.List;

/**
 * Opens what failed again when a person asks for it. What was loaded stays loaded. A table of which
 * nothing was extracted is planned anew, with its configuration as it is now; of others, partitions
 * that failed are extracted anew, and loads that failed are run again under a new attempt.
 */
final class Reopening {
  private final RunState run;
  private final Changes changes;
  private final TaskTransitions transitions;
  private final TargetClaims claims;
  private final MessageJson json;
  private final List<Notice> notices;

  Reopening(
      RunState run,
      Changes changes,
      TaskTransitions transitions,
      TargetClaims claims,
      MessageJson json,
      List<Notice> notices) {
    this.run = run;
    this.changes = changes;
    this.transitions = transitions;
    this.claims = claims;
    this.json = json;
    this.notices = notices;
  }

  /** Whether there is a wish that was not acted on. Files must not vanish under new work. */
  static boolean isAsked(WorkflowState workflow, WorkflowIntent intent) {
    return intent.retry() != null
        && !intent.retry().equals(workflow.handledRetry)
        && !intent.deleted()
        && !workflow.cleaning
        && workflow.state != WorkflowRow.State.CANCELLED;
  }

  void apply(WorkflowState workflow) {
    if (!isAsked(workflow, workflow.intent)) {
      return;
    }
    int tables = 0;
    for (TableState table : workflow.tables) {
      if (table.isTerminal() ? reopen(table) : retryParts(table)) {
        tables++;
      }
    }
    if (workflow.state == WorkflowRow.State.FAILED) {
      workflow.state = WorkflowRow.State.ACTIVE;
      workflow.endedAt = null;
      workflow.cleaned = false;
      workflow.cleanNotBefore = null;
    }
    if (tables > 0) {
      workflow.stageRemoved = false;
      notices.add(
          new Notice(
              workflow.key(),
              false,
              "Retrying",
              "What failed is tried again in " + tables + " tables, as asked for."));
    }
    workflow.handledRetry = workflow.intent.retry();
    changes.changed(workflow);
  }

  /** Returns whether the table is open now. */
  private boolean reopen(TableState table) {
    boolean unwanted = table.wanted().map(TableConfiguration::cancelled).orElse(false);
    if (table.state != TableRow.State.FAILED || unwanted || claims.refuse(table)) {
      return false;
    }
    boolean anythingExtracted =
        run.tasksOf(table).stream()
            .anyMatch(task -> task.kind == Kind.EXTRACT && task.state == TaskRow.State.SUCCEEDED);
    if (anythingExtracted && table.isLoadedAside() && table.workflow.stageRemoved) {
      notices.add(
          new Notice(
              table.workflow.key(),
              true,
              "NotRetried",
              table.sourceName
                  + ": what was loaded aside was removed at the workflow's end; create a new workflow for this table."));
      return false;
    }
    table.firstError = null;
    table.blocked = null;
    table.notBefore = null;
    table.failures = 0;
    table.endedAt = null;
    if (table.targetIdentity == null || !anythingExtracted) {
      planAnew(table);
    } else {
      table.state = TableRow.State.MOVING;
      retryParts(table);
    }
    changes.changed(table);
    return true;
  }

  private void planAnew(TableState table) {
    table.wanted().ifPresent(settings -> table.configure(settings, json.toTree(settings)));
    table.state = TableRow.State.PLANNING;
    table.extraction = null;
    table.extractionTree = null;
    table.partitions = 0;
    table.estimatedRows = 0;
    run.tasksOf(table).stream()
        .filter(task -> task.kind == Kind.EXTRACT)
        .forEach(transitions::discard);
    table.sync = null;
    if (!table.needsState()) {
      transitions.plan(table, null);
    }
  }

  /** Returns whether there was anything to try again. */
  private boolean retryParts(TableState table) {
    boolean any = !table.failedLoads.isEmpty();
    for (LoadState load : table.failedLoads) {
      if (table.workflow.stageRemoved) {
        load.tasks.forEach(transitions::distrust);
        table.partitionsFailed -= load.tasks.size();
      } else {
        reopen(load);
      }
    }
    table.failedLoads.clear();
    for (TaskState task : run.tasksOf(table)) {
      if (task.kind == Kind.EXTRACT && task.state == TaskRow.State.FAILED) {
        transitions.retry(task);
        any = true;
      }
    }
    if (any) {
      table.firstError = null;
      changes.changed(table);
    }
    return any;
  }

  /** Whatever became of the attempts before, none of them can be marked as loaded any more. */
  private void reopen(LoadState load) {
    load.state = LoadRow.State.SUBMITTED;
    load.epoch = run.epoch;
    load.attempt++;
    load.failures = 0;
    load.waitingFor = null;
    load.notBefore = null;
    load.table.partitionsFailed -= load.tasks.size();
    load.table.openLoads.put(load.id, load);
    run.loads.put(load.id, load);
    changes.changed(load);
  }
}
