package dev.datamigration.local.quickstart.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.local.source.SqlServerOddities;
import dev.datamigration.local.sqlserver.SqlServerStandIn;
import dev.datamigration.local.sqlserver.SqlServerUser;
import dev.datamigration.local.sqlserver.StandInOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stand-in for SQL Server stands on both sides, so that damage can be done to the copy. */
class SqlServerComparisonTest {
  private static final SqlServerUser OWNER = new SqlServerUser("owner", "s3cret");
  private static final String COLUMNS =
      "id int, c_bit bit, c_bigint bigint, c_decimal decimal(38,10), c_fraction decimal(38,37), c_money money, c_real real,"
          + " c_float float, c_char char(10), c_nvarchar nvarchar(40), c_xml xml, c_varbinary varbinary(40), c_date date,"
          + " c_time time(7), c_datetime datetime, c_datetime2 datetime2(7), c_offset datetimeoffset(7), c_guid uniqueidentifier";
  private static final String SELECTED =
      "SELECT id, c_bit, c_bigint, c_decimal, c_decimal_fraction, c_money, c_real, c_float, c_char, c_nvarchar, c_xml,"
          + " c_varbinary, c_date, c_time, c_datetime, c_datetime2, c_datetimeoffset, c_uniqueidentifier"
          + " FROM oddities.all_types";

  /** Not as the driver does, which has another calendar before 1582. */
  private static final String AS_SNOWFLAKE_WRITES =
      "SELECT id, c_bit, c_bigint, c_decimal, c_fraction, c_money, c_real, c_float, c_char, c_nvarchar, c_xml, c_varbinary,"
          + " CONVERT(varchar(40), c_date, 23) AS c_date, CONVERT(varchar(40), c_time, 121) AS c_time,"
          + " CONVERT(varchar(40), c_datetime, 121) AS c_datetime, CONVERT(varchar(40), c_datetime2, 121) AS c_datetime2,"
          + " CONVERT(varchar(40), c_offset, 121) AS c_offset, c_guid FROM copy";

  @TempDir static Path folder;
  private static SqlServerStandIn server;
  private static TableComparison comparison;

  @BeforeAll
  static void start() throws Exception {
    server = SqlServerStandIn.start(StandInOptions.inMemory("shop", OWNER));
    try (Connection connection = server.connect(OWNER)) {
      SqlServerOddities.load(server, connection, 0.01);
    }
    execute(
        "CREATE TABLE original (" + COLUMNS + ")",
        "INSERT INTO original " + SELECTED,
        "CREATE TABLE copy (" + COLUMNS + ")",
        "CREATE VIEW arrived AS " + AS_SNOWFLAKE_WRITES);
    comparison =
        new TableComparison(
            () -> server.connect(OWNER),
            new SqlServerTexts(),
            () -> server.connect(OWNER),
            Files.createDirectory(folder.resolve("spill")));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void copyTheTable() throws SQLException {
    execute("DELETE FROM copy", "INSERT INTO copy SELECT * FROM original");
  }

  private static void execute(String... statements) throws SQLException {
    try (Connection connection = server.connect(OWNER);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static ComparisonResult compare() throws Exception {
    return comparison.compare(new ComparedTable("dbo.original", "dbo.arrived", List.of("id")));
  }

  @Test
  void anUntouchedCopyIsEqual() throws Exception {
    ComparisonResult result = compare();
    assertThat(result.equal()).as("%s", result).isTrue();
    assertThat(result.sourceRows()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c_bit = 0",
        "c_bigint = 2",
        "c_decimal = 1.5000000001",
        "c_fraction = 1.5000000000000000000000000000000000001",
        "c_money = c_money + 0.0001",
        "c_real = 1.5000001",
        "c_float = 1.5000000000000002",
        "c_char = 'abd'",
        "c_nvarchar = N'ABC'",
        "c_nvarchar = N'abc '",
        "c_nvarchar = N''",
        "c_nvarchar = NULL",
        "c_xml = N'<a b=\"c\">u</a>'",
        "c_varbinary = 0x00FF",
        "c_date = '2024-03-01'",
        "c_time = '12:34:56.1234568'",
        "c_datetime = '2024-02-29T12:34:56.790'",
        "c_datetime2 = '2024-02-29 12:34:56.1234568'",
        "c_offset = '2024-02-29 12:34:56.1234568 +02:00'",
        "c_offset = '2024-02-29 10:34:56.1234567 +00:00'",
        "c_guid = '6F9619FF-8B86-D011-B42D-00C04FC964FE'"
      })
  void oneBentValueIsFound(String change) throws Exception {
    execute("UPDATE copy SET " + change + " WHERE id = 1");
    ComparisonResult result = compare();
    assertThat(List.of(result.lost(), result.doubled(), result.different()))
        .containsExactly(0L, 0L, 1L);
    assertThat(result.examples())
        .containsExactly("id=1: 1 rows at the source, 1 at the target, 0 of them equal");
  }

  @Test
  void lostAndDoubledRowsAreCounted() throws Exception {
    execute(
        "DELETE FROM copy WHERE id IN (2, 3)",
        "INSERT INTO copy SELECT * FROM original WHERE id = 5");
    ComparisonResult result = compare();
    assertThat(List.of(result.lost(), result.doubled(), result.different()))
        .containsExactly(2L, 1L, 0L);
  }

  /** What the time zone of this virtual machine leaves out is not taken for another time. */
  @Test
  void aTimeThatTheZoneLeavesOutIsReadAsItIs() throws Exception {
    TimeZone zone = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    try (Connection connection = server.connect(OWNER)) {
      JdbcTableRows rows =
          new JdbcTableRows(
              connection,
              "(SELECT CAST('2024-03-31 02:30:00' AS datetime2(7)) AS t) AS x",
              List.of(new SqlServerTexts().expression("\"t\"", "datetime2")),
              List.of(ValueKind.TEXT),
              List.of("TRUE"));
      rows.read(row -> assertThat(row).containsExactly("2024-03-31 02:30:00.0000000"));
    } finally {
      TimeZone.setDefault(zone);
    }
  }
}
