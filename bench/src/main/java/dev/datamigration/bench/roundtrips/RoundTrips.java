package dev.datamigration.bench.roundtrips;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.QueryTag;
import dev.datamigration.ledger.connection.SnowflakeLogin;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.mailbox.JdbcStageUploads;
import dev.datamigration.ledger.mailbox.JdbcWorkerMailbox;
import dev.datamigration.local.snowflake.SnowflakeServer;
import dev.datamigration.local.snowflake.SnowflakeServerOptions;
import dev.datamigration.local.snowflake.account.UserAccount;
import dev.datamigration.local.snowflake.execution.LoggedStatement;
import dev.datamigration.local.snowflake.fault.Fault;
import dev.datamigration.local.snowflake.fault.FaultInjection;
import dev.datamigration.local.source.DatabaseUser;
import dev.datamigration.local.source.PostgresSource;
import dev.datamigration.model.config.PartitionSize;
import dev.datamigration.model.config.SourceTable;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.config.TargetTable;
import dev.datamigration.model.message.WorkerDescription;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.SnowflakeIntent;
import dev.datamigration.operator.engine.api.SourceIntent;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.engine.core.EngineSettings;
import dev.datamigration.operator.engine.loop.JdbcLedgerAccess;
import dev.datamigration.operator.engine.loop.LoopingMigrationEngine;
import dev.datamigration.worker.config.ApplicationSettings;
import dev.datamigration.worker.health.WorkerMetrics;
import dev.datamigration.worker.loop.SteadyClock;
import dev.datamigration.worker.loop.Worker;
import dev.datamigration.worker.scratch.ScratchSpace;
import dev.datamigration.worker.source.Source;
import dev.datamigration.worker.source.SourceSettings;
import dev.datamigration.worker.source.postgresql.PostgresqlPlatform;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * One table of many small partitions, migrated by the real engine, ledger, worker, drivers and
 * database, and what that cost Snowflake in statements. Everything runs in this process and in one
 * folder. One use; one thread.
 */
public final class RoundTrips {
  static final String OPERATOR = "OPERATOR";
  static final String WORKER = "WORKER";
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final ObjectKey WAREHOUSE = new ObjectKey("shop", "warehouse");
  private static final ObjectKey ERP = new ObjectKey("shop", "erp");
  private static final ObjectKey WORKFLOW = new ObjectKey("shop", "orders");

  /**
   * What is to be measured.
   *
   * @param lanes of the only worker
   * @param tick between two looks of the operator
   * @param uploadDelay added to each PUT by the stand-in
   */
  public record Scenario(
      int partitions, int rowsPerPartition, int lanes, Duration tick, Duration uploadDelay) {}

  /**
   * What was seen. Statements are those counted at the server, BEGIN and COMMIT included; what
   * makes the ledger, once in its life, is left out.
   *
   * @param phase the workflow's at the end
   * @param uploads PUT statements of the worker, not contained in {@code worker}
   * @param heartbeats intervals that began while the worker ran
   * @param rows in the target
   * @param distinctRows distinct keys in the target
   * @param untagged statements whose QUERY_TAG does not name the component that sent them
   */
  public record Measurement(
      WorkflowSnapshot.Phase phase,
      StatementCounts operator,
      StatementCounts worker,
      long uploads,
      long heartbeats,
      long rows,
      long distinctRows,
      long untagged,
      Duration time) {}

  private record Counted(long rows, long distinctRows) {}

  private final Path folder;
  private final Scenario scenario;

  /**
   * @param folder empty, and left to the caller to remove
   */
  public RoundTrips(Path folder, Scenario scenario) {
    this.folder = folder;
    this.scenario = scenario;
  }

