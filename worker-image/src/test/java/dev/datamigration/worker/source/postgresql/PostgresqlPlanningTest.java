package dev.datamigration.worker.source.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.model.config.ColumnNameMapping;
import dev.datamigration.model.config.PartitionSize;
import dev.datamigration.model.config.SourceTable;
import dev.datamigration.model.config.TableConfigurationBuilder;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.KeyRange;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.CancelledException;
import dev.datamigration.worker.source.jdbc.JdbcPlanningSession;
import dev.datamigration.worker.source.planning.RowSelection;
import dev.datamigration.worker.source.testing.Migration;
import dev.datamigration.worker.source.testing.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.groups.Tuple;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PostgresServer.class)
class PostgresqlPlanningTest {
  private static final String SCHEMA = "planning";

  @TempDir Path folder;
  private Migration migration;

  @BeforeEach
  void open(PostgresServer.Running server) {
    server.schema(SCHEMA);
    migration = new Migration(new PostgresqlPlatform().open(server.settings("postgres")), folder);
  }

  private static TableConfigurationBuilder table() {
    return Migration.table(SCHEMA, "t");
  }

  private void refused(TableConfigurationBuilder table, String code, String... parts) {
    assertThatThrownBy(() -> migration.plan(table))
        .isInstanceOf(DmwException.class)
        .hasMessageStartingWith(code)
        .message()
        .contains(parts);
  }

  @Test
  void columnsComeInOrderWithTheirNamesNullabilityAndKey(PostgresServer.Running server) {
    server.execute(
        """
        CREATE TABLE planning.t (b text NOT NULL, gone integer, "Ab""c." integer, a integer, PRIMARY KEY (a, b));
        ALTER TABLE planning.t DROP COLUMN gone;
        """);
    TablePlan plan =
        migration.plan(table().columnNameMappings(List.of(new ColumnNameMapping("b", "renamed"))));
    assertThat(plan.source().display()).isEqualTo("postgres.planning.t");
    assertThat(plan.columns())
        .extracting(
            ColumnPlan::fileColumn,
            ColumnPlan::sourceName,
            ColumnPlan::targetName,
            ColumnPlan::nullable)
        .containsExactly(
            Tuple.tuple("c1", "b", "RENAMED", false),
            Tuple.tuple("c2", "Ab\"c.", "Ab\"c.", true),
            Tuple.tuple("c3", "a", "a", false));
    assertThat(plan.primaryKeyColumns()).containsExactly("a", "b");
    assertThat(plan.partitions())
        .extracting(Partition::range)
        .containsExactly(new KeyRange.WholeTable());
  }

  @Test
  void aMissingTableIsNamedWithThoseThatDifferInCaseOnly(PostgresServer.Running server) {
    server.execute("CREATE TABLE planning.\"Orders\" (id integer)");
    refused(
        Migration.table(SCHEMA, "orders"),
        "DMW-330",
        "postgres.planning.orders",
        "\"planning\".\"Orders\"");
    refused(Migration.table("nowhere", "t"), "DMW-330", "postgres.nowhere.t");
    assertThat(migration.plan(Migration.table(SCHEMA, "\"Orders\"")).columns()).hasSize(1);
  }

  @Test
  void aMissingDatabaseIsNamed() {
    refused(table().source(new SourceTable("elsewhere", SCHEMA, "t")), "DMW-326", "elsewhere");
  }

  @Test
  void aMissingColumnIsNamedWithTheFieldThatNamesIt(PostgresServer.Running server) {
    server.execute("CREATE TABLE planning.t (id integer)");
    refused(
        table().excludeSourceColumns(List.of("nope")),
        "DMW-332",
        "excludeSourceColumns",
        "nope",
        "[id]");
    refused(
        table().columnNamesToPartitionBy(List.of("nope")), "DMW-332", "columnNamesToPartitionBy");
    refused(table().primaryKeyColumns(List.of("nope")), "DMW-332", "primaryKeyColumns");
    refused(table().excludeSourceColumns(List.of("id")), "DMW-338", "excludeSourceColumns");
  }

  @Test
  void whatIsNoTableIsRefused(PostgresServer.Running server) {
    server.execute("CREATE SEQUENCE planning.t");
    refused(table(), "DMW-331", "postgres.planning.t");
  }

