package dev.datamigration.crash;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.QueryTag;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.SnowflakeIntent;
import dev.datamigration.operator.engine.api.SourceIntent;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.engine.core.EngineSettings;
import dev.datamigration.operator.engine.loop.JdbcLedgerAccess;
import dev.datamigration.operator.engine.loop.LedgerAccess;
import dev.datamigration.operator.engine.loop.SteppedOperator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** One life of the operator. */
final class OperatorLife extends Incarnation {
  static final Duration LEASE = Duration.ofSeconds(12);
  static final ObjectKey SOURCE = new ObjectKey("shop", "erp");
  private static final ObjectKey SNOWFLAKE = new ObjectKey("shop", "warehouse");
  private static final ObjectKey WORKFLOW = new ObjectKey("shop", "orders");
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int CONNECTIONS = 3;

  private final Random random;
  private final List<QueuedEffects> effects = new ArrayList<>();
  private final SteppedOperator engine;

  OperatorLife(
      String name,
      Account account,
      ExternalCalls calls,
      LedgerLocation ledger,
      WorkflowIntent workflow,
      Random random) {
    super(name);
    this.random = random;
    WatchedDriver driver = new WatchedDriver(process, calls, account);
    LedgerAccess.Factory access =
        intent ->
            opened(
                new JdbcLedgerAccess(
                    intent,
                    new SnowflakeSessions(
                        intent::login,
                        CONNECTIONS,
                        QueryTag.of("operator", "test"),
                        calls.loginPatience(),
                        driver)));
    this.engine =
        new SteppedOperator(
            new SnowflakeIntent(SNOWFLAKE, 1, account.operatorLogin(), ledger, Account.WORKER_ROLE),
            new SourceIntent(SOURCE, "postgresql", null),
            workflow,
            access,
            settings(),
            TICK,
            this::newPool);
  }

  /** The workflow, before anybody changes it. */
  static WorkflowIntent workflow(Scenario scenario, String targetSchema) {
    return new WorkflowIntent(
        WORKFLOW,
        "uid-1",
        1,
        SNOWFLAKE,
        SOURCE,
        "postgresql",
        null,
        SourceTables.configurations(scenario, Account.TARGET_DATABASE, targetSchema),
        WorkflowIntent.CleanUp.ON_SUCCESS,
        false,
        WorkflowIntent.SuspendPolicy.FINISH,
        null,
        false,
        false);
  }

  /** The defaults but for a shorter lease and loads so small that a table takes several. */
  private static EngineSettings settings() {
    EngineSettings usual = EngineSettings.DEFAULT.withLease(LEASE);
    return new EngineSettings(
        usual.lease(),
        usual.laneHorizon(),
        usual.longestLane(),
        usual.laneTasks(),
        usual.maxFailures(),
        usual.retryBase(),
        usual.retryMaximum(),
        usual.personPause(),
        usual.maxLoadFailures(),
        1,
        usual.loadWait(),
        usual.loadsInFlight(),
        usual.reportWait(),
        usual.mostReports(),
        usual.longestPause());
  }

  private QueuedEffects newPool() {
    QueuedEffects pool = new QueuedEffects();
    effects.add(pool);
    return pool;
  }

  @Override
  Duration act() {
    return engine.step();
  }

  /** Hears that somebody changed the workflow. */
  void hear(WorkflowIntent workflow) {
    engine.put(workflow);
  }

  boolean hasEffects() {
    return effects.stream().anyMatch(pool -> !pool.isEmpty());
  }

  void runEffect() {
    effects.stream().filter(pool -> !pool.isEmpty()).findFirst().orElseThrow().runOne(random);
  }

  Optional<WorkflowSnapshot> snapshot() {
    return engine.snapshot();
  }
}