  /** Runs the scenario to its end. */
  public Measurement run() throws Exception {
    try (PostgresSource database =
            PostgresSource.start(folder.resolve("source"), folder.resolve("programs"));
        SnowflakeServer server = SnowflakeServer.start(server())) {
      fill(database);
      createTargetSchema(server);
      long setUp = server.statementLog().count(OPERATOR);
      long began = System.nanoTime();
      WorkflowSnapshot end = migrate(database, server);
      Duration time = Duration.ofNanos(System.nanoTime() - began);
      List<LoggedStatement> all = server.statementLog().all();
      List<LoggedStatement> operator =
          of(all, OPERATOR).stream()
              .skip(setUp)
              .filter(Predicate.not(RoundTrips::makesTheLedger))
              .toList();
      List<LoggedStatement> worker = of(all, WORKER);
      List<LoggedStatement> uploads = worker.stream().filter(RoundTrips::isUpload).toList();
      Counted counted = count(server);
      return new Measurement(
          end.phase(),
          StatementCounts.of(operator),
          StatementCounts.of(worker.stream().filter(Predicate.not(RoundTrips::isUpload)).toList()),
          uploads.size(),
          time.dividedBy(HEARTBEAT) + 1,
          counted.rows(),
          counted.distinctRows(),
          untagged(operator, "operator") + untagged(worker, "worker"),
          time);
    }
  }

  private SnowflakeServerOptions server() {
    FaultInjection delays = new FaultInjection();
    delays.add(
        statement -> statement.startsWith("PUT"),
        Integer.MAX_VALUE,
        new Fault.Delay(scenario.uploadDelay()));
    return SnowflakeServerOptions.in(
            folder.resolve("snowflake"),
            List.of(
                UserAccount.withToken(OPERATOR, "operator-token", "DMW_OPERATOR"),
                UserAccount.withToken(WORKER, "worker-token", "DMW_WORKER")))
        .withFaults(delays);
  }

  private static SnowflakeLogin login(SnowflakeServer server, String token, String role) {
    return new SnowflakeLogin(
        server.url(), "local", role, "LOAD_WH", new SnowflakeLogin.ProgrammaticAccessToken(token));
  }

  private static SnowflakeLogin operatorLogin(SnowflakeServer server) {
    return login(server, "operator-token", "DMW_OPERATOR");
  }

  private void fill(PostgresSource database) throws SQLException {
    try (Connection connection = database.connect(database.owner());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE public.orders (id integer PRIMARY KEY, note text)");
      statement.execute(
          "INSERT INTO public.orders SELECT i, 'note ' || i FROM generate_series(1, "
              + (long) scenario.partitions() * scenario.rowsPerPartition()
              + ") i");
      statement.execute("ANALYZE public.orders");
      statement.execute("GRANT SELECT ON public.orders TO " + database.reader().name());
    }
  }

  private static void createTargetSchema(SnowflakeServer server) throws SQLException {
    try (SnowflakeSessions sessions =
            new SnowflakeSessions(operatorLogin(server), 1, QueryTag.of("test", "0"));
        SnowflakeSession session = sessions.open()) {
      session.execute("CREATE DATABASE LAKE");
      session.execute("CREATE SCHEMA LAKE.ERP");
      session.execute("CREATE ROLE DMW_WORKER");
    }
  }

  private static Counted count(SnowflakeServer server) throws SQLException {
    try (SnowflakeSessions sessions =
            new SnowflakeSessions(operatorLogin(server), 1, QueryTag.of("test", "0"));
        SnowflakeSession session = sessions.open()) {
      return session
          .query(
              "SELECT COUNT(*) AS N, COUNT(DISTINCT \"id\") AS D FROM LAKE.ERP.ORDERS",
              row -> new Counted(row.getLong("N"), row.getLong("D")))
          .get(0);
    }
  }

