package dev.datamigration.worker.source.sqlserver;

import static dev.datamigration.worker.source.testing.SqlServerStart.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.model.config.SourceTable;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.config.TableConfigurationBuilder;
import dev.datamigration.model.config.TargetTable;
import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.worker.source.testing.Migration;
import dev.datamigration.worker.source.testing.SqlServerStart;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Planning and reading through Microsoft's driver, from a stand-in for the server. */
class SqlServerMigrationTest {
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

  private List<List<String>> rows(String table) {
    return migration.read(migration.plan(table(table))).rows();
  }

  @Test
  void theConnectionIsTested() {
    migration.source().test();
  }

  @Test
  void aWrongPasswordNeedsAPersonAndIsNotShown() {
    assertThatThrownBy(() -> new SqlServerPlatform().open(server.settings("wr0ng")).test())
        .hasMessageStartingWith("DMW-321")
        .hasMessageNotContaining("wr0ng");
  }

  @Test
  void aMissingTableIsNamedWithWhatIsLikeIt() throws SQLException {
    server.execute("CREATE TABLE dbo.likely (id int NOT NULL)");
    assertThatThrownBy(() -> migration.plan(table("absent"))).hasMessageStartingWith("DMW-330");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int",
        "bigint",
        "decimal(12,3)",
        "float",
        "varchar(20)",
        "nvarchar(20)",
        "uniqueidentifier",
        "date",
        "datetime2(7)",
        "datetimeoffset(7)"
      })
  void partitionsHoldEveryRowOnce(String type) throws SQLException {
    String name = "p" + Integer.toHexString(type.hashCode());
    server.execute(
        "CREATE TABLE dbo." + name + " (id int NOT NULL, k " + type + " NULL)",
        "CREATE CLUSTERED INDEX ix ON dbo." + name + " (k)");
    for (int i = 0; i < 200; i++) {
      String value = i % 11 == 0 ? "NULL" : value(type, i);
      server.execute("INSERT INTO dbo." + name + " VALUES (" + i + ", " + value + ")");
    }
    TablePlan plan = migration.plan(table(name).maxPartitionSizeRows(30L));
    assertThat(plan.keyColumns()).containsExactly("k");
    assertThat(plan.partitions()).hasSizeGreaterThan(2);
    assertThat(migration.read(plan).rows().stream().map(row -> row.get(0)).toList())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 200).mapToObj(Integer::toString).toList());
  }

  private static String value(String type, int i) {
    return switch (type) {
      case "int" -> "" + i % 7;
      case "bigint" -> "" + i * 1_000_000_007L;
      case "decimal(12,3)" -> i / 3 + "." + "%03d".formatted(i % 1000);
      case "float" -> i / 7.0 + "E0";
      case "varchar(20)" -> "'k" + i % 40 + "'";
      case "nvarchar(20)" -> "N'ü" + i + "'";
      case "uniqueidentifier" -> "'%08x-0000-0000-0000-%012x'".formatted(i, 200 - i);
      // Days that the driver's calendar does not have, or has under another name.
      case "date" -> i % 3 == 0 ? "'1500-03-01'" : "'1582-10-%02d'".formatted(1 + i % 31);
      case "datetimeoffset(7)" ->
          i % 3 == 0
              ? "'1500-03-01T0%d:00:00+14:00'".formatted(i % 10)
              : "'1582-10-%02dT00:00:00+14:00'".formatted(1 + i % 31);
      default -> "'2024-01-01T00:00:%02d.%07d'".formatted(i % 60, i);
    };
  }

  @Test
  void oddNamesAreReadThroughEveryStep() throws SQLException {
    server.execute(
        "CREATE SCHEMA [we]]ird.schema]",
        "CREATE TABLE [we]]ird.schema].[select \"from\" 日😀] ([a.b] int NOT NULL PRIMARY KEY, [order] nvarchar(5), [x]]y] int)",
        "INSERT INTO [we]]ird.schema].[select \"from\" 日😀] VALUES (1, N'eins', 10), (2, N'zwei', 20)");
    TableConfigurationBuilder odd =
        TableConfiguration.builder()
            .source(new SourceTable("erp", "\"we]ird.schema\"", "\"select \"\"from\"\" 日😀\""))
            .target(new TargetTable("LAKE", "PUBLIC", "T", null))
            .maxPartitionSizeRows(1L);
    TablePlan plan = migration.plan(odd);
    assertThat(plan.partitions()).hasSize(2);
    assertThat(migration.read(plan).rows())
        .containsExactlyInAnyOrder(List.of("1", "eins", "10"), List.of("2", "zwei", "20"));
  }

  @Test
  void aConditionThatIsNoneByItselfIsRefused() throws SQLException {
    server.execute("CREATE TABLE dbo.cond (id int NOT NULL PRIMARY KEY)");
    assertThatThrownBy(
            () -> migration.plan(table("cond").whereClauseCriteria("id = 1) OR (id = 2")))
        .hasMessageStartingWith("DMW-324");
  }

  @Test
  void bracesAndQuestionMarksOfAConditionAreTheServers() throws SQLException {
    server.execute(
        "CREATE TABLE dbo.braces (id int NOT NULL PRIMARY KEY, v nvarchar(20))",
        "INSERT INTO dbo.braces VALUES (1, N'{fn x(?)}'), (2, N'{d ?}'), (3, N'plain')");
    TablePlan plan = migration.plan(table("braces").whereClauseCriteria("v <> N'{d ?}' -- {?"));
    assertThat(migration.read(plan, plan.partitions(), "v <> N'{d ?}' -- {?").rows())
        .containsExactlyInAnyOrder(List.of("1", "{fn x(?)}"), List.of("3", "plain"));
  }

  @Test
  void anEmptyTableHasNoRowsAndNoFile() throws SQLException {
    server.execute("CREATE TABLE dbo.nothing (id int NOT NULL PRIMARY KEY, v int)");
    assertThat(rows("nothing")).isEmpty();
    assertThat(migration.leftOver()).isEmpty();
  }
}
