package dev.datamigration.operator.engine.core;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.ledger.record.TaskRow;
import dev.datamigration.ledger.target.PreparedTarget;
import dev.datamigration.model.config.SourceTable;
import dev.datamigration.model.config.Synchronization;
import dev.datamigration.model.config.Synchronization.Strategy;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.config.TargetTable;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.Failure;
import dev.datamigration.model.message.MessageJson;
import dev.datamigration.model.message.Recall;
import dev.datamigration.model.message.StagedFile;
import dev.datamigration.model.message.WorkerDescription;
import dev.datamigration.model.message.WorkerEvent;
import dev.datamigration.model.message.WorkerEvent.RunningTask;
import dev.datamigration.model.plan.ColumnEncoding;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.KeyRange;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.model.plan.SyncPlan;
import dev.datamigration.model.plan.SyncRun;
import dev.datamigration.model.plan.SyncState;
import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.SourceIntent;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowIntent.CleanUp;
import dev.datamigration.operator.engine.api.WorkflowIntent.SuspendPolicy;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.engine.core.DecisionCore.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Drives the core by hand: a clock, a ledger in memory, and words for what workers report. */
final class CoreHarness {
  static final ObjectKey SNOWFLAKE = new ObjectKey("ns", "warehouse");
  static final ObjectKey SOURCE = new ObjectKey("ns", "erp");
  static final Failure TRANSIENT = new Failure("DMW-399", ErrorClass.TRANSIENT, "DMW-399: again.");
  static final Failure PERMANENT = new Failure("DMW-398", ErrorClass.PERMANENT, "DMW-398: never.");
  static final Failure PERSON =
      new Failure("DMW-397", ErrorClass.NEEDS_PERSON, "DMW-397: ask somebody.");

  private static final MessageJson JSON = new MessageJson();

  static EffectResult made(Effect.PrepareTarget prepare) {
    String aside = prepare.request().stagingTable() == null ? null : "made aside";
    return new EffectResult.TargetPrepared(prepare.tableId(), new PreparedTarget("made", aside));
  }

  final RecordedLedger ledger = new RecordedLedger();
  final Map<ObjectKey, WorkflowIntent> intents = new LinkedHashMap<>();
  final List<EffectResult> results = new ArrayList<>();
  final List<Effect> effects = new ArrayList<>();
  final List<Notice> notices = new ArrayList<>();
  EngineSettings settings = EngineSettings.DEFAULT;
  Integer limit;
  Instant now = Instant.parse("2026-01-01T00:00:00Z");
  DecisionCore core;
  long epoch;
  int commits;

  /** Kept apart from {@link #effects}: they come at intervals, whatever else happens. */
  int sweeps;

  CoreHarness() {
    lead();
  }

  /** A new leader with an empty memory. */
  void lead() {
    epoch = ledger.takeOwnership();
    core = new DecisionCore(epoch, settings);
    results.clear();
    effects.clear();
  }

  static TableConfiguration table(String name) {
    return TableConfiguration.builder()
        .source(new SourceTable("erp", "dbo", name))
        .target(new TargetTable("LAKE", "ERP", name, null))
        .build();
  }

  WorkflowIntent workflow(String name, String... tables) {
    WorkflowIntent intent =
        new WorkflowIntent(
            new ObjectKey("ns", name),
            "0000-" + name,
            1,
            SNOWFLAKE,
            SOURCE,
            "postgresql",
            null,
            IntStream.range(0, tables.length).mapToObj(i -> table(tables[i])).toList(),
            CleanUp.ON_SUCCESS,
            false,
            SuspendPolicy.FINISH,
            null,
            false);
    intents.put(intent.key(), intent);
    return intent;
  }

  /** Takes an intent in place of the one before; see {@link Wishes}. */
  WorkflowIntent ask(WorkflowIntent intent) {
    intents.put(intent.key(), intent);
    return intent;
  }

  void change(WorkflowIntent intent, boolean suspend, boolean deleted) {
    intents.put(
        intent.key(),
        new WorkflowIntent(
            intent.key(),
            intent.uid(),
            intent.generation() + 1,
            intent.snowflakeConnection(),
            intent.sourceConnection(),
            intent.platform(),
            intent.affinity(),
            intent.tables(),
            intent.cleanUp(),
            suspend,
            intent.suspendPolicy(),
            intent.retry(),
            deleted));
  }

  Decision tick() {
    Map<String, WorkflowIntent> unknown = core.unknown(intents.values());
    core.restore(ledger.read(unknown.keySet()), unknown, now);
    core.reopen(ledger.readTables(core.toReopen(intents.values())), now);
    Decision decision =
        core.tick(
            ledger.mail(now),
            true,
            List.copyOf(results),
            intents.values(),
            List.of(new SourceIntent(SOURCE, "postgresql", limit)));
    results.clear();
    if (decision.changes() != null) {
      ledger.commit(epoch, decision.changes());
      commits++;
    }
    for (Effect effect : decision.effects()) {
      if (effect instanceof Effect.SweepStage) {
        sweeps++;
      } else {
        effects.add(effect);
      }
    }
    notices.addAll(decision.notices());
    return decision;
  }

  Decision tickAfter(Duration pause) {
    now = now.plus(pause);
    return tick();
  }

  static WorkerDescription describe(String worker, int threads) {
    return new WorkerDescription(
        worker, null, null, "postgresql", SOURCE.toString(), threads, "test");
  }

  void heartbeat(String worker, int threads) {
    heartbeat(describe(worker, threads), List.of(), null);
  }

