package dev.datamigration.operator.engine.loop;

import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.schema.LedgerSchema;
import dev.datamigration.ledger.writer.LedgerContents;
import dev.datamigration.ledger.writer.Mail;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.operator.engine.api.ConnectionSnapshot;
import dev.datamigration.operator.engine.api.ConnectionSnapshot.State;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.SnowflakeIntent;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.core.DecisionCore;
import dev.datamigration.operator.engine.core.DecisionCore.Decision;
import dev.datamigration.operator.engine.core.EffectResult;
import dev.datamigration.operator.engine.core.EngineErrorCode;
import dev.datamigration.operator.engine.core.EngineSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's loop for one SnowflakeConnection: observe, decide, act. One thread; {@link #signal}
 * and {@link #stop} may be called from any. After any error the memory is thrown away and made anew
 * from the ledger, so there is one way back, and it is always the one that a crash takes too.
 */
final class LedgerLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerLoop.class);
  private static final int MAIL_LIMIT = 5_000;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration PERSON_PAUSE = Duration.ofSeconds(60);

  private final IntentBoard board;
  private final SnapshotBoard snapshots;
  private final LedgerAccess.Factory factory;
  private final EngineSettings settings;
  private final Duration tickInterval;
  private final Supplier<String> holder;
  private final Supplier<ExecutorService> effectPools;
  private final ObjectKey connection;
  private final Semaphore signals = new Semaphore(0);
  private volatile boolean stopping;

  /** When the step under way began, of {@link System#nanoTime}; null between steps. */
  private volatile Long stepBegan;

  private SnowflakeIntent opened;
  private LedgerAccess access;
  private EffectRunner effects;
  private ConcurrentLinkedQueue<EffectResult> results = new ConcurrentLinkedQueue<>();
  private DecisionCore core;
  private long epoch;
  private int errors;
  private Duration quiet = Duration.ZERO;

  /**
   * @param effectPools asked for a new pool each time the loop starts anew from the ledger
   */
  LedgerLoop(
      ObjectKey connection,
      IntentBoard board,
      SnapshotBoard snapshots,
      LedgerAccess.Factory factory,
      EngineSettings settings,
      Duration tickInterval,
      Supplier<String> holder,
      Supplier<ExecutorService> effectPools) {
    this.connection = connection;
    this.board = board;
    this.snapshots = snapshots;
    this.factory = factory;
    this.settings = settings;
    this.tickInterval = tickInterval;
    this.holder = holder;
    this.effectPools = effectPools;
  }

  /** Something changed: look at once. */
  void signal() {
    signals.release();
  }

  /** Ends the loop after the step it is in. */
  void stop() {
    stopping = true;
    signal();
  }

  /** How long the step under way has taken; zero between steps. */
  Duration busyFor() {
    Long began = stepBegan;
    return began == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - began);
  }

  @Override
  public void run() {
    try {
      while (!stopping) {
        stepBegan = System.nanoTime();
        Duration pause = step();
        stepBegan = null;
        if (pause == null) {
          signals.acquire();
        } else if (!pause.isZero()) {
          pause(pause);
        }
        signals.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  /**
   * Between ticks signals may only shorten an error's pause; a tick is never closer to the one
   * before than a tenth.
   */
  private void pause(Duration pause) throws InterruptedException {
    boolean signalled = signals.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
    if (signalled && errors == 0 && !stopping) {
      TimeUnit.MILLISECONDS.sleep(tickInterval.toMillis() / 10);
    }
  }

  /** How long to wait for the next step; null: until signalled. */
  Duration step() {
    SnowflakeIntent intent = board.snowflake(connection);
    if (intent == null) {
      return null;
    }
    try {
      open(intent);
      boolean more = tick();
      errors = 0;
      publishConnection(State.READY, null);
      return more ? Duration.ZERO : core.isActive() ? longer(tickInterval, quiet) : null;
    } catch (DmwException e) {
      LOG.warn("{}: {}", connection, e.getMessage());
      return failed(e);
    } catch (RuntimeException e) {
      LOG.error("{}: unexpected error", connection, e);
      return failed(
          new DmwException(
              EngineErrorCode.UNEXPECTED,
              "The operator met an error it does not know: " + e + ".",
              "It starts anew from the ledger. Report it with the operator's log.",
              e));
    }
  }

  private Duration failed(DmwException e) {
    errors++;
    close();
    publishConnection(State.FAILED, e);
    snapshots.connectionFailed(board.workflows(connection), e.toFailure());
    if (e.errorClass() == ErrorClass.NEEDS_PERSON) {
      return PERSON_PAUSE;
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(errors - 1, 10));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private void open(SnowflakeIntent intent) {
    if (opened != null && !opened.equals(intent)) {
      close();
    }
    if (core != null) {
      return;
    }
    opened = intent;
    access = factory.open(intent);
    access.ledger().install(intent.workerRole());
    epoch = access.ledger().takeOwnership(holder.get());
    ConcurrentLinkedQueue<EffectResult> own = new ConcurrentLinkedQueue<>();
    results = own;
    effects =
        new EffectRunner(
            effectPools.get(),
            access,
            result -> {
              own.add(result);
              signal();
            });
    core = new DecisionCore(epoch, settings);
  }

  /** Returns whether the mailbox held more than was read. */
  private boolean tick() {
    // In this order: a workflow that is removed in between must not be taken up again.
    board.drainRemoved(connection).forEach(core::forget);
    List<WorkflowIntent> intents = board.workflows(connection);
    if (intents.isEmpty() && !core.isActive()) {
      return false;
    }
    Map<String, WorkflowIntent> unknown = core.unknown(intents);
    LedgerContents found = unknown.isEmpty() ? null : access.ledger().read(unknown.keySet());
    Mail mail = access.ledger().readMailbox(MAIL_LIMIT);
    boolean complete = mail.letters().size() + mail.unreadable().size() < MAIL_LIMIT;
    Instant now = mail.now();
    if (found != null) {
      core.restore(found, unknown, now);
    }
    List<String> failed = core.toReopen(intents);
    if (!failed.isEmpty()) {
      core.reopen(access.ledger().readTables(failed), now);
    }
    Decision decision = core.tick(mail, complete, drainResults(), intents, board.sources());
    if (decision.changes() != null) {
      access.ledger().commit(epoch, decision.changes());
    }
    decision.effects().forEach(effects::start);
    decision.notices().forEach(snapshots::tell);
    snapshots.publish(core, intents, now);
    quiet = core.quiet(now);
    return !complete;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private List<EffectResult> drainResults() {
    List<EffectResult> drained = new ArrayList<>();
    for (EffectResult result = results.poll(); result != null; result = results.poll()) {
      if (result instanceof EffectResult.LoadSuperseded superseded) {
        throw new DmwException(
            LedgerErrorCode.LEDGER_LOST,
            "Load " + superseded.loadId() + " belongs to another leader.",
            "This operator starts anew from the ledger.");
      }
      drained.add(result);
    }
    return drained;
  }

  private void publishConnection(State state, DmwException failure) {
    SnowflakeIntent intent = opened == null ? board.snowflake(connection) : opened;
    snapshots.publish(
        new ConnectionSnapshot(
            connection,
            intent == null ? 0 : intent.generation(),
            state,
            state == State.READY ? LedgerSchema.VERSION : 0,
            failure == null ? null : failure.toFailure()));
  }

  private void close() {
    core = null;
    opened = null;
    if (effects != null) {
      effects.close();
      effects = null;
    }
    if (access != null) {
      access.close();
      access = null;
    }
  }
}
