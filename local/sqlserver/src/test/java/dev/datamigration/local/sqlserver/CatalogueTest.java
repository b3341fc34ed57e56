package dev.datamigration.local.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The catalogue views say what was declared. */
class CatalogueTest {
  private static Server server;
  private static Connection connection;

  @BeforeAll
  static void start() throws SQLException {
    server = new Server();
    connection = server.connect();
    Server.run(
        connection,
        "CREATE SCHEMA sales",
        "CREATE TABLE sales.[Orders] (id bigint IDENTITY(1,1) NOT NULL, no char(8) NOT NULL,"
            + " price decimal(12,3) NULL, twice AS price * 2, note nvarchar(max) NULL, who sysname NOT NULL,"
            + " u varchar(30) COLLATE Latin1_General_100_CI_AS_SC_UTF8 NULL, at datetimeoffset(3), rv rowversion,"
            + " CONSTRAINT PK_Orders PRIMARY KEY CLUSTERED (id, no DESC))",
        "CREATE UNIQUE NONCLUSTERED INDEX [IX no] ON sales.Orders (no) INCLUDE (price) WHERE price IS NOT NULL",
        "INSERT INTO sales.Orders (no, price, who) SELECT CONVERT(varchar(8), value), value, N'me' FROM GENERATE_SERIES(1, 1000)",
        "CREATE TABLE heap (a int)",
        "CREATE VIEW sales.Cheap AS SELECT id FROM sales.Orders WHERE price < 10",
        "CREATE SYNONYM sales.Alias FOR [sales].[Orders]");
  }

  @AfterAll
  static void stop() throws SQLException {
    connection.close();
    server.close();
  }

  @Test
  void columnsHaveTheirDeclaredTypes() throws SQLException {
    assertThat(
            Server.rows(
                connection,
                "SELECT c.column_id, c.name, t.name, c.max_length, c.precision, c.scale, c.is_nullable, c.is_identity,"
                    + " c.is_computed, c.collation_name FROM sys.columns AS c JOIN sys.types AS t ON t.user_type_id = c.user_type_id"
                    + " WHERE c.object_id = OBJECT_ID(N'[sales].[orders]') ORDER BY c.column_id"))
        .containsExactly(
            "1|id|bigint|8|19|0|0|1|0|null",
            "2|no|char|8|0|0|0|0|0|SQL_Latin1_General_CP1_CI_AS",
            "3|price|decimal|9|12|3|1|0|0|null",
            "4|twice|decimal|9|14|3|1|0|1|null",
            "5|note|nvarchar|-1|0|0|1|0|0|SQL_Latin1_General_CP1_CI_AS",
            "6|who|sysname|256|0|0|0|0|0|SQL_Latin1_General_CP1_CI_AS",
            "7|u|varchar|30|0|0|1|0|0|Latin1_General_100_CI_AS_SC_UTF8",
            "8|at|datetimeoffset|9|30|3|1|0|0|null",
            "9|rv|timestamp|8|0|0|0|0|0|null");
  }