  void heartbeat(WorkerDescription worker, List<RunningTask> running, Failure sourceFailure) {
    ledger.post(
        worker.workerId(), new WorkerEvent.Heartbeat(worker, running, sourceFailure, false), now);
  }

  List<TaskRow> assigned() {
    return ledger.tasks.values().stream()
        .filter(row -> row.state() == TaskRow.State.ASSIGNED)
        .toList();
  }

  /**
   * What a worker's plan says of synchronization: a run from the beginning unless one went before.
   */
  private static SyncPlan sync(TableConfiguration settings, JsonNode since) {
    Strategy strategy = Synchronization.strategyOf(settings.synchronization());
    return strategy == Strategy.NONE
        ? null
        : new SyncPlan(
            strategy == Strategy.WATERMARK && since != null,
            null,
            List.of(),
            new SyncState(strategy, "shape", null, null));
  }

  static TablePlan plan(String table, int partitions, SyncPlan sync) {
    return new TablePlan(
        new QualifiedName("erp", "dbo", table),
        List.of(
            new ColumnPlan(
                "c1", "id", "bigint", "ID", "NUMBER(19,0)", false, ColumnEncoding.INTEGER, 0, 0)),
        List.of("id"),
        List.of("id"),
        IntStream.rangeClosed(1, partitions)
            .mapToObj(n -> new Partition(n, new KeyRange.WholeTable(), 10, 1_000))
            .toList(),
        10L * partitions,
        1_000L * partitions,
        sync,
        List.of());
  }

  void planned(TaskRow task, int partitions) {
    JsonNode settings = ledger.tables.get(task.tableId()).configuration();
    SyncPlan sync = sync(JSON.fromTree(settings, TableConfiguration.class), task.partitionSpec());
    ledger.post(
        task.workerId(),
        new WorkerEvent.Planned(task.taskId(), task.attempt(), plan("t", partitions, sync)),
        now);
  }

  void succeeded(TaskRow task, long rows) {
    List<StagedFile> files =
        rows == 0
            ? List.of()
            : List.of(
                new StagedFile(task.taskId() + "/" + task.attempt() + "/0.parquet", 100, rows));
    ledger.post(
        task.workerId(),
        new WorkerEvent.Succeeded(task.taskId(), task.attempt(), rows, rows * 8, 50, files),
        now);
  }

  void released(TaskRow task) {
    ledger.post(
        task.workerId(), new WorkerEvent.Released(task.taskId(), task.attempt(), "recalled"), now);
  }

  void failed(TaskRow task, Failure failure) {
    ledger.post(
        task.workerId(), new WorkerEvent.Failed(task.taskId(), task.attempt(), failure), now);
  }

  EffectResult statesRead(Effect.ReadSyncStates read) {
    Map<String, SyncRun> runs = new HashMap<>();
    read.stateIds()
        .forEach(
            (table, state) ->
                runs.put(
                    table,
                    ledger.syncStates.getOrDefault(state, new SyncRun(0, null, null, null))));
    return new EffectResult.SyncStatesRead(runs);
  }

  /** Carries out every effect asked for since the last call, successfully. */
  void carryOut() {
    List<Effect> due = List.copyOf(effects);
    effects.clear();
    for (Effect effect : due) {
      if (effect instanceof Effect.PrepareTarget prepare) {
        results.add(made(prepare));
      } else if (effect instanceof Effect.RunLoad run) {
        ledger.load(run.request());
        results.add(
            new EffectResult.LoadCommitted(run.request().loadId(), run.request().expectedRows()));
      } else if (effect instanceof Effect.ReadSyncStates read) {
        results.add(statesRead(read));
      } else if (effect instanceof Effect.ApplyStaging apply) {
        ledger.apply(apply.request());
        results.add(
            new EffectResult.LoadCommitted(
                apply.request().loadId(), apply.request().expectedRows()));
      } else if (effect instanceof Effect.CleanStage clean) {
        results.add(new EffectResult.StageCleaned(clean.workflowId()));
      }
    }
  }

  /** Plans every table of the only workflow into so many partitions and hands them out. */
  void planAll(String worker, int threads, int partitions) {
    heartbeat(worker, threads);
    tick();
    assigned().forEach(task -> planned(task, partitions));
    tick();
    carryOut();
    tick();
  }

  /**
   * Lets a worker do all there is to do, ten rows a partition, until the workflow is at its end.
   */
  void finish(WorkflowIntent intent) {
    int step = 0;
    do {
      heartbeat("finisher", 4);
      tickAfter(Duration.ofSeconds(2));
      carryOut();
      for (TaskRow task : assigned()) {
        if (task.recall() != Recall.NONE) {
          released(task);
        } else if (task.kind() == TaskRow.Kind.PLAN) {
          planned(task, 3);
        } else {
          succeeded(task, 10);
        }
      }
    } while (++step < 300 && !isSettled(intent));
    tick();
  }

  private boolean isSettled(WorkflowIntent intent) {
    return switch (snapshot(intent).phase()) {
      case SUCCEEDED, FAILED, CANCELLED -> snapshot(intent).cleanedUp();
      default -> false;
    };
  }

  /** How often a task ended so, whatever the attempt. */
  long outcomes(String taskId, String outcome) {
    return ledger.attempts.stream()
        .filter(row -> row.subjectId().equals(taskId) && row.outcome().equals(outcome))
        .count();
  }

  WorkflowSnapshot snapshot(WorkflowIntent intent) {
    return core.workflows(now).stream()
        .filter(snapshot -> snapshot.key().equals(intent.key()))
        .findFirst()
        .orElseThrow();
  }
}
