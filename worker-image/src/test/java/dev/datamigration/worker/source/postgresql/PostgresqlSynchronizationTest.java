package dev.datamigration.worker.source.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.model.config.ColumnNameMapping;
import dev.datamigration.model.config.Synchronization;
import dev.datamigration.model.config.Synchronization.Strategy;
import dev.datamigration.model.config.TableConfigurationBuilder;
import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.model.plan.SyncState;
import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.worker.source.testing.Migration;
import dev.datamigration.worker.source.testing.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rows a run reads when another went before. */
@ExtendWith(PostgresServer.class)
class PostgresqlSynchronizationTest {
  private static final String SCHEMA = "synchronization";

  @TempDir Path folder;
  private Migration migration;
  private PostgresServer.Running server;

  @BeforeEach
  void open(PostgresServer.Running running) {
    server = running;
    server.schema(SCHEMA);
    migration = new Migration(new PostgresqlPlatform().open(server.settings("postgres")), folder);
  }

  private static TableConfigurationBuilder table(Strategy strategy, String column, Boolean merges) {
    return Migration.table(SCHEMA, "t")
        .synchronization(new Synchronization(strategy, null, column, merges, null, null));
  }

  private static TableConfigurationBuilder appending(String column) {
    return table(Strategy.WATERMARK, column, null);
  }

  /** The first column of what the plan reads, in order. */
  private List<String> read(TablePlan plan) {
    return migration.read(plan, plan.partitions(), plan.sync().condition()).rows().stream()
        .map(row -> row.get(0))
        .sorted()
        .toList();
  }

  @Test
  void withoutAStrategyNothingIsRemembered() {
    server.execute("CREATE TABLE synchronization.t (id integer)");
    assertThat(migration.plan(Migration.table(SCHEMA, "t")).sync()).isNull();
  }

