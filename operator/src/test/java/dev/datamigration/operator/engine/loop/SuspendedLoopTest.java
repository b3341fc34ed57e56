package dev.datamigration.operator.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeLogin;
import dev.datamigration.ledger.load.StagedFiles;
import dev.datamigration.ledger.load.TargetLoads;
import dev.datamigration.ledger.record.TaskRow;
import dev.datamigration.ledger.sync.SyncStates;
import dev.datamigration.ledger.target.TargetTables;
import dev.datamigration.ledger.writer.Ledger;
import dev.datamigration.ledger.writer.LedgerChanges;
import dev.datamigration.ledger.writer.LedgerContents;
import dev.datamigration.ledger.writer.Mail;
import dev.datamigration.model.config.SourceTable;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.config.TargetTable;
import dev.datamigration.model.message.Recall;
import dev.datamigration.model.message.WorkerDescription;
import dev.datamigration.model.message.WorkerEvent;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.PoolKey;
import dev.datamigration.operator.engine.api.SnowflakeIntent;
import dev.datamigration.operator.engine.api.SourceIntent;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowIntent.CleanUp;
import dev.datamigration.operator.engine.api.WorkflowIntent.SuspendPolicy;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.engine.core.EngineSettings;
import dev.datamigration.operator.engine.core.RecordedLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** What the engine's thread does about a workflow that is held back. */
class SuspendedLoopTest {
  private static final ObjectKey WAREHOUSE = new ObjectKey("shop", "warehouse");
  private static final ObjectKey ERP = new ObjectKey("shop", "erp");
  private static final ObjectKey KEY = new ObjectKey("shop", "erp-to-lake");

  private final CountedLedger ledger = new CountedLedger();
  private final LoopingMigrationEngine engine =
      new LoopingMigrationEngine(
          intent -> new Access(ledger),
          EngineSettings.DEFAULT,
          Duration.ofMillis(10),
          () -> "test");

  @Test
  void noStatementIsSentOnceItIsQuietAndOneTickAfterItsEndWorkGoesOn() {
    engine.apply(
        new SnowflakeIntent(
            WAREHOUSE,
            1,
            new SnowflakeLogin(
                "https://myorg-myaccount.snowflakecomputing.com",
                null,
                null,
                null,
                new SnowflakeLogin.ProgrammaticAccessToken("t")),
            LedgerLocation.DEFAULT,
            null));
    engine.apply(new SourceIntent(ERP, "postgresql", null));
    ledger.post(
        new WorkerEvent.Heartbeat(
            new WorkerDescription("worker", null, null, "postgresql", ERP.toString(), 1, "test"),
            List.of(),
            null,
            false));
    engine.start();
    try {
      engine.apply(intent(1, false));
      soon().until(() -> ledger.hasTask());
      soon().until(() -> ledger.task().state() == TaskRow.State.ASSIGNED);

      engine.apply(intent(2, true));
      soon().until(() -> ledger.task().recall() == Recall.UNLESS_BEGUN);
      assertThat(snapshot().atWork()).isTrue();
      ledger.post(new WorkerEvent.Released(ledger.task().taskId(), 1, "recalled"));
      soon().until(() -> ledger.task().state() == TaskRow.State.READY);
      soon().until(() -> !snapshot().atWork());
      assertThat(engine.pool(new PoolKey(WAREHOUSE, ERP, null)).orElseThrow().activeWorkflows())
          .isZero();
      int[] seen = {-1};
      soon()
          .until(
              () -> {
                int before = seen[0];
                seen[0] = ledger.calls.get();
                return seen[0] == before;
              });
      await()
          .during(Duration.ofMillis(500))
          .atMost(Duration.ofSeconds(20))
          .until(() -> ledger.calls.get() == seen[0]);

      engine.apply(intent(3, false));
      soon()
          .until(
              () ->
                  ledger.task().state() == TaskRow.State.ASSIGNED && ledger.task().attempt() == 2);
    } finally {
      engine.stop();
    }
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
  }

  private WorkflowSnapshot snapshot() {
    return engine.workflow(KEY).orElseThrow();
  }

  private static WorkflowIntent intent(long generation, boolean suspend) {
    return new WorkflowIntent(
        KEY,
        "uid",
        generation,
        WAREHOUSE,
        ERP,
        "postgresql",
        null,
        List.of(
            TableConfiguration.builder()
                .source(new SourceTable("erp", "public", "orders"))
                .target(new TargetTable("LAKE", "ERP", "ORDERS", null))
                .build()),
        CleanUp.ON_SUCCESS,
        suspend,
        SuspendPolicy.FINISH,
        null,
        false);
  }

  /** A ledger in memory that counts what it is asked. */
  private static final class CountedLedger implements Ledger {
    private final RecordedLedger rows = new RecordedLedger();
    private final AtomicInteger calls = new AtomicInteger();

    synchronized void post(WorkerEvent event) {
      rows.post("worker", event, Instant.now());
    }

    synchronized boolean hasTask() {
      return !rows.tasks.isEmpty();
    }

    /** The only one: that which plans the table. */
    synchronized TaskRow task() {
      return rows.tasks.values().stream().findFirst().orElseThrow();
    }

    @Override
    public synchronized int install(String workerRole) {
      calls.incrementAndGet();
      return 1;
    }

    @Override
    public synchronized long takeOwnership(String holder) {
      calls.incrementAndGet();
      return rows.takeOwnership();
    }

    @Override
    public synchronized LedgerContents read(Collection<String> workflowIds) {
      calls.incrementAndGet();
      return rows.read(workflowIds);
    }

    @Override
    public synchronized LedgerContents readTables(Collection<String> tableIds) {
      calls.incrementAndGet();
      return rows.readTables(tableIds);
    }

    @Override
    public synchronized Mail readMailbox(int limit) {
      calls.incrementAndGet();
      return rows.mail(Instant.now());
    }

    @Override
    public synchronized Instant now() {
      calls.incrementAndGet();
      return Instant.now();
    }

    @Override
    public synchronized void commit(long epoch, LedgerChanges changes) {
      calls.incrementAndGet();
      rows.commit(epoch, changes);
    }
  }

  /** Nothing but the ledger is needed, and the sweep that each leader begins with. */
  private record Access(Ledger ledger) implements LedgerAccess {
    @Override
    public TargetTables targets() {
      throw new AssertionError("nothing is to be prepared");
    }

    @Override
    public TargetLoads loads() {
      throw new AssertionError("nothing is to be loaded");
    }

    @Override
    public SyncStates syncStates() {
      throw new AssertionError("nothing is to be continued");
    }

    @Override
    public StagedFiles stage() {
      return new StagedFiles() {
        @Override
        public void remove(String workflowId, String folder) {
          throw new AssertionError("nothing is to be removed");
        }

        @Override
        public void sweep() {
          // Nothing came late.
        }
      };
    }

    @Override
    public void close() {}
  }
}
