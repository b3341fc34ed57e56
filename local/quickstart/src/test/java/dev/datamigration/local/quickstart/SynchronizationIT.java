package dev.datamigration.local.quickstart;

import static dev.datamigration.local.quickstart.LiveMigration.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.local.stack.EmbeddedStack;
import dev.datamigration.local.stack.StackOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Run, change the source, run again: whatever a strategy promises, source and target are equal
 * afterwards, with real parts. docs/synchronization.md.
 */
class SynchronizationIT {
  private static final int ROWS = 20_000;

  private static final MigratedTable REPLACED = table("replaced");
  private static final MigratedTable MERGED = table("merged");
  private static final MigratedTable APPENDED = table("appended");
  private static final MigratedTable FOREIGN = table("foreign_rows");

  private static final Map<String, Object> REPLACE = Map.of("strategy", "full-replace");
  private static final Map<String, Object> APPEND =
      Map.of("strategy", "watermark", "watermarkColumn", "changed");
  private static final Map<String, Object> MERGE =
      Map.of("strategy", "watermark", "watermarkColumn", "changed", "trackModifications", true);

  @TempDir static Path directory;
  private static EmbeddedStack stack;

  private static MigratedTable table(String name) {
    return new MigratedTable("sync", name, List.of("id"), List.of("id"), 700);
  }

  @BeforeAll
  static void start() throws SQLException {
    stack = EmbeddedStack.start(StackOptions.in(directory.resolve("stack")));
    LiveMigration.prepareTargets(stack);
    atSource(
        "CREATE SCHEMA sync", "GRANT USAGE ON SCHEMA sync TO " + stack.source().reader().name());
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static void atSource(String... statements) throws SQLException {
    try (Connection connection = stack.source().connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static void fill(MigratedTable table) throws SQLException {
    atSource(
        "CREATE TABLE "
            + table.sourceSql()
            + " (id integer PRIMARY KEY, v text, changed timestamptz NOT NULL DEFAULT now())",
        "INSERT INTO "
            + table.sourceSql()
            + " SELECT n, md5(n::text), now() - n * interval '1 second' FROM generate_series(1, "
            + ROWS
            + ") n",
        "ANALYZE " + table.sourceSql(),
        "GRANT SELECT ON ALL TABLES IN SCHEMA sync TO " + stack.source().reader().name());
  }

  private static Map<String, Object> entry(MigratedTable table, Map<String, Object> strategy) {
    Map<String, Object> entry = table.toConfiguration();
    entry.put("synchronization", strategy);
    entry.put("partitionSize", Map.of("maxRowsPerPartition", ROWS / 10));
    return entry;
  }

  private static List<Long> inSnowflake(String query) throws SQLException {
    try (Connection connection = stack.snowflake().connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      List<Long> values = new ArrayList<>();
      while (row.next()) {
        values.add(row.getLong(1));
      }
      return values;
    }
  }

  private static LiveMigration run(String name) throws Exception {
    LiveMigration run =
        LiveMigration.start(
            stack,
            directory,
            name,
            List.of(REPLACED, MERGED, APPENDED),
            List.of(entry(REPLACED, REPLACE), entry(MERGED, MERGE), entry(APPENDED, APPEND)));
    run.awaitSuccess();
    for (int table = 0; table < 3; table++) {
      run.assertExact(table);
    }
    assertThat(
            inSnowflake(
                "SELECT COUNT(*) FROM SNOWCONVERT_AI.INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME LIKE 'STAGING_%'"))
        .as("staging tables")
        .containsExactly(0L);
    return run;
  }

  /** Rows that a run read of each of its tables. */
  private static List<Long> rowsRead(LiveMigration run) throws SQLException {
    return inSnowflake(
        "SELECT ROWS_EXTRACTED FROM SNOWCONVERT_AI.DATA_MIGRATION.TABLE_RUN WHERE WORKFLOW_ID = '"
            + run.id()
            + "' ORDER BY ORDINAL");
  }

  @Test
  void runsOneAfterTheOtherEndEqual() throws Exception {
    for (MigratedTable table : List.of(REPLACED, MERGED, APPENDED)) {
      fill(table);
    }
    assertThat(rowsRead(run("first"))).containsOnly((long) ROWS);

    String tenth = ROWS / 1_000 + " rows";
    atSource(
        "UPDATE sync.replaced SET v = 'changed' WHERE id % 100 = 3",
        "DELETE FROM sync.replaced WHERE id % 1000 = 4",
        "UPDATE sync.replaced SET id = id + " + ROWS + " WHERE id % 1000 = 5",
        "INSERT INTO sync.replaced (id, v) SELECT n, '"
            + tenth
            + "' FROM generate_series(-20, 0) n",
        "UPDATE sync.merged SET v = 'changed', changed = now() WHERE id % 100 = 3",
        "INSERT INTO sync.merged (id, v) SELECT n, 'new' FROM generate_series(-20, 0) n",
        "INSERT INTO sync.appended (id, v) SELECT n, 'new' FROM generate_series(-20, 0) n");
    TreeSet<Long> seen = new TreeSet<>();
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> read(REPLACED, seen, over));
    LiveMigration second;
    try {
      second = run("second");
    } finally {
      over.set(true);
    }
    reader.join();
    assertThat(seen).as("row counts that a reader saw").containsExactly(20_000L, 20_001L);
    assertThat(rowsRead(second).get(0)).isEqualTo(20_001);
    assertThat(rowsRead(second).get(1)).as("changed rows").isBetween(221L, 1_000L);
    assertThat(rowsRead(second).get(2)).as("new rows").isEqualTo(21);

    assertThat(rowsRead(run("third")).get(2)).as("rows when nothing has changed").isZero();
  }

  private static void read(MigratedTable table, Collection<Long> seen, AtomicBoolean over) {
    try {
      do {
        seen.addAll(inSnowflake("SELECT COUNT(*) FROM " + table.targetSql()));
      } while (!over.get());
      seen.addAll(inSnowflake("SELECT COUNT(*) FROM " + table.targetSql()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTargetThatHoldsRowsIsNotAddedToUnasked() throws Exception {
    fill(FOREIGN);
    try (Connection connection = stack.snowflake().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE "
              + FOREIGN.targetSql()
              + " (\"id\" NUMBER(10,0), \"v\" VARCHAR, \"changed\" TIMESTAMP_TZ(6))");
      statement.execute("INSERT INTO " + FOREIGN.targetSql() + " (\"id\") VALUES (-1)");
    }
    LiveMigration run =
        LiveMigration.start(
            stack, directory, "foreign", List.of(FOREIGN), List.of(FOREIGN.toConfiguration()));
    until(() -> run.phase().equals("Failed"));
    assertThat(run.run().firstErrors())
        .singleElement()
        .asString()
        .contains("DMW-511", "full-replace", "onExistingRows: append");
    assertThat(run.targetRows(0)).isEqualTo(1);

    run.setTable(0, "synchronization", REPLACE);
    run.annotate("datamigration.dev/retry-failed", "1");
    run.awaitSuccess();
    run.assertExact(0);
  }
}