  @Test
  void objectsAreListedBySchemaAndKind() throws SQLException {
    String sql =
        "SELECT s.name, o.name, o.type, o.type_desc FROM sys.objects o INNER JOIN sys.schemas s"
            + " ON s.schema_id = o.schema_id WHERE s.name = ? ORDER BY o.name";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, "SALES");
      try (ResultSet rows = select.executeQuery()) {
        assertThat(Server.rows(rows))
            .containsExactly(
                "sales|Alias|SN|SYNONYM", "sales|Cheap|V |VIEW", "sales|Orders|U |USER_TABLE");
      }
    }
    assertThat(Server.rows(connection, "SELECT base_object_name FROM sys.synonyms"))
        .containsExactly("[sales].[Orders]");
    assertThat(Server.rows(connection, "SELECT name, temporal_type FROM sys.tables ORDER BY name"))
        .containsExactly("heap|0", "Orders|0");
    assertThat(Server.rows(connection, "SELECT name FROM [shop].sys.views"))
        .containsExactly("Cheap");
  }

  @Test
  void indexesAndTheirColumns() throws SQLException {
    assertThat(
            Server.rows(
                connection,
                "SELECT OBJECT_ID(N'heap') - i.object_id, i.index_id, i.name, i.type, i.is_unique, i.is_primary_key, i.has_filter,"
                    + " i.is_disabled, i.is_hypothetical FROM sys.indexes i JOIN sys.tables t ON t.object_id = i.object_id"
                    + " WHERE t.name = 'heap'"))
        .containsExactly("0|0|null|0|0|0|0|0|0");
    assertThat(
            Server.rows(
                connection,
                "SELECT i.name, i.type_desc, i.is_unique, i.is_primary_key, i.has_filter, c.name, ic.key_ordinal, ic.is_descending_key,"
                    + " ic.is_included_column FROM sys.indexes i JOIN sys.index_columns ic ON ic.object_id = i.object_id"
                    + " AND ic.index_id = i.index_id JOIN sys.columns c ON c.object_id = ic.object_id AND c.column_id = ic.column_id"
                    + " WHERE i.object_id = OBJECT_ID('sales.Orders') ORDER BY i.index_id, ic.index_column_id"))
        .containsExactly(
            "PK_Orders|CLUSTERED|1|1|0|id|1|0|0",
            "PK_Orders|CLUSTERED|1|1|0|no|2|1|0",
            "IX no|NONCLUSTERED|1|0|1|no|1|0|0",
            "IX no|NONCLUSTERED|1|0|1|price|0|0|1");
  }

  @Test
  void rowsAndPagesAreCounted() throws SQLException {
    assertThat(
            Server.rows(
                connection,
                "SELECT SUM(p.rows), SUM(a.used_pages) FROM sys.partitions p JOIN sys.allocation_units a ON a.container_id = p.hobt_id"
                    + " WHERE p.object_id = OBJECT_ID('sales.Orders') AND p.index_id IN (0, 1)"))
        .containsExactly("1000|13");
    assertThat(
            Server.rows(
                connection,
                "SELECT row_count FROM sys.dm_db_partition_stats WHERE object_id = OBJECT_ID('sales.Orders') AND index_id < 2"))
        .containsExactly("1000");
  }

  @Test
  void anObjectIsFoundByAParameter() throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT name FROM sys.tables WHERE object_id = OBJECT_ID(?)")) {
      for (String name : List.of("sales.Orders", "[SALES].\"orders\"")) {
        select.setString(1, name);
        try (ResultSet rows = select.executeQuery()) {
          assertThat(Server.rows(rows)).containsExactly("Orders");
        }
      }
    }
  }

  @Test
  void databasesTellTheirIsolation() throws SQLException {
    assertThat(
            Server.rows(
                connection,
                "SELECT name, snapshot_isolation_state, is_read_committed_snapshot_on, collation_name FROM sys.databases"
                    + " WHERE database_id = DB_ID()"))
        .containsExactly("shop|1|0|SQL_Latin1_General_CP1_CI_AS");
  }

  @Test
  void theHistogramOfAnIndexAccountsForEveryRow() throws SQLException {
    String from =
        " FROM sys.stats s CROSS APPLY sys.dm_db_stats_histogram(s.object_id, s.stats_id) h"
            + " JOIN sys.stats_columns sc ON sc.object_id = s.object_id AND sc.stats_id = s.stats_id AND sc.stats_column_id = 1"
            + " WHERE s.object_id = OBJECT_ID('sales.Orders') AND sc.column_id = 1";
    assertThat(
            Server.rows(
                connection,
                "SELECT SUM(h.range_rows + h.equal_rows), SUM(h.distinct_range_rows) + COUNT_BIG(*), MAX(CAST(h.range_high_key AS bigint)),"
                    + " MIN(CAST(h.range_high_key AS bigint))"
                    + from))
        .containsExactly("1000.0|1000|1000|1");
    assertThat(
            Server.rows(
                connection,
                "SELECT CASE WHEN COUNT(*) BETWEEN 100 AND 200 THEN 'ok' ELSE 'no' END" + from))
        .containsExactly("ok");
  }

  @Test
  void theHistogramFollowsTheRows() throws SQLException {
    Server.run(
        connection,
        "CREATE TABLE dbo.growing (k int NOT NULL PRIMARY KEY)",
        "INSERT INTO dbo.growing VALUES (1), (2)");
    String highest =
        "SELECT MAX(CAST(h.range_high_key AS int)), COUNT(*) FROM sys.stats s"
            + " CROSS APPLY sys.dm_db_stats_histogram(s.object_id, s.stats_id) h"
            + " WHERE s.object_id = OBJECT_ID('dbo.growing')";
    assertThat(Server.rows(connection, highest)).containsExactly("2|2");
    Server.run(connection, "INSERT INTO dbo.growing VALUES (5)");
    assertThat(Server.rows(connection, highest)).containsExactly("5|3");
    Server.run(connection, "UPDATE dbo.growing SET k = 9 WHERE k = 5");
    assertThat(Server.rows(connection, highest)).containsExactly("9|3");
    try (Connection other = server.connect()) {
      other.setAutoCommit(false);
      Server.run(other, "DELETE FROM dbo.growing WHERE k = 9");
      assertThat(Server.rows(other, highest)).containsExactly("2|2");
      other.rollback();
    }
    assertThat(Server.rows(connection, highest)).containsExactly("9|3");
    Server.run(connection, "TRUNCATE TABLE dbo.growing");
    assertThat(Server.rows(connection, highest)).containsExactly("null|0");
  }
}
