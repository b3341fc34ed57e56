package dev.datamigration.worker.source.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.model.config.Synchronization;
import dev.datamigration.model.config.Synchronization.Strategy;
import dev.datamigration.model.config.TableConfigurationBuilder;
import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.worker.source.testing.Migration;
import dev.datamigration.worker.source.testing.SqlServerStart;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows a run reads when another went before, through Microsoft's driver. */
class SqlServerSynchronizationTest {
  private static SqlServerStart server;
  @TempDir Path folder;
  private Migration migration;

  @BeforeAll
  static void start() {
    server = new SqlServerStart();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() {
    migration =
        new Migration(
            new SqlServerPlatform().open(server.settings(SqlServerStart.PASSWORD)), folder);
  }

  private static TableConfigurationBuilder table(String name, Boolean merges) {
    return SqlServerStart.table(name)
        .synchronization(
            new Synchronization(Strategy.WATERMARK, null, "\"w]\"", merges, null, null));
  }

  private List<String> read(TablePlan plan) {
    return migration.read(plan, plan.partitions(), plan.sync().condition()).rows().stream()
        .map(row -> row.get(0))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          int               | 5                             | 6
          bigint            | 9007199254740993              | 9007199254740994
          decimal(38,10)    | 1234567890123456789012345678.1 | 1234567890123456789012345678.1000000001
          date              | 2026-03-28                    | 2026-03-29
          datetime          | 2026-03-29T02:30:00.003       | 2026-03-29T02:30:00.007
          smalldatetime     | 2026-03-29T02:30:00           | 2026-03-29T02:31:00
          datetime2(7)      | 2026-10-25T02:30:00.1234567   | 2026-10-25T02:30:00.1234568
          datetimeoffset(7) | 2026-10-25T02:30:00.1234567+02:00 | 2026-10-25T02:30:00.1234567+01:00
          """)
  void aRunReadsWhatTheLastDidNot(String type, String first, String second) throws SQLException {
    String name = "after_" + type.replaceAll("\\W", "_");
    server.execute(
        "CREATE TABLE dbo."
            + name
            + " (id varchar(5) NOT NULL PRIMARY KEY, [w]]] "
            + type
            + " NOT NULL)",
        "INSERT INTO dbo." + name + " VALUES ('a', '" + first + "'), ('b', '" + first + "')");
    TablePlan all = migration.plan(table(name, null));
    assertThat(all.sync().incremental()).isFalse();
    assertThat(read(all)).containsExactly("a", "b");
    server.execute("INSERT INTO dbo." + name + " VALUES ('c', '" + second + "')");
    TablePlan next = migration.plan(table(name, null), all.sync().next());
    assertThat(next.sync().incremental()).isTrue();
    assertThat(read(next)).containsExactly("c");
    TablePlan merged = migration.plan(table(name, true), all.sync().next());
    assertThat(read(merged)).as("the last value is read again").containsExactly("a", "b", "c");
    assertThat(read(migration.plan(table(name, null), next.sync().next()))).isEmpty();
  }

  @Test
  void textIsNoWatermark() throws SQLException {
    server.execute("CREATE TABLE dbo.text_mark (id int NOT NULL PRIMARY KEY, [w]]] nvarchar(10))");
    assertThatThrownBy(() -> migration.plan(table("text_mark", null)))
        .hasMessageStartingWith("DMW-350")
        .hasMessageContaining("nvarchar(10)");
  }
}