  @Test
  void missingPrivilegesAreNamedWithTheGrant(PostgresServer.Running server) {
    server.execute(
        """
        DROP ROLE IF EXISTS planning_reader; CREATE ROLE planning_reader LOGIN;
        CREATE TABLE planning.t (id integer, secret text);
        """);
    Migration reader =
        new Migration(new PostgresqlPlatform().open(server.settings("planning_reader")), folder);
    assertThatThrownBy(() -> reader.plan(table()))
        .isInstanceOfSatisfying(
            DmwException.class, e -> assertThat(e.errorClass()).isEqualTo(ErrorClass.NEEDS_PERSON))
        .hasMessageStartingWith("DMW-322")
        .hasMessageContaining("GRANT USAGE ON SCHEMA \"planning\"");
    server.execute(
        "GRANT USAGE ON SCHEMA planning TO planning_reader; GRANT SELECT (id) ON planning.t TO planning_reader");
    assertThatThrownBy(() -> reader.plan(table()))
        .hasMessageStartingWith("DMW-322")
        .hasMessageContaining("secret")
        .hasMessageContaining("GRANT SELECT ON \"planning\".\"t\"");
    server.execute("GRANT SELECT ON planning.t TO planning_reader");
    assertThat(reader.plan(table()).columns()).hasSize(2);
    server.execute("DROP OWNED BY planning_reader; DROP ROLE planning_reader");
  }

  @Test
  void aTableThatNeedsPartitionsAndHasNoKeyIsRefusedWithTheField(PostgresServer.Running server) {
    server.execute(
        "CREATE TABLE planning.t (id integer, p point); INSERT INTO planning.t SELECT i FROM generate_series(1, 100) i");
    refused(
        table().maxPartitionSizeRows(10L), "DMW-335", "columnNamesToPartitionBy", "10 partitions");
    refused(
        table().maxPartitionSizeRows(10L).columnNamesToPartitionBy(List.of("p")),
        "DMW-336",
        "\"p\"",
        "point");
    TablePlan declined =
        migration.plan(table().maxPartitionSizeRows(10L).columnNamesToPartitionBy(List.of()));
    assertThat(declined.partitions()).hasSize(1);
    assertThat(declined.warnings())
        .singleElement()
        .asString()
        .contains("columnNamesToPartitionBy is empty");
    assertThat(migration.plan(table()).warnings()).isEmpty();
  }

  @Test
  void aUniqueIndexServesWhereThereIsNoPrimaryKeyAndPartialOnesDoNot(
      PostgresServer.Running server) {
    server.execute(
        """
        CREATE TABLE planning.t (a integer, b integer, c integer, d integer);
        CREATE INDEX ON planning.t (d); CREATE UNIQUE INDEX ON planning.t (b) WHERE b > 0;
        CREATE UNIQUE INDEX ON planning.t ((a + 1)); CREATE UNIQUE INDEX ON planning.t (c) INCLUDE (a);
        INSERT INTO planning.t SELECT i, i, i, i FROM generate_series(1, 100) i;
        """);
    TablePlan plan = migration.plan(table().maxPartitionSizeRows(10L));
    assertThat(plan.keyColumns()).containsExactly("c");
    assertThat(plan.primaryKeyColumns()).isEmpty();
    assertThat(plan.partitions()).hasSize(11);
    assertThat(plan.partitions().get(10).range()).isEqualTo(new KeyRange.NullKeys());
  }

  @Test
  void aViewIsOnePartitionUnlessAKeyIsGiven(PostgresServer.Running server) {
    server.execute(
        "CREATE VIEW planning.t AS SELECT i AS id, 'x' || i AS v FROM generate_series(1, 100) i");
    assertThat(migration.plan(table().maxPartitionSizeRows(10L)).partitions()).hasSize(1);
    TablePlan divided =
        migration.plan(table().maxPartitionSizeRows(10L).columnNamesToPartitionBy(List.of("id")));
    assertThat(divided.partitions()).hasSize(11);
    assertThat(migration.read(divided).rows()).hasSize(100);
  }

  @Test
  void partitionedAndInheritedTablesAreReadWhole(PostgresServer.Running server) {
    server.execute(
        """
        CREATE TABLE planning.t (id integer PRIMARY KEY, v text) PARTITION BY RANGE (id);
        CREATE TABLE planning.t1 PARTITION OF planning.t FOR VALUES FROM (0) TO (50);
        CREATE TABLE planning.t2 PARTITION OF planning.t DEFAULT;
        INSERT INTO planning.t SELECT i, 'x' FROM generate_series(1, 200) i; ANALYZE planning.t;
        CREATE TABLE planning.parent (id integer); CREATE TABLE planning.child () INHERITS (planning.parent);
        INSERT INTO planning.parent VALUES (1); INSERT INTO planning.child VALUES (2); ANALYZE planning.parent; ANALYZE planning.child;
        """);
    TablePlan plan = migration.plan(table().maxPartitionSizeRows(20L));
    assertThat(plan.estimatedRows()).isEqualTo(200);
    assertThat(plan.partitions()).hasSize(10);
    assertThat(migration.read(plan).rows()).hasSize(200);
    TablePlan parent = migration.plan(Migration.table(SCHEMA, "parent"));
    assertThat(parent.estimatedRows()).isEqualTo(2);
    assertThat(migration.read(parent).rows()).hasSize(2);
  }

