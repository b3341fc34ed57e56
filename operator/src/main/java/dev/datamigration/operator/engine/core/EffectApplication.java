package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.target.PreparedTarget;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.Failure;
import dev.datamigration.model.message.MessageJson;
import dev.datamigration.model.plan.SyncRun;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Applies how effects ended. */
final class EffectApplication {
  private static final Set<String> FILES_OF_NO_USE =
      Set.of(LedgerErrorCode.LOAD_COUNT_DIFFERS.code(), LedgerErrorCode.STAGED_FILE_MISSING.code());

  private final RunState run;
  private final Changes changes;
  private final TaskTransitions transitions;
  private final MessageJson json;
  private final EngineSettings settings;
  private final RetryPolicy retry;
  private final List<Notice> notices;
  private final Instant now;

  EffectApplication(
      RunState run,
      Changes changes,
      TaskTransitions transitions,
      MessageJson json,
      EngineSettings settings,
      List<Notice> notices,
      Instant now) {
    this.run = run;
    this.changes = changes;
    this.transitions = transitions;
    this.json = json;
    this.settings = settings;
    this.retry = new RetryPolicy(settings);
    this.notices = notices;
    this.now = now;
  }

  void apply(EffectResult result) {
    if (result instanceof EffectResult.TargetPrepared prepared) {
      prepared(run.tables.get(prepared.tableId()), prepared.prepared());
    } else if (result instanceof EffectResult.TargetRefused refused) {
      refused(run.tables.get(refused.tableId()), refused.failure());
    } else if (result instanceof EffectResult.SyncStatesRead read) {
      read.runs().forEach((table, found) -> planFrom(run.tables.get(table), found));
    } else if (result instanceof EffectResult.SyncStatesUnread unread) {
      unread.tableIds().forEach(table -> unread(run.tables.get(table), unread.failure()));
    } else if (result instanceof EffectResult.LoadCommitted committed) {
      committed(run.loads.get(committed.loadId()), committed.rows());
    } else if (result instanceof EffectResult.LoadFailed failed) {
      failed(run.loads.get(failed.loadId()), failed.attempt(), failed.failure());
    } else if (result instanceof EffectResult.StageCleaned cleaned) {
      WorkflowState workflow = run.workflows.get(cleaned.workflowId());
      if (workflow != null) {
        workflow.cleaning = false;
        workflow.cleaned = true;
        workflow.stageRemoved = true;
        changes.changed(workflow);
      }
    } else if (result instanceof EffectResult.StageNotCleaned kept) {
      WorkflowState workflow = run.workflows.get(kept.workflowId());
      if (workflow != null) {
        workflow.cleaning = false;
        workflow.cleanNotBefore = retry.next(now, ErrorClass.NEEDS_PERSON, kept.workflowId(), 1);
        notices.add(new Notice(workflow.key(), true, "StageNotCleaned", kept.failure().message()));
      }
    }
  }

  private void planFrom(TableState table, SyncRun found) {
    if (table == null) {
      return;
    }
    table.readingState = false;
    table.unblock();
    if (table.needsState()) {
      table.sync = found;
      changes.changed(table);
      transitions.plan(table, found.since() == null ? null : json.toTree(found.since()));
    }
  }

  private void unread(TableState table, Failure failure) {
    if (table != null) {
      table.readingState = false;
      countFailure(table, failure);
      block(table, failure);
    }
  }

  private void countFailure(TableState table, Failure failure) {
    table.failures++;
    table.remember(failure);
    changes.changed(table);
  }

  private void block(TableState table, Failure failure) {
    table.blocked = failure;
    table.notBefore = retry.next(now, failure.errorClass(), table.id, table.failures);
  }

  private void prepared(TableState table, PreparedTarget prepared) {
    if (table == null) {
      return;
    }
    table.preparing = false;
    table.unblock();
    if (table.state == TableRow.State.PREPARING) {
      table.state = TableRow.State.MOVING;
      table.targetIdentity = prepared.identity();
      if (prepared.stagingIdentity() != null) {
        table.stagingIdentity = prepared.stagingIdentity();
      }
      changes.changed(table);
    }
  }

  private void refused(TableState table, Failure failure) {
    if (table == null) {
      return;
    }
    table.preparing = false;
    if (table.state != TableRow.State.PREPARING) {
      return;
    }
    countFailure(table, failure);
    changes.attempt(table, "PREPARE", "FAILED", failure);
    boolean permanent =
        failure.errorClass() == ErrorClass.PERMANENT
            || (failure.errorClass() == ErrorClass.TRANSIENT
                && table.failures >= settings.maxLoadFailures());
    if (permanent) {
      run.tasksOf(table).forEach(transitions::cancel);
      table.partitionsFailed = table.partitions;
    } else {
      block(table, failure);
    }
  }

  private void committed(LoadState load, long rows) {
    if (load == null) {
      return;
    }
    TableState table = load.table;
    close(load);
    if (load.kind == LoadRow.Kind.APPLY) {
      table.applied = true;
    } else {
      table.rowsLoaded += rows;
      table.partitionsLoaded += load.tasks.size();
    }
  }

  private void failed(LoadState load, int attempt, Failure failure) {
    if (load == null || load.attempt != attempt) {
      return;
    }
    TableState table = load.table;
    changes.attempt(load, "FAILED", 0, failure);
    table.remember(failure);
    changes.changed(table);
    load.inFlight = false;
    load.failures++;
    boolean permanent =
        failure.errorClass() == ErrorClass.PERMANENT
            || (failure.errorClass() == ErrorClass.TRANSIENT
                && load.failures >= settings.maxLoadFailures());
    if (permanent || table.cancelled || table.workflow.intent.deleted()) {
      load.state = LoadRow.State.FAILED;
      changes.changed(load);
      close(load);
      giveUp(load, failure);
    } else {
      load.waitingFor = failure;
      load.notBefore = retry.next(now, failure.errorClass(), load.id, load.failures);
    }
  }

  /** Files that are gone, or do not hold what was read from the source, are never loaded. */
  private void giveUp(LoadState load, Failure failure) {
    if (load.kind == LoadRow.Kind.APPLY) {
      load.table.failedLoads.add(load);
    } else if (FILES_OF_NO_USE.contains(failure.code())) {
      load.tasks.forEach(transitions::distrust);
    } else {
      load.table.partitionsFailed += load.tasks.size();
      load.table.failedLoads.add(load);
    }
  }

  private void close(LoadState load) {
    run.loads.remove(load.id);
    load.table.openLoads.remove(load.id);
  }
}
