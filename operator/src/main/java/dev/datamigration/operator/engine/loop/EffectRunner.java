package dev.datamigration.operator.engine.loop;

import dev.datamigration.ledger.load.ApplyRequest;
import dev.datamigration.ledger.load.LoadOutcome;
import dev.datamigration.ledger.load.LoadRequest;
import dev.datamigration.ledger.load.MarkedLoad;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.error.Failure;
import dev.datamigration.model.plan.SyncRun;
import dev.datamigration.operator.engine.core.Effect;
import dev.datamigration.operator.engine.core.EffectResult;
import dev.datamigration.operator.engine.core.EngineErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs effects on a pool; results come on its threads. */
final class EffectRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EffectRunner.class);

  private final ExecutorService pool;
  private final LedgerAccess access;
  private final Consumer<EffectResult> results;

  /**
   * @param pool shut down by {@link #close}
   */
  EffectRunner(ExecutorService pool, LedgerAccess access, Consumer<EffectResult> results) {
    this.pool = pool;
    this.access = access;
    this.results = results;
  }

  /** A pool of so many threads. */
  static ExecutorService pool(String name, int concurrency) {
    return Executors.newFixedThreadPool(
        concurrency,
        task -> {
          Thread thread = new Thread(task, "effects-" + name);
          thread.setDaemon(true);
          return thread;
        });
  }

  void start(Effect effect) {
    pool.execute(() -> results.accept(run(effect)));
  }

  private EffectResult run(Effect effect) {
    if (effect instanceof Effect.PrepareTarget prepare) {
      return attempt(
          () ->
              new EffectResult.TargetPrepared(
                  prepare.tableId(), access.targets().prepare(prepare.request())),
          failure -> new EffectResult.TargetRefused(prepare.tableId(), failure));
    }
    if (effect instanceof Effect.ReadSyncStates read) {
      return attempt(
          () -> new EffectResult.SyncStatesRead(begun(read.stateIds())),
          failure -> new EffectResult.SyncStatesUnread(read.stateIds().keySet(), failure));
    }
    if (effect instanceof Effect.RunLoad run) {
      LoadRequest load = run.request();
      return attempt(
          () -> result(load, access.loads().load(load)),
          failure -> new EffectResult.LoadFailed(load.loadId(), load.attempt(), failure));
    }
    if (effect instanceof Effect.ApplyStaging run) {
      ApplyRequest apply = run.request();
      return attempt(
          () -> result(apply, access.loads().apply(apply)),
          failure -> new EffectResult.LoadFailed(apply.loadId(), apply.attempt(), failure));
    }
    if (effect instanceof Effect.SweepStage) {
      return attempt(
          () -> {
            access.stage().sweep();
            return new EffectResult.StageSwept();
          },
          failure -> {
            LOG.warn("{}", failure.message());
            return new EffectResult.StageSwept();
          });
    }
    Effect.CleanStage clean = (Effect.CleanStage) effect;
    return attempt(
        () -> {
          access.stage().remove(clean.workflowId(), clean.folder());
          if (!clean.stagingTables().isEmpty()) {
            access.targets().dropStaging(clean.workflowId(), clean.stagingTables());
          }
          return new EffectResult.StageCleaned(clean.workflowId());
        },
        failure -> new EffectResult.StageNotCleaned(clean.workflowId(), failure));
  }

  private Map<String, SyncRun> begun(Map<String, String> stateIds) {
    Map<String, SyncRun> found = access.syncStates().read(stateIds.values());
    Map<String, SyncRun> begun = new HashMap<>();
    stateIds.forEach(
        (table, state) ->
            begun.put(table, found.getOrDefault(state, new SyncRun(0, null, null, null))));
    return begun;
  }

  private static EffectResult result(MarkedLoad load, LoadOutcome outcome) {
    return outcome instanceof LoadOutcome.Loaded loaded
        ? new EffectResult.LoadCommitted(load.loadId(), loaded.rows())
        : new EffectResult.LoadSuperseded(load.loadId(), load.attempt());
  }

  @FunctionalInterface
  private interface Attempt {
    EffectResult run();
  }

  private static EffectResult attempt(Attempt attempt, Function<Failure, EffectResult> failed) {
    try {
      return attempt.run();
    } catch (DmwException e) {
      LOG.warn("{}", e.getMessage());
      return failed.apply(e.toFailure());
    } catch (RuntimeException e) {
      LOG.error("unexpected error", e);
      return failed.apply(
          new DmwException(
                  EngineErrorCode.UNEXPECTED,
                  "The operator met an error it does not know: " + e + ".",
                  "It is tried again with growing pauses. Report it with the operator's log.",
                  e)
              .toFailure());
    }
  }

  /** Takes no more effects; running ones end by themselves, fenced by the ledger. */
  @Override
  public void close() {
    pool.shutdown();
  }
}