  private WorkflowSnapshot migrate(PostgresSource database, SnowflakeServer server)
      throws Exception {
    LoopingMigrationEngine engine =
        new LoopingMigrationEngine(
            intent -> new JdbcLedgerAccess(intent, EngineSettings.DEFAULT.loadsInFlight(), "test"),
            EngineSettings.DEFAULT,
            scenario.tick(),
            () -> "test");
    DatabaseUser reader = database.reader();
    SourceSettings settings =
        new SourceSettings(
            "postgresql",
            database.host(),
            database.port(),
            PostgresSource.DATABASE,
            "standard",
            () -> Map.of("username", reader.name(), "password", reader.password()),
            Map.of());
    QueryTag tag = QueryTag.of("worker", "test");
    SnowflakeLogin login = login(server, "worker-token", "DMW_WORKER");
    try (ScratchSpace scratch = ScratchSpace.open(folder.resolve("scratch"));
        Source source = new PostgresqlPlatform().open(settings);
        SnowflakeSessions mail = new SnowflakeSessions(login, 1, tag);
        SnowflakeSessions files = new SnowflakeSessions(login, scenario.lanes(), tag)) {
      Worker worker =
          new Worker(
              workerSettings(),
              new WorkerDescription(
                  "worker-1",
                  "worker-1",
                  null,
                  "postgresql",
                  ERP.toString(),
                  scenario.lanes(),
                  "test"),
              new JdbcWorkerMailbox(mail, LedgerLocation.DEFAULT),
              new JdbcStageUploads(files, LedgerLocation.DEFAULT),
              source,
              scratch,
              new WorkerMetrics(new SimpleMeterRegistry()),
              new SteadyClock());
      engine.apply(
          new SnowflakeIntent(
              WAREHOUSE, 1, operatorLogin(server), LedgerLocation.DEFAULT, "DMW_WORKER"));
      engine.apply(new SourceIntent(ERP, "postgresql", null));
      engine.apply(workflow());
      engine.start();
      // The worker's role may read the ledger only once the engine has made it.
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> engine.workflow(WORKFLOW).filter(w -> w.workflowId() != null).isPresent());
      CompletableFuture<Worker.End> ended =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return worker.run();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              },
              task -> new Thread(task, "worker").start());
      try {
        Awaitility.await()
            .atMost(PATIENCE)
            .until(() -> engine.workflow(WORKFLOW).filter(RoundTrips::isOver).isPresent());
      } finally {
        worker.stop();
      }
      Worker.End end = ended.get(1, TimeUnit.MINUTES);
      if (end != Worker.End.STOPPED) {
        throw new IllegalStateException("the worker ended as " + end);
      }
      return engine.workflow(WORKFLOW).orElseThrow();
    } finally {
      engine.stop();
    }
  }

  private static boolean isOver(WorkflowSnapshot workflow) {
    return workflow.phase() == WorkflowSnapshot.Phase.FAILED
        || (workflow.phase() == WorkflowSnapshot.Phase.SUCCEEDED && workflow.cleanedUp());
  }

  private ApplicationSettings workerSettings() {
    return new ApplicationSettings(
        scenario.lanes(),
        null,
        ERP.toString(),
        "worker-1",
        LedgerLocation.DEFAULT,
        folder.resolve("scratch"),
        Duration.ofSeconds(1),
        HEARTBEAT,
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30),
        Duration.ofSeconds(25),
        0);
  }

  private WorkflowIntent workflow() {
    TableConfiguration table =
        TableConfiguration.builder()
            .source(new SourceTable(PostgresSource.DATABASE, "public", "orders"))
            .target(new TargetTable("LAKE", "ERP", "ORDERS", null))
            .columnNamesToPartitionBy(List.of("id"))
            .partitionSize(new PartitionSize(null, (long) scenario.rowsPerPartition()))
            .build();
    return new WorkflowIntent(
        WORKFLOW,
        "uid-1",
        1,
        WAREHOUSE,
        ERP,
        "postgresql",
        null,
        List.of(table),
        WorkflowIntent.CleanUp.ON_SUCCESS,
        false,
        WorkflowIntent.SuspendPolicy.FINISH,
        null,
        false,
        false);
  }

  private static List<LoggedStatement> of(List<LoggedStatement> all, String user) {
    return all.stream().filter(statement -> statement.user().equals(user)).toList();
  }

  /** What the first contact of an operator with an account takes, once. */
  private static boolean makesTheLedger(LoggedStatement statement) {
    return keyword(statement).equals("GRANT")
        || (keyword(statement).equals("CREATE") && statement.text().contains("SNOWCONVERT_AI"));
  }

  private static boolean isUpload(LoggedStatement statement) {
    return keyword(statement).equals("PUT");
  }

  private static long untagged(List<LoggedStatement> statements, String component) {
    String named = "\"component\":\"" + component + "\"";
    return statements.stream().filter(statement -> !statement.queryTag().contains(named)).count();
  }

  static String keyword(LoggedStatement statement) {
    return statement.text().strip().split("\\s", 2)[0];
  }
}