  @Test
  void replacingReadsWhatTheUserWants() {
    server.execute(
        "CREATE TABLE synchronization.t (id integer); INSERT INTO synchronization.t VALUES (1), (2)");
    TablePlan plan = migration.plan(table(Strategy.FULL_REPLACE, null, null));
    assertThat(plan.sync().incremental()).isFalse();
    assertThat(read(plan)).containsExactly("1", "2");
    TablePlan some =
        migration.plan(
            table(Strategy.FULL_REPLACE, null, null).whereClauseCriteria("id > 1 -- only"));
    assertThat(read(some)).containsExactly("2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          smallint               | 5                        | 6
          bigint                 | 9007199254740993         | 9007199254740994
          numeric(30,10)         | 12345678901234567890.1   | 12345678901234567890.1000000001
          numeric                | -1                       | 0.00000000000000000000001
          date                   | 2026-03-28               | 2026-03-29
          timestamp              | 2026-03-29 02:30:00      | 2026-03-29 02:30:00.000001
          timestamp              | 1999-12-31 23:59:59.999999 | 2000-01-01
          timestamptz            | 2026-10-25 02:30:00+02   | 2026-10-25 02:30:00+01
          """)
  void aRunReadsWhatTheLastDidNot(String type, String first, String second) {
    server.execute(
        "CREATE TABLE synchronization.t (id text, w %1$s NOT NULL); INSERT INTO synchronization.t VALUES ('a', '%2$s'), ('b', '%2$s')"
            .formatted(type, first));
    TablePlan all = migration.plan(appending("W"));
    assertThat(all.sync().incremental()).isFalse();
    assertThat(all.sync().next().watermarkColumn()).isEqualTo("w");
    assertThat(read(all)).containsExactly("a", "b");
    server.execute("INSERT INTO synchronization.t VALUES ('c', '%s')".formatted(second));
    TablePlan next = migration.plan(appending("w"), all.sync().next());
    assertThat(next.sync().incremental()).isTrue();
    assertThat(read(next)).containsExactly("c");
    TablePlan nothing = migration.plan(appending("w"), next.sync().next());
    assertThat(read(nothing)).isEmpty();
    assertThat(nothing.sync().next()).isEqualTo(next.sync().next());
  }

  @Test
  void rowsThatComeAfterPlanningAreTheNextRunsAndNoneIsReadTwice() {
    server.execute(
        "CREATE TABLE synchronization.t (w integer PRIMARY KEY); INSERT INTO synchronization.t SELECT generate_series(1, 100)");
    TablePlan first = migration.plan(appending("w").maxPartitionSizeRows(10L));
    server.execute("INSERT INTO synchronization.t SELECT generate_series(101, 120)");
    assertThat(first.partitions()).hasSizeGreaterThan(5);
    assertThat(read(first)).hasSize(100);
    TablePlan second =
        migration.plan(appending("w").maxPartitionSizeRows(10L), first.sync().next());
    assertThat(second.partitions()).hasSize(2);
    server.execute("INSERT INTO synchronization.t VALUES (121)");
    assertThat(read(second)).hasSize(20).contains("101", "120");
  }

  @Test
  void theUsersConditionHoldsForEveryRun() {
    server.execute(
        "CREATE TABLE synchronization.t (id integer, w integer NOT NULL); INSERT INTO synchronization.t VALUES (1, 1), (2, 2)");
    TableConfigurationBuilder odd = appending("w").whereClauseCriteria("id % 2 = 1 OR id = 0 -- x");
    TablePlan first = migration.plan(odd);
    assertThat(read(first)).containsExactly("1");
    assertThat(first.sync().next().watermark()).isEqualTo(new KeyValue.IntegerKey(1));
    server.execute("INSERT INTO synchronization.t VALUES (3, 3), (4, 4)");
    assertThat(read(migration.plan(odd, first.sync().next()))).containsExactly("3");
  }

  @Test
  void mergingReadsRowsOfTheLastWatermarkAgain() {
    server.execute(
        "CREATE TABLE synchronization.t (id integer PRIMARY KEY, w date NOT NULL); INSERT INTO synchronization.t VALUES (1, '2026-01-01'), (2, '2026-01-02')");
    TablePlan first =
        migration.plan(
            table(Strategy.WATERMARK, "w", true)
                .columnNameMappings(List.of(new ColumnNameMapping("id", "KEY"))));
    assertThat(first.sync().mergeKeys()).containsExactly("KEY");
    server.execute("INSERT INTO synchronization.t VALUES (3, '2026-01-02')");
    TablePlan next =
        migration.plan(
            table(Strategy.WATERMARK, "w", true)
                .columnNameMappings(List.of(new ColumnNameMapping("id", "KEY"))),
            first.sync().next());
    assertThat(read(next)).containsExactly("2", "3");
  }

  @Test
  void mergingNeedsAKey() {
    server.execute("CREATE TABLE synchronization.t (id integer, w integer NOT NULL)");
    assertThatThrownBy(() -> migration.plan(table(Strategy.WATERMARK, "w", true)))
        .hasMessageStartingWith("DMW-351")
        .hasMessageContaining("primaryKeyColumns");
    assertThat(
            migration
                .plan(table(Strategy.WATERMARK, "w", true).primaryKeyColumns(List.of("id")))
                .sync()
                .mergeKeys())
        .hasSize(1);
    assertThatThrownBy(
            () ->
                migration.plan(
                    table(Strategy.WATERMARK, "w", true)
                        .primaryKeyColumns(List.of("id"))
                        .excludeSourceColumns(List.of("id"))))
        .hasMessageStartingWith("DMW-351");
  }

  @Test
  void rowsWithoutAWatermarkAreReadOnceAndThatIsSaid() {
    server.execute(
        "CREATE TABLE synchronization.t (id integer, w integer); INSERT INTO synchronization.t VALUES (1, 1), (2, NULL)");
    TablePlan first = migration.plan(appending("w"));
    assertThat(read(first)).containsExactly("1", "2");
    assertThat(first.warnings())
        .anySatisfy(warning -> assertThat(warning).contains("\"w\" is NULL"));
    server.execute("INSERT INTO synchronization.t VALUES (3, 2), (4, NULL)");
    assertThat(read(migration.plan(appending("w"), first.sync().next()))).containsExactly("3");
  }

  @Test
  void afterAnEmptyTableEverythingIsReadAgain() {
    server.execute("CREATE TABLE synchronization.t (id integer, w integer NOT NULL)");
    TablePlan first = migration.plan(appending("w"));
    assertThat(first.sync().next().watermark()).isNull();
    server.execute("INSERT INTO synchronization.t VALUES (1, 1)");
    assertThat(read(first)).as("what comes meanwhile").containsExactly("1");
    TablePlan next = migration.plan(appending("w"), first.sync().next());
    assertThat(next.sync().incremental()).isFalse();
    assertThat(read(next)).containsExactly("1");
  }

  @Test
  void aSourceThatWasEmptiedLeavesTheWatermarkWhereItWas() {
    server.execute(
        "CREATE TABLE synchronization.t (id integer, w integer NOT NULL); INSERT INTO synchronization.t VALUES (1, 7)");
    SyncState left = migration.plan(appending("w")).sync().next();
    server.execute("TRUNCATE synchronization.t; INSERT INTO synchronization.t VALUES (1, 3)");
    TablePlan next = migration.plan(appending("w"), left);
    assertThat(read(next)).isEmpty();
    assertThat(next.sync().next()).isEqualTo(left);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE synchronization.t ADD COLUMN more text",
        "ALTER TABLE synchronization.t ALTER COLUMN id TYPE bigint",
        "ALTER TABLE synchronization.t RENAME COLUMN w TO w2; ALTER TABLE synchronization.t ADD COLUMN w integer NOT NULL DEFAULT 1",
        "ALTER TABLE synchronization.t ADD PRIMARY KEY (id)"
      })
  void aTableThatIsNotWhatItWasIsReadWhole(String change) {
    server.execute(
        "CREATE TABLE synchronization.t (id integer, w integer NOT NULL); INSERT INTO synchronization.t VALUES (1, 1)");
    SyncState left = migration.plan(appending("w")).sync().next();
    server.execute(change);
    TablePlan next = migration.plan(appending("w"), left);
    assertThat(next.sync().incremental()).isFalse();
    assertThat(next.warnings()).anySatisfy(warning -> assertThat(warning).contains("read anew"));
    assertThat(read(next)).containsExactly("1");
  }

  @Test
  void anotherStrategyColumnOrConditionThanBeforeReadsEverything() {
    server.execute(
        "CREATE TABLE synchronization.t (id integer NOT NULL, w integer NOT NULL); INSERT INTO synchronization.t VALUES (1, 1)");
    SyncState replaced = migration.plan(table(Strategy.FULL_REPLACE, null, null)).sync().next();
    SyncState left = migration.plan(appending("w")).sync().next();
    assertThat(migration.plan(appending("w"), left).sync().incremental()).isTrue();
    assertThat(migration.plan(appending("w"), replaced).sync().incremental()).isFalse();
    assertThat(migration.plan(appending("id"), left).sync().incremental()).isFalse();
    assertThat(
            migration.plan(appending("w").whereClauseCriteria("id > 0"), left).sync().incremental())
        .isFalse();
  }

  /** The target may hold several rows of a key then, all of which a merge would change. */
  @Test
  void mergingAfterAppendingReadsEverything() {
    server.execute(
        "CREATE TABLE synchronization.t (id integer PRIMARY KEY, w integer NOT NULL); INSERT INTO synchronization.t VALUES (1, 1)");
    SyncState appended = migration.plan(appending("w")).sync().next();
    TablePlan merging = migration.plan(table(Strategy.WATERMARK, "w", true), appended);
    assertThat(merging.sync().incremental()).isFalse();
    assertThat(merging.warnings())
        .anySatisfy(warning -> assertThat(warning).contains("trackModifications"));
    assertThat(
            migration
                .plan(table(Strategy.WATERMARK, "w", true), merging.sync().next())
                .sync()
                .incremental())
        .isTrue();
  }

  /** Although it is not migrated. */
  @Test
  void aWatermarkOfAnotherTypeThanBeforeReadsEverything() {
    server.execute(
        "CREATE TABLE synchronization.t (id integer, w date NOT NULL); INSERT INTO synchronization.t VALUES (1, '2026-01-01')");
    TableConfigurationBuilder without = appending("w").excludeSourceColumns(List.of("w"));
    SyncState left = migration.plan(without).sync().next();
    server.execute("ALTER TABLE synchronization.t ALTER COLUMN w TYPE timestamp");
    assertThat(migration.plan(without, left).sync().incremental()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          text             | 'z'         | DMW-350 | cannot be a watermark
          boolean          | true        | DMW-350 | cannot be a watermark
          double precision | 1           | DMW-350 | cannot be a watermark
          uuid             | gen_random_uuid() | DMW-350 | cannot be a watermark
          json             | '{}'        | DMW-350 | cannot be a watermark
          timestamptz      | 'infinity'  | DMW-350 | infinity
          numeric          | 'NaN'       | DMW-350 | NaN
          """)
  void whatDoesNotGrowIsNoWatermark(String type, String value, String code, String said) {
    server.execute(
        "CREATE TABLE synchronization.t (id integer, w %s); INSERT INTO synchronization.t VALUES (1, %s)"
            .formatted(type, value));
    assertThatThrownBy(() -> migration.plan(appending("w")))
        .hasMessageStartingWith(code)
        .hasMessageContaining("\"w\"")
        .hasMessageContaining(said);
  }

  @Test
  void aColumnThatIsNotThereIsNamed() {
    server.execute("CREATE TABLE synchronization.t (id integer)");
    assertThatThrownBy(() -> migration.plan(appending("nope")))
        .hasMessageStartingWith("DMW-332")
        .hasMessageContaining("synchronization.watermarkColumn");
  }

  /** Its row has the time at which the transaction began, and comes after the run has looked. */
  @Test
  void aRowOfATransactionThatIsStillOpenIsTheNextRuns() throws SQLException {
    server.execute(
        "CREATE TABLE synchronization.t (id text, w timestamptz NOT NULL DEFAULT now()); INSERT INTO synchronization.t VALUES ('before')");
    TablePlan first;
    try (Connection open = server.connect();
        Statement statement = open.createStatement()) {
      open.setAutoCommit(false);
      statement.execute("INSERT INTO synchronization.t VALUES ('open')");
      server.execute("INSERT INTO synchronization.t VALUES ('after')");
      first = migration.plan(appending("w"));
      assertThat(read(first)).containsExactly("before");
      open.commit();
    }
    assertThat(read(first)).as("once committed").containsExactly("before");
    TablePlan next = migration.plan(appending("w"), first.sync().next());
    assertThat(read(next)).containsExactly("after", "open");
    assertThat(next.warnings()).isEmpty();
  }

  @Test
  void aUserWhoDoesNotSeeOthersTransactionsIsWarned() throws SQLException {
    server.execute(
        """
        DROP ROLE IF EXISTS synchronization_reader; CREATE ROLE synchronization_reader LOGIN;
        CREATE TABLE synchronization.t (id text, w timestamptz NOT NULL DEFAULT now());
        GRANT USAGE ON SCHEMA synchronization TO synchronization_reader;
        GRANT SELECT ON synchronization.t TO synchronization_reader
        """);
    Migration reader =
        new Migration(
            new PostgresqlPlatform().open(server.settings("synchronization_reader")), folder);
    try (Connection open = server.connect()) {
      assertThat(open.isValid(5)).isTrue();
      assertThat(reader.plan(appending("w")).warnings())
          .anySatisfy(warning -> assertThat(warning).contains("pg_read_all_stats"));
      server.execute("GRANT pg_read_all_stats TO synchronization_reader");
      assertThat(reader.plan(appending("w")).warnings()).isEmpty();
    }
    server.execute("DROP OWNED BY synchronization_reader; DROP ROLE synchronization_reader");
  }
}
