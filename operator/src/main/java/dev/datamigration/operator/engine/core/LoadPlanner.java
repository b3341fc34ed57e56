package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.load.ApplyRequest;
import dev.datamigration.ledger.load.LoadRequest;
import dev.datamigration.ledger.load.TargetChange;
import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.model.plan.SyncPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers extracted partitions into loads and decides which loads run now. Loads of a large table
 * grow as it goes on, up to a limit, and shrink towards its end: few statements, an early first
 * load, and little left to load when the last partition is extracted.
 */
final class LoadPlanner {
  /** A load is not larger than this many of the least ones: it is rolled back as a whole. */
  private static final int LARGEST = 8;

  /** A load holds at most this part of what is left of the table. */
  private static final int PART_OF_REST = 3;

  /** Files wait at most this part of the time the table has taken so far. */
  private static final int PART_OF_TIME = 4;

  private final RunState run;
  private final Changes changes;
  private final EngineSettings settings;
  private final Instant now;

  LoadPlanner(RunState run, Changes changes, EngineSettings settings, Instant now) {
    this.run = run;
    this.changes = changes;
    this.settings = settings;
    this.now = now;
  }

  /** The loads to start once the tick is committed. */
  List<Effect> plan() {
    List<Effect> effects = new ArrayList<>();
    long inFlight = run.loads.values().stream().filter(load -> load.inFlight).count();
    for (LoadState load : new ArrayList<>(run.loads.values())) {
      if (inFlight < settings.loadsInFlight() && isDue(load)) {
        effects.add(start(load));
        inFlight++;
      }
    }
    for (WorkflowState workflow : run.workflowsInTurn()) {
      for (TableState table : workflow.tables) {
        while (inFlight < settings.loadsInFlight() && isWorthLoading(table)) {
          effects.add(start(open(table)));
          inFlight++;
        }
        if (inFlight < settings.loadsInFlight() && isToApply(table)) {
          effects.add(start(open(table, LoadRow.Kind.APPLY, "apply", List.of())));
          inFlight++;
        }
      }
    }
    return effects;
  }

  private static boolean isToApply(TableState table) {
    return table.isToApply()
        && table.isRunnable()
        && table.openLoads.isEmpty()
        && table.failedLoads.isEmpty();
  }

  private boolean isDue(LoadState load) {
    return !load.inFlight
        && load.table.isRunnable()
        && (load.notBefore == null || !load.notBefore.isAfter(now));
  }

  private boolean isWorthLoading(TableState table) {
    if (table.pending.isEmpty() || table.state != TableRow.State.MOVING || !table.isRunnable()) {
      return false;
    }
    int files = table.pending.stream().mapToInt(task -> task.files.size()).sum();
    long bytes = bytes(table.pending);
    return table.unfinishedTasks == 0
        || files >= LoadRequest.MAX_FILES
        || bytes >= loadBytes(table, bytes)
        || !table.pendingSince.plus(loadWait(table)).isAfter(now);
  }

  /** As much as was put into loads so far, at most a part of what is left. */
  private long loadBytes(TableState table, long pending) {
    long done = Math.max(1, table.partitionsExtracted);
    long left = (table.partitions - table.partitionsExtracted) * (table.bytesStaged / done);
    long grown = Math.min(table.bytesStaged - pending, (left + pending) / PART_OF_REST);
    long least = settings.loadBytes();
    return Math.min(LARGEST * least, Math.max(least, grown));
  }

  private Duration loadWait(TableState table) {
    Duration part = Duration.between(table.startedAt, now).dividedBy(PART_OF_TIME);
    return part.compareTo(settings.loadWait()) > 0 ? part : settings.loadWait();
  }

  private static long bytes(List<TaskState> tasks) {
    return tasks.stream().mapToLong(TaskState::stagedBytes).sum();
  }

  private LoadState open(TableState table) {
    long most = loadBytes(table, bytes(table.pending));
    List<TaskState> chosen = new ArrayList<>();
    int files = 0;
    long bytes = 0;
    for (TaskState task : table.pending) {
      boolean full = files + task.files.size() > LoadRequest.MAX_FILES || bytes >= most;
      if (full && !chosen.isEmpty()) {
        break;
      }
      chosen.add(task);
      files += task.files.size();
      bytes += task.stagedBytes();
    }
    table.pending.removeAll(chosen);
    table.pendingSince = now;
    LoadState load = open(table, LoadRow.Kind.COPY, "load", chosen);
    for (TaskState task : chosen) {
      task.loadId = load.id;
      changes.changed(task);
    }
    return load;
  }

  private LoadState open(TableState table, LoadRow.Kind kind, String name, List<TaskState> tasks) {
    String id = table.id + "/" + name + "-" + ++table.loads;
    LoadState load = new LoadState(id, table, kind, tasks, run.epoch, 1, now);
    table.openLoads.put(load.id, load);
    run.loads.put(load.id, load);
    changes.created(load);
    return load;
  }

  private Effect start(LoadState load) {
    load.inFlight = true;
    if (load.failures > 0 && load.waitingFor != null) {
      // Whatever became of the attempt before, it can no longer be marked as loaded.
      load.attempt++;
      load.waitingFor = null;
      load.state = LoadRow.State.SUBMITTED;
      changes.changed(load);
    }
    return load.kind == LoadRow.Kind.APPLY
        ? new Effect.ApplyStaging(apply(load))
        : new Effect.RunLoad(copy(load));
  }

  private static LoadRequest copy(LoadState load) {
    TableState table = load.table;
    String stagingTable = table.stagingTable();
    return new LoadRequest(
        load.id,
        load.epoch,
        load.attempt,
        table.workflow.id,
        table.id,
        table.target,
        stagingTable,
        stagingTable == null ? table.targetIdentity : table.stagingIdentity,
        table.extraction.columns(),
        table.stageFolder(),
        load.tasks.stream().flatMap(task -> task.files.stream()).toList());
  }

  private static ApplyRequest apply(LoadState load) {
    TableState table = load.table;
    return new ApplyRequest(
        load.id,
        load.epoch,
        load.attempt,
        table.workflow.id,
        table.id,
        table.target,
        table.targetIdentity,
        table.stagingTable(),
        table.stagingIdentity,
        table.extraction.columns(),
        table.rowsExtracted,
        change(table),
        table.syncKey(),
        table.sync);
  }

  private static TargetChange change(TableState table) {
    SyncPlan plan = table.sync.plan();
    if (!plan.incremental()) {
      return table.mayReplaceRows() ? new TargetChange.Replace() : new TargetChange.Fill();
    }
    return plan.mergeKeys().isEmpty()
        ? new TargetChange.Append()
        : new TargetChange.Merge(plan.mergeKeys());
  }
}
