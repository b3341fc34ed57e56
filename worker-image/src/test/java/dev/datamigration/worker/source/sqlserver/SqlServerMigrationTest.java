package dev.datamigration.worker.source.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.local.sqlserver.SqlServerStandIn;
import dev.datamigration.local.sqlserver.SqlServerUser;
import dev.datamigration.local.sqlserver.StandInOptions;
import dev.datamigration.model.config.SourceTable;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.config.TableConfigurationBuilder;
import dev.datamigration.model.config.TargetTable;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.worker.source.SourceSettings;
import dev.datamigration.worker.source.testing.Migration;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Planning and reading through Microsoft's driver, from a stand-in for the server. */
class SqlServerMigrationTest {
  private static final SqlServerUser READER = new SqlServerUser("reader", "s3cret;");

  private static SqlServerStandIn server;
  @TempDir Path folder;
  private Migration migration;

  @BeforeAll
  static void start() {
    server = SqlServerStandIn.start(StandInOptions.inMemory("erp", READER));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() {
    migration = new Migration(new SqlServerPlatform().open(settings("s3cret;")), folder);
  }

  private static SourceSettings settings(String password) {
    return new SourceSettings(
        "sqlserver",
        server.host(),
        server.port(),
        "erp",
        null,
        () -> Map.of("username", READER.name(), "password", password),
        Map.of("encrypt", "false"));
  }

  private static void execute(String... statements) throws SQLException {
    try (Connection connection = server.connect(READER);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static TableConfigurationBuilder table(String name) {
    return TableConfiguration.builder()
        .source(new SourceTable("erp", "dbo", name))
        .target(new TargetTable("LAKE", "PUBLIC", "T", null));
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
    assertThatThrownBy(() -> new SqlServerPlatform().open(settings("wr0ng")).test())
        .hasMessageStartingWith("DMW-321")
        .hasMessageNotContaining("wr0ng");
  }

  @Test
  void aMissingTableIsNamedWithWhatIsLikeIt() throws SQLException {
    execute("CREATE TABLE dbo.likely (id int NOT NULL)");
    assertThatThrownBy(() -> migration.plan(table("absent"))).hasMessageStartingWith("DMW-330");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bit | 1 | BOOLEAN | true",
        "tinyint | 255 | NUMBER(3,0) | 255",
        "smallint | -32768 | NUMBER(5,0) | -32768",
        "int | -2147483648 | NUMBER(10,0) | -2147483648",
        "bigint | 9223372036854775807 | NUMBER(19,0) | 9223372036854775807",
        "decimal(38,0) | 99999999999999999999999999999999999999 | NUMBER(38,0) | 99999999999999999999999999999999999999",
        "decimal(38,37) | -1.2345678901234567890123456789012345678 | NUMBER(38,37) | -1.2345678901234567890123456789012345678",
        "numeric(5,2) | 0.10 | NUMBER(5,2) | 0.10",
        "money | -922337203685477.5808 | NUMBER(19,4) | -922337203685477.5808",
        "smallmoney | 214748.3647 | NUMBER(10,4) | 214748.3647",
        "float | 1.7976931348623157E308 | FLOAT | 1.7976931348623157e+308",
        "real | 0.1 | FLOAT | 0.10000000149011612",
        "char(5) | 'ab' | VARCHAR(5) | ab···",
        "varchar(10) | 'grüße' | VARCHAR(10) | grüße",
        "nchar(3) | N'日' | VARCHAR(3) | 日··",
        "nvarchar(10) | N'😀é' | VARCHAR(10) | 😀é",
        "nvarchar(max) | N'long' | VARCHAR | long",
        "date | '0001-01-01' | DATE | 0001-01-01",
        "date | '1582-10-10' | DATE | 1582-10-10",
        "date | '9999-12-31' | DATE | 9999-12-31",
        "time(6) | '23:59:59.999999' | TIME(6) | 23:59:59.999999",
        "time(7) | '23:59:59.9999999' | TIME(7) | 23:59:59.999999900",
        "datetime | '1753-01-01T00:00:00.003' | TIMESTAMP_NTZ(6) | 1753-01-01 00:00:00.003",
        "datetime | '9999-12-31T23:59:59.997' | TIMESTAMP_NTZ(6) | 9999-12-31 23:59:59.997",
        "smalldatetime | '2079-06-06T23:59:00' | TIMESTAMP_NTZ(6) | 2079-06-06 23:59:00",
        "datetime2(6) | '0001-01-01T00:00:00.000001' | TIMESTAMP_NTZ(6) | 0001-01-01 00:00:00.000001",
        "datetime2(6) | '1582-10-10T12:00:00' | TIMESTAMP_NTZ(6) | 1582-10-10 12:00:00",
        "datetime2(7) | '9999-12-31T23:59:59.9999999' | TIMESTAMP_NTZ(7) | 9999-12-31T23:59:59.999999900",
        "datetimeoffset(7) | '2024-03-31T02:30:00.1234567+05:30' | TIMESTAMP_TZ(7) | 2024-03-31T02:30:00.123456700+05:30",
        "datetimeoffset(7) | '1582-10-10T02:30:00.1234567+05:30' | TIMESTAMP_TZ(7) | 1582-10-10T02:30:00.123456700+05:30",
        "datetimeoffset(0) | '0001-01-02T00:00:00-14:00' | TIMESTAMP_TZ(6) | 0001-01-02T00:00-14:00",
        "datetimeoffset(3) | '9999-12-30T23:59:59.999+00:00' | TIMESTAMP_TZ(6) | 9999-12-30T23:59:59.999Z",
        "uniqueidentifier | '00112233-4455-6677-8899-aabbccddeeff' | VARCHAR(36) | 00112233-4455-6677-8899-AABBCCDDEEFF",
        "binary(3) | 0x00ff | BINARY(3) | \\x00\\xFF\\x00",
        "varbinary(8) | 0xdeadbeef | BINARY(8) | \\xDE\\xAD\\xBE\\xEF",
        "xml | N'<a>1</a>' | VARCHAR | <a>1</a>"
      })
  void eachTypeArrivesExactly(String type, String literal, String target, String expected)
      throws SQLException {
    String name = "t" + Integer.toHexString((type + literal).hashCode());
    execute(
        "CREATE TABLE dbo." + name + " (id int NOT NULL PRIMARY KEY, v " + type + " NULL)",
        "INSERT INTO dbo." + name + " VALUES (1, " + literal + ")",
        "INSERT INTO dbo." + name + " VALUES (2, NULL)");
    TablePlan plan = migration.plan(table(name));
    assertThat(plan.columns()).extracting(ColumnPlan::targetType).last().isEqualTo(target);
    assertThat(migration.read(plan).rows())
        .extracting(row -> row.get(1))
        .containsExactlyInAnyOrder(expected.replace('·', ' '), null);
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
        "datetime2(7)"
      })
  void partitionsHoldEveryRowOnce(String type) throws SQLException {
    String name = "p" + Integer.toHexString(type.hashCode());
    execute(
        "CREATE TABLE dbo." + name + " (id int NOT NULL, k " + type + " NULL)",
        "CREATE CLUSTERED INDEX ix ON dbo." + name + " (k)");
    for (int i = 0; i < 200; i++) {
      String value = i % 11 == 0 ? "NULL" : value(type, i);
      execute("INSERT INTO dbo." + name + " VALUES (" + i + ", " + value + ")");
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
      case "date" -> "'2024-%02d-%02d'".formatted(1 + i % 12, 1 + i % 28);
      default -> "'2024-01-01T00:00:%02d.%07d'".formatted(i % 60, i);
    };
  }

  @Test
  void oddNamesAreReadThroughEveryStep() throws SQLException {
    execute(
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
    execute("CREATE TABLE dbo.cond (id int NOT NULL PRIMARY KEY)");
    assertThatThrownBy(
            () -> migration.plan(table("cond").whereClauseCriteria("id = 1) OR (id = 2")))
        .hasMessageStartingWith("DMW-324");
  }

  @Test
  void bracesAndQuestionMarksOfAConditionAreTheServers() throws SQLException {
    execute(
        "CREATE TABLE dbo.braces (id int NOT NULL PRIMARY KEY, v nvarchar(20))",
        "INSERT INTO dbo.braces VALUES (1, N'{fn x(?)}'), (2, N'{d ?}'), (3, N'plain')");
    TablePlan plan = migration.plan(table("braces").whereClauseCriteria("v <> N'{d ?}' -- {?"));
    assertThat(migration.read(plan, plan.partitions(), "v <> N'{d ?}' -- {?").rows())
        .containsExactlyInAnyOrder(List.of("1", "{fn x(?)}"), List.of("3", "plain"));
  }

  @Test
  void anEmptyTableHasNoRowsAndNoFile() throws SQLException {
    execute("CREATE TABLE dbo.nothing (id int NOT NULL PRIMARY KEY, v int)");
    assertThat(rows("nothing")).isEmpty();
    assertThat(migration.leftOver()).isEmpty();
  }
}
