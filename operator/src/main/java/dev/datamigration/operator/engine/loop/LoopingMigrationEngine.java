package dev.datamigration.operator.engine.loop;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.operator.engine.api.ConnectionSnapshot;
import dev.datamigration.operator.engine.api.EngineListener;
import dev.datamigration.operator.engine.api.EngineVitals;
import dev.datamigration.operator.engine.api.MigrationEngine;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.PoolKey;
import dev.datamigration.operator.engine.api.PoolSnapshot;
import dev.datamigration.operator.engine.api.SnowflakeIntent;
import dev.datamigration.operator.engine.api.SourceIntent;
import dev.datamigration.operator.engine.api.SourceSnapshot;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.engine.core.EngineErrorCode;
import dev.datamigration.operator.engine.core.EngineSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The engine: one {@link LedgerLoop} a SnowflakeConnection, each on a thread of its own while this
 * process leads.
 */
public final class LoopingMigrationEngine implements MigrationEngine, EngineVitals {
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

  private final IntentBoard board = new IntentBoard();
  private final SnapshotBoard snapshots = new SnapshotBoard();
  private final LedgerAccess.Factory factory;
  private final EngineSettings settings;
  private final Duration tickInterval;
  private final Supplier<String> holder;
  private final Map<ObjectKey, Running> loops = new HashMap<>();
  private boolean started;

  private record Running(LedgerLoop loop, Thread thread, Place place) {}

  /** Where a ledger is; two connections that name the same one would fight over it. */
  private record Place(String url, LedgerLocation location) {}

  /**
   * @param tickInterval between looks into the mailbox while there is work
   * @param holder names this operator installation in the ledger, the same after a restart; asked
   *     on a loop's thread
   */
  public LoopingMigrationEngine(
      LedgerAccess.Factory factory,
      EngineSettings settings,
      Duration tickInterval,
      Supplier<String> holder) {
    this.factory = factory;
    this.settings = settings;
    this.tickInterval = tickInterval;
    this.holder = holder;
  }

  @Override
  public synchronized void start() {
    started = true;
    board.snowflakes().forEach(this::run);
  }

  @Override
  public void stop() {
    List<Running> stopped;
    synchronized (this) {
      started = false;
      stopped = new ArrayList<>(loops.values());
      loops.clear();
    }
    stopped.forEach(running -> running.loop().stop());
    long deadline = System.nanoTime() + STOP_WITHIN.toNanos();
    try {
      for (Running running : stopped) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        running.thread().join(Math.max(1, left));
        running.thread().interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void apply(SnowflakeIntent intent) {
    if (board.put(intent) && started) {
      run(intent);
    }
  }

  private void run(SnowflakeIntent intent) {
    Place place = new Place(intent.login().url(), intent.ledger());
    Running running = loops.get(intent.key());
    if (running != null && running.place().equals(place)) {
      running.loop().signal();
      return;
    }
    if (running != null) {
      running.loop().stop();
      loops.remove(intent.key());
    }
    Optional<ObjectKey> other =
        loops.entrySet().stream()
            .filter(entry -> entry.getValue().place().equals(place))
            .map(Map.Entry::getKey)
            .findFirst();
    if (other.isPresent()) {
      snapshots.publish(shared(intent, other.get()));
      return;
    }
    LedgerLoop loop =
        new LedgerLoop(
            intent.key(),
            board,
            snapshots,
            factory,
            settings,
            tickInterval,
            holder,
            () -> EffectRunner.pool(intent.key().name(), settings.loadsInFlight()));
    Thread thread = new Thread(loop, "ledger-" + intent.key());
    thread.setDaemon(true);
    loops.put(intent.key(), new Running(loop, thread, place));
    thread.start();
  }

  private static ConnectionSnapshot shared(SnowflakeIntent intent, ObjectKey other) {
    return new ConnectionSnapshot(
        intent.key(),
        intent.generation(),
        ConnectionSnapshot.State.FAILED,
        0,
        new DmwException(
                EngineErrorCode.LEDGER_SHARED,
                "SnowflakeConnection "
                    + intent.key()
                    + " names the same metadata database and schema as "
                    + other
                    + ".",
                "Use that connection in the workflows, or give this one a metadata schema of its own.")
            .toFailure());
  }

  @Override
  public synchronized void removeSnowflake(ObjectKey key) {
    board.removeSnowflake(key);
    snapshots.forgetSnowflake(key);
    Running running = loops.remove(key);
    if (running != null) {
      running.loop().stop();
      // One that was refused because of this one's ledger may have it now.
      board.snowflakes().stream().filter(it -> !loops.containsKey(it.key())).forEach(this::run);
    }
  }

  @Override
  public synchronized void apply(SourceIntent intent) {
    if (board.put(intent)) {
      loops.values().forEach(running -> running.loop().signal());
    }
  }

  @Override
  public void apply(WorkflowIntent intent) {
    if (board.put(intent)) {
      signal(intent.snowflakeConnection());
    }
  }

  @Override
  public void removeWorkflow(ObjectKey key, String uid) {
    board.removeWorkflow(key, uid);
    snapshots.forgetWorkflow(key, uid);
  }

  private synchronized void signal(ObjectKey connection) {
    Running running = loops.get(connection);
    if (running != null) {
      running.loop().signal();
    }
  }

  @Override
  public Optional<WorkflowSnapshot> workflow(ObjectKey key) {
    return snapshots.workflow(key);
  }

  @Override
  public Optional<ConnectionSnapshot> snowflake(ObjectKey key) {
    return snapshots.snowflake(key);
  }

  @Override
  public SourceSnapshot source(ObjectKey key) {
    return snapshots.source(key);
  }

  @Override
  public Optional<PoolSnapshot> pool(PoolKey key) {
    return snapshots.pool(key);
  }

  @Override
  public synchronized List<String> stuck(Duration longest) {
    List<String> stuck = new ArrayList<>();
    loops.forEach(
        (key, running) -> {
          if (!running.thread().isAlive()) {
            stuck.add("the loop of " + key + " has ended");
          } else if (running.loop().busyFor().compareTo(longest) > 0) {
            stuck.add(
                "the loop of "
                    + key
                    + " has been at one step for "
                    + running.loop().busyFor().toSeconds()
                    + " s");
          }
        });
    return stuck;
  }

  @Override
  public void listen(EngineListener listener) {
    snapshots.listen(listener);
  }
}