  @Test
  void bothSpellingsOfThePartitionSizeAreFollowed(PostgresServer.Running server) {
    server.execute(
        """
        CREATE TABLE planning.t (id integer PRIMARY KEY, v text);
        INSERT INTO planning.t SELECT i, repeat(md5(i::text), 30) FROM generate_series(1, 5000) i; ANALYZE planning.t;
        """);
    assertThat(migration.plan(table()).partitions()).hasSize(1);
    assertThat(migration.plan(table().targetPartitionSizeRows(1000L)).partitions()).hasSize(5);
    assertThat(migration.plan(table().targetPartitionSizeMb(2)).partitions()).hasSizeBetween(2, 4);
    TablePlan plan = migration.plan(table().partitionSize(new PartitionSize(null, 1000L)));
    assertThat(plan.partitions()).hasSize(5);
    assertThat(plan.partitions().get(0).estimatedRows()).isEqualTo(1000);
    assertThat(plan.estimatedBytes()).isGreaterThan(4_000_000);
  }

  @Test
  void aConditionIsKeptApartFromTheRangeWhateverItHolds(PostgresServer.Running server) {
    server.execute(
        """
        CREATE TABLE planning.t (id integer PRIMARY KEY, v integer);
        INSERT INTO planning.t SELECT i, i % 2 FROM generate_series(1, 100) i; ANALYZE planning.t;
        """);
    String condition = "v = 0 OR v = 7 -- odd ones stay";
    TablePlan plan =
        migration.plan(table().maxPartitionSizeRows(10L).whereClauseCriteria(condition));
    assertThat(plan.partitions().size()).isGreaterThan(1);
    assertThat(plan.estimatedRows()).isZero();
    assertThat(migration.read(plan, plan.partitions(), condition).rows()).hasSize(50);
  }

  /** Between parentheses they would be conditions that hold for rows of other partitions too. */
  @ParameterizedTest
  @ValueSource(strings = {"v = 1) OR (v = 0", "true) OR (true", "v = 1 -- (\n) OR (true"})
  void aConditionThatIsNoneByItselfIsRefused(String condition, PostgresServer.Running server) {
    server.execute("CREATE TABLE planning.t (id integer PRIMARY KEY, v integer)");
    refused(table().whereClauseCriteria(condition), "DMW-324", "whereClauseCriteria");
  }

  @Test
  void planningEndsWhenItIsCancelled(PostgresServer.Running server) {
    server.execute(
        """
        CREATE FUNCTION planning.wait(integer) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(600); RETURN true; END';
        CREATE TABLE planning.t (id integer PRIMARY KEY); INSERT INTO planning.t SELECT i FROM generate_series(1, 100) i; ANALYZE planning.t;
        """);
    Cancellation cancellation = new Cancellation();
    CompletableFuture<Void> running =
        CompletableFuture.runAsync(
            () ->
                migration
                    .source()
                    .plan(
                        table()
                            .maxPartitionSizeRows(10L)
                            .whereClauseCriteria("planning.wait(id)")
                            .build(),
                        null,
                        cancellation));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                !server
                    .texts(
                        "SELECT pid FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%planning.wait(id)%' AND pid <> pg_backend_pid()")
                    .isEmpty());
    cancellation.cancel();
    assertThatThrownBy(() -> running.orTimeout(30, TimeUnit.SECONDS).join())
        .hasCauseInstanceOf(CancelledException.class);
  }

  @Test
  void theBoundaryAnalysisEndsAtItsTimeLimit(PostgresServer.Running server) {
    server.execute(
        """
        CREATE FUNCTION planning.slow(integer) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(600); RETURN true; END';
        CREATE TABLE planning.t (id integer PRIMARY KEY); INSERT INTO planning.t SELECT i FROM generate_series(1, 100) i; ANALYZE planning.t;
        """);
    PostgresqlSessions sessions = new PostgresqlSessions(server.settings("postgres"));
    try (JdbcPlanningSession session =
        new JdbcPlanningSession(
            sessions.open("postgres"),
            new PostgresqlDialect(),
            sessions.errors(),
            Duration.ofSeconds(1),
            new Cancellation())) {
      assertThatThrownBy(
              () ->
                  session.count(
                      new RowSelection(
                          new QualifiedName("postgres", SCHEMA, "t"),
                          "planning.slow(id)",
                          null,
                          null)))
          .hasMessageStartingWith("DMW-337")
          .hasMessageContaining("executionTimeoutMinutes");
    }
  }
}
