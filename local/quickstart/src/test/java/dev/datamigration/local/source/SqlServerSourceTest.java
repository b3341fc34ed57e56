package dev.datamigration.local.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.local.sqlserver.SqlServerStandIn;
import dev.datamigration.local.sqlserver.SqlServerUser;
import dev.datamigration.local.sqlserver.StandInOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample tables as the stand-in for SQL Server holds them. */
class SqlServerSourceTest {
  private static final SqlServerUser OWNER = new SqlServerUser("owner", "s3cret");

  private static SqlServerStandIn server;
  private static Connection connection;

  @BeforeAll
  static void start() throws SQLException {
    server = SqlServerStandIn.start(StandInOptions.inMemory("shop", OWNER));
    connection = server.connect(OWNER);
    for (String table : TpchTables.NAMES) {
      SqlServerTpch.load(server, connection, "dbo", table, 0.01);
    }
    SqlServerOddities.load(server, connection, 0.01);
  }

  @AfterAll
  static void stop() throws SQLException {
    connection.close();
    server.close();
  }

  private static List<String> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          cells.add(rows.getString(i));
        }
        all.add(String.join("|", cells));
      }
      return all;
    }
  }

  @Test
  void theGeneratedRowsAreThoseOfTheBenchmark() throws SQLException {
    assertThat(rows("SELECT COUNT_BIG(*) FROM dbo.orders")).containsExactly("15000");
    assertThat(
            rows(
                "SELECT l_quantity, CONVERT(varchar(10), l_shipdate, 23), l_returnflag, l_shipmode, l_comment"
                    + " FROM dbo.lineitem WHERE l_orderkey = 1 AND l_linenumber = 1"))
        .containsExactly("17.00|1996-03-13|N|TRUCK     |egular courts above the");
  }

  @Test
  void everyTableOfTheBenchmarkHasItsClusteredPrimaryKey() throws SQLException {
    assertThat(
            rows(
                "SELECT t.name FROM sys.tables AS t JOIN sys.indexes AS i ON i.object_id = t.object_id"
                    + " WHERE i.is_primary_key = 1 AND i.index_id = 1 AND t.schema_id = SCHEMA_ID('dbo')"))
        .containsExactlyInAnyOrderElementsOf(TpchTables.NAMES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "events | 5000",
        "all_types | 7",
        "orders | 2000",
        "guid_key | 2000",
        "varchar_key | 2000",
        "nvarchar_key | 2000",
        "null_text_key | 3000",
        "null_keys | 3000",
        "empty_table | 0",
        "one_row | 1",
        "[Größe.of [x]] & \"Maß\"] | 1500",
        "composite_key | 3000",
        "skewed_key | 5000",
        "sparse_key | 1002",
        "datetime2_key | 2000",
        "datetimeoffset_key | 2000",
        "decimal_key | 2000",
        "money_key | 2000",
        "varbinary_key | 2000",
        "no_key | 1000"
      })
  void everyOddTableIsFilled(String table, String rows) throws SQLException {
    assertThat(rows("SELECT COUNT_BIG(*) FROM oddities." + table)).containsExactly(rows);
  }

  @Test
  void theServerFillsInWhatItShould() throws SQLException {
    assertThat(
            rows(
                "SELECT MIN(id), MAX(id), COUNT(DISTINCT version), SUM(CASE WHEN total = quantity * price THEN 1 ELSE 0 END)"
                    + " FROM oddities.orders"))
        .containsExactly("-10|9985|2000|2000");
    assertThat(rows("SELECT COUNT(*) FROM oddities.orders WHERE state = N'sent 📦'"))
        .containsExactly("222");
  }

  @Test
  void oneInstantStandsUnderSeveralOffsets() throws SQLException {
    assertThat(
            rows(
                "SELECT DISTINCT CONVERT(varchar(40), k, 121) FROM oddities.datetimeoffset_key"
                    + " WHERE k = CAST('2024-03-01 12:00:00.1234567 +00:00' AS datetimeoffset(7))"))
        .containsExactlyInAnyOrder(
            "2024-03-01 12:00:00.1234567 +00:00",
            "2024-03-01 17:30:00.1234567 +05:30",
            "2024-03-01 01:00:00.1234567 -11:00");
  }

  @Test
  void aScaleTooSmallForItsKeysIsRefused() {
    assertThatThrownBy(() -> SqlServerTpch.load(server, connection, "dbo", "region", 0.001))
        .hasMessageContaining("at least 0.01");
  }
}
