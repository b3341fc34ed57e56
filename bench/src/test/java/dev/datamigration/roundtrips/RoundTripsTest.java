package dev.datamigration.roundtrips;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Statements sent to Snowflake for one table of 1,000 partitions, counted at the server: the real
 * engine, ledger, worker, drivers and database. BEGIN and COMMIT count; making the ledger, once in
 * its life, does not. The engine looks every two seconds, so that a slow machine, where the same
 * work lasts longer, does not change the verdict.
 */
class RoundTripsTest {
  private static final int PARTITIONS = 1_000;
  private static final int ROWS_A_PARTITION = 10;
  private static final int LANES = 4;
  private static final String OPERATOR = "OPERATOR";
  private static final String WORKER = "WORKER";
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final ObjectKey WAREHOUSE = new ObjectKey("shop", "warehouse");
  private static final ObjectKey ERP = new ObjectKey("shop", "erp");
  private static final ObjectKey WORKFLOW = new ObjectKey("shop", "orders");

  @TempDir Path folder;

  @Test
  void aThousandPartitionsNeedFewStatements() throws Exception {
    try (PostgresSource database =
            PostgresSource.start(folder.resolve("source"), folder.resolve("programs"));
        SnowflakeServer server = SnowflakeServer.start(accounts())) {
      fill(database);
      createTargetSchema(server);
      long setUp = server.statementLog().count(OPERATOR);

      WorkflowSnapshot end = migrate(database, server);

      assertThat(end.phase()).isEqualTo(WorkflowSnapshot.Phase.SUCCEEDED);
      assertThat(end.partitionsDone()).isEqualTo(PARTITIONS);
      List<LoggedStatement> all = server.statementLog().all();
      List<LoggedStatement> operator =
          of(all, OPERATOR).stream()
              .skip(setUp)
              .filter(Predicate.not(RoundTripsTest::makesTheLedger))
              .toList();
      List<LoggedStatement> worker = of(all, WORKER);
      System.out.println("operator: " + kinds(operator));
      System.out.println("worker:   " + kinds(worker));
      assertThat(operator).as("%s", kinds(operator)).hasSizeLessThanOrEqualTo(150);
      long uploads = worker.stream().filter(isA("PUT")).count();
      assertThat(uploads).isEqualTo(PARTITIONS);
      assertThat(worker.size() - uploads)
          .as("%s", kinds(worker))
          .isLessThanOrEqualTo(PARTITIONS / 10);
      assertThat(count(server)).isEqualTo((long) PARTITIONS * ROWS_A_PARTITION);
    }
  }

  private SnowflakeServerOptions accounts() {
    return SnowflakeServerOptions.in(
        folder.resolve("snowflake"),
        List.of(
            UserAccount.withToken(OPERATOR, "operator-token", "DMW_OPERATOR"),
            UserAccount.withToken(WORKER, "worker-token", "DMW_WORKER")));
  }

  private static SnowflakeLogin login(SnowflakeServer server, String token, String role) {
    return new SnowflakeLogin(
        server.url(), "local", role, "LOAD_WH", new SnowflakeLogin.ProgrammaticAccessToken(token));
  }

  private static SnowflakeLogin operatorLogin(SnowflakeServer server) {
    return login(server, "operator-token", "DMW_OPERATOR");
  }

  private static void fill(PostgresSource database) throws SQLException {
    try (Connection connection = database.connect(database.owner());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE public.orders (id integer PRIMARY KEY, note text)");
      statement.execute(
          "INSERT INTO public.orders SELECT i, 'note ' || i FROM generate_series(1, "
              + PARTITIONS * ROWS_A_PARTITION
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

  private static long count(SnowflakeServer server) throws SQLException {
    try (SnowflakeSessions sessions =
            new SnowflakeSessions(operatorLogin(server), 1, QueryTag.of("test", "0"));
        SnowflakeSession session = sessions.open()) {
      return session
          .query("SELECT COUNT(DISTINCT \"id\") AS N FROM LAKE.ERP.ORDERS", row -> row.getLong("N"))
          .get(0);
    }
  }

  private WorkflowSnapshot migrate(PostgresSource database, SnowflakeServer server)
      throws Exception {
    LoopingMigrationEngine engine =
        new LoopingMigrationEngine(
            intent -> new JdbcLedgerAccess(intent, EngineSettings.DEFAULT.loadsInFlight(), "test"),
            EngineSettings.DEFAULT,
            Duration.ofSeconds(2),
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
        SnowflakeSessions files = new SnowflakeSessions(login, LANES, tag)) {
      Worker worker =
          new Worker(
              workerSettings(),
              new WorkerDescription(
                  "worker-1", "worker-1", null, "postgresql", ERP.toString(), LANES, "test"),
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
            .until(() -> engine.workflow(WORKFLOW).filter(RoundTripsTest::isOver).isPresent());
        return engine.workflow(WORKFLOW).orElseThrow();
      } finally {
        worker.stop();
        assertThat(ended.get(1, TimeUnit.MINUTES)).isEqualTo(Worker.End.STOPPED);
      }
    } finally {
      engine.stop();
    }
  }

  private static boolean isOver(WorkflowSnapshot workflow) {
    return workflow.phase() == WorkflowSnapshot.Phase.SUCCEEDED
        || workflow.phase() == WorkflowSnapshot.Phase.FAILED;
  }

  private ApplicationSettings workerSettings() {
    return new ApplicationSettings(
        LANES,
        null,
        ERP.toString(),
        "worker-1",
        LedgerLocation.DEFAULT,
        folder.resolve("scratch"),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30),
        Duration.ofSeconds(25),
        0);
  }

  private static WorkflowIntent workflow() {
    TableConfiguration table =
        TableConfiguration.builder()
            .source(new SourceTable(PostgresSource.DATABASE, "public", "orders"))
            .target(new TargetTable("LAKE", "ERP", "ORDERS", null))
            .columnNamesToPartitionBy(List.of("id"))
            .partitionSize(new PartitionSize(null, (long) ROWS_A_PARTITION))
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

  private static Predicate<LoggedStatement> isA(String keyword) {
    return statement -> keyword(statement).equals(keyword);
  }

  private static String keyword(LoggedStatement statement) {
    return statement.text().strip().split("\\s", 2)[0];
  }

  private static Map<String, Long> kinds(List<LoggedStatement> statements) {
    return statements.stream()
        .collect(
            Collectors.groupingBy(RoundTripsTest::keyword, TreeMap::new, Collectors.counting()));
  }
}
