package dev.datamigration.local.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** T-SQL as a migration and its tests write it. */
class TransactSqlTest {
  private static Server server;
  private static Connection connection;

  @BeforeAll
  static void start() throws SQLException {
    server = new Server();
    connection = server.connect();
    Server.run(
        connection,
        "CREATE TABLE numbers (n int NOT NULL PRIMARY KEY, w varchar(20))",
        "INSERT INTO numbers VALUES (1, 'one'), (2, 'Two'), (3, 'three '), (4, NULL)");
  }

  @AfterAll
  static void stop() throws SQLException {
    connection.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          7 / 2|3
          -7 / 2|-3
          7 % 3|1
          7.0 / 2|3.500000
          CAST(1 AS decimal(5,2)) * CAST(2 AS decimal(5,2))|2.0000
          1e0 / 4|0.25
          'a' + 'b'|ab
          'a' + CAST(1 AS varchar(5))|a1
          CONCAT('a', NULL, 1, N'é')|a1é
          LEN('abc  ')|3
          DATALENGTH(N'abc')|6
          ISNULL(CAST(NULL AS varchar(3)), 'xyz')|xyz
          RTRIM('abc  ') + '.'|abc.
          UPPER('abc')|ABC
          SUBSTRING('abcdef', 2, 3)|bcd
          CAST('12' AS int) + 1|13
          CAST(3.99 AS int)|3
          CAST('abcdef' AS varchar(3))|abc
          CONVERT(varchar(30), 0xCAFE, 1)|0xCAFE
          CONVERT(varchar(30), 0xCAFE, 2)|CAFE
          CONVERT(varbinary(4), '0xCAFE', 1)|CAFE
          CONVERT(varbinary(4), 'CAFE', 2)|CAFE
          CONVERT(varchar(40), CAST('2024-02-29 12:34:56.1234567' AS datetime2(7)), 121)|2024-02-29 12:34:56.1234567
          CONVERT(varchar(40), CAST('2024-02-29 12:34:56.1234567' AS datetime2(7)), 126)|2024-02-29T12:34:56.1234567
          CONVERT(varchar(40), CAST('2024-02-29 12:34:56.12' AS datetime), 121)|2024-02-29 12:34:56.120
          CONVERT(varchar(10), CAST('2024-02-29' AS date), 23)|2024-02-29
          CONVERT(varchar(50), CAST('2024-02-29 12:34:56.5 +02:00' AS datetimeoffset(3)), 121)|2024-02-29 12:34:56.500 +02:00
          CONVERT(varchar(40), CAST(0.1 AS float), 3)|1.0000000000000001e-001
          CONVERT(varchar(40), CAST(1 AS money), 2)|1.0000
          CONVERT(varchar(36), CAST('6f9619ff-8b86-d011-b42d-00c04fc964ff' AS uniqueidentifier))|6F9619FF-8B86-D011-B42D-00C04FC964FF
          DATEDIFF(day, '2024-02-28', CAST('2024-03-01' AS date))|2
          DATEDIFF(day, CAST('2024-01-01 23:59:59' AS datetime2(0)), CAST('2024-01-02 00:00:00' AS datetime2(0)))|1
          CASE WHEN 'ABC ' = 'abc' THEN 1 ELSE 0 END|1
          CASE WHEN 'ABC' COLLATE Latin1_General_BIN2 = 'abc' THEN 1 ELSE 0 END|0
          CASE WHEN CAST(N'Zürich' COLLATE Latin1_General_CI_AS AS varchar(30)) = 'ZÜRICH' THEN 1 ELSE 0 END|1
          COALESCE(NULL, 5)|5
          DB_NAME()|shop
          (SELECT COUNT_BIG(*) FROM numbers)|4
          """)
  void expressions(String expression, String value) throws SQLException {
    assertThat(Server.value(connection, expression)).isEqualTo(value);
  }

  @Test
  void ranksTopAndDerivedTables() throws SQLException {
    assertThat(
            Server.rows(
                connection,
                "SELECT TOP (2) r.[n], r.rn, r.total FROM (SELECT n, ROW_NUMBER() OVER (ORDER BY n DESC) AS rn,"
                    + " COUNT_BIG(*) OVER () AS total FROM dbo.numbers WITH (NOLOCK)) AS r WHERE r.rn > 1 ORDER BY r.rn"))
        .containsExactly("3|2|4", "2|3|4");
    assertThat(
            Server.rows(
                connection, "WITH c AS (SELECT n FROM numbers WHERE n > 2) SELECT MAX(n) FROM c"))
        .containsExactly("4");
    assertThat(
            Server.rows(connection, "SELECT n FROM numbers TABLESAMPLE (100 PERCENT) ORDER BY n"))
        .hasSize(4);
    assertThat(
            Server.rows(
                connection,
                "SELECT n FROM numbers ORDER BY n OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY"))
        .containsExactly("2", "3");
    assertThat(Server.rows(connection, "SELECT AVG(n), SUM(n), MIN(w) FROM shop.dbo.numbers"))
        .containsExactly("2|10|one");
  }

  @Test
  void textComparesWithoutCaseAndTrailingBlanks() throws SQLException {
    assertThat(
            Server.rows(
                connection, "SELECT n FROM numbers WHERE w IN ('ONE', N'three') ORDER BY n"))
        .containsExactly("1", "3");
    assertThat(Server.rows(connection, "SELECT n FROM numbers WHERE w LIKE 'T%' ORDER BY w, n"))
        .containsExactly("3", "2");
  }

  @Test
  void namesAreKeptAsWrittenAndFoundWithoutCase() throws SQLException {
    String table = "Größe.of ]everything\" 🙂 " + "x".repeat(100);
    String quoted = "[" + table.replace("]", "]]") + "]";
    Server.run(
        connection,
        "CREATE SCHEMA [my schema]",
        "CREATE TABLE [my schema]." + quoted + " ([a.b] int, \"select\" nvarchar(5), [ä🙂]]] int)",
        "INSERT INTO [MY SCHEMA]." + quoted + " ([A.B], [SELECT], [ä🙂]]]) VALUES (1, N'x', 2)");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM [shop].[my schema]." + quoted)) {
      assertThat(rows.getMetaData().getColumnName(1)).isEqualTo("a.b");
      assertThat(rows.getMetaData().getColumnName(2)).isEqualTo("select");
      assertThat(rows.getMetaData().getColumnName(3)).isEqualTo("ä🙂]");
      assertThat(Server.rows(rows)).containsExactly("1|x|2");
    }
    assertThat(
            Server.rows(
                connection, "SELECT name FROM sys.tables WHERE schema_id = SCHEMA_ID('My Schema')"))
        .containsExactly(table);
  }

  @Test
  void aPreparedStatementIsPreparedOnceAndRunOften() throws SQLException {
    Server.run(
        connection,
        "CREATE TABLE prepared (id int NOT NULL PRIMARY KEY, v nvarchar(20), d decimal(9,2))");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO prepared (id, v, d) VALUES (?, ?, ?)")) {
      for (int i = 0; i < 300; i++) {
        insert.setInt(1, i);
        insert.setString(2, i % 3 == 0 ? null : "v" + i);
        insert.setBigDecimal(3, java.math.BigDecimal.valueOf(i, 2));
        insert.addBatch();
      }
      long prepared = server.standIn.statements().calls("sp_prepexec");
      long executed = server.standIn.statements().calls("sp_execute");
      assertThat(insert.executeBatch()).hasSize(300).containsOnly(1);
      assertThat(server.standIn.statements().calls("sp_prepexec") - prepared).isEqualTo(1);
      assertThat(server.standIn.statements().calls("sp_execute") - executed).isEqualTo(298);
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT v, d FROM prepared WHERE id >= ? AND id < ? ORDER BY id")) {
      long executed = server.standIn.statements().calls("sp_execute");
      for (int i = 0; i < 5; i++) {
        select.setInt(1, i);
        select.setInt(2, i + 2);
        try (ResultSet rows = select.executeQuery()) {
          assertThat(Server.rows(rows)).hasSize(2);
        }
      }
      assertThat(server.standIn.statements().calls("sp_execute") - executed).isEqualTo(3);
    }
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE prepared SET v = ? WHERE id < ?")) {
      long executed = server.standIn.statements().calls("sp_execute");
      for (int i = 0; i < 4; i++) {
        update.setString(1, "w");
        update.setInt(2, i);
        assertThat(update.executeUpdate()).isEqualTo(i);
      }
      assertThat(server.standIn.statements().calls("sp_execute") - executed).isEqualTo(2);
    }
  }

  @Test
  void aBatchAnswersEachStatement() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean first =
          statement.execute(
              "CREATE TABLE batch (a int); INSERT INTO batch VALUES (1), (2); UPDATE batch SET a = a + 1; SELECT a FROM batch ORDER BY a; DELETE FROM batch WHERE a = 2");
      assertThat(first).isFalse();
      StringBuilder seen = new StringBuilder();
      boolean result = first;
      while (result || statement.getUpdateCount() >= 0) {
        if (result) {
          try (ResultSet rows = statement.getResultSet()) {
            seen.append(Server.rows(rows)).append(' ');
          }
        } else {
          seen.append(statement.getUpdateCount()).append(' ');
        }
        result = statement.getMoreResults();
      }
      assertThat(seen.toString()).endsWith("2 2 [2, 3] 1 ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SELECT * FROM nowhere|208
          SELECT x FROM numbers|207
          SELECT q.n FROM numbers|4104
          SELECT n, FROM numbers|156
          SELECT 1 +|102
          SELECT SOUNDEX('a')|195
          SET NOT_AN_OPTION ON|195
          DECLARE @a int|40512
          EXEC sp_who|40512
          MERGE numbers USING x ON 1 = 1|40512
          SELECT CAST('abc' AS int)|245
          SELECT CAST('abc' AS decimal(5,2))|8114
          SELECT CAST('2024-02-30' AS date)|241
          SELECT CAST('no' AS uniqueidentifier)|8169
          SELECT 1 / 0|8134
          SELECT CAST(300 AS tinyint)|220
          SELECT 2147483647 + 1|8115
          INSERT INTO numbers VALUES (1, 'again')|2627
          INSERT INTO numbers VALUES (NULL, 'x')|515
          INSERT INTO numbers VALUES (9, 'much longer than twenty characters')|2628
          INSERT INTO numbers VALUES (9)|109
          CREATE TABLE numbers (a int)|2714
          CREATE TABLE missing.t (a int)|2760
          CREATE TABLE t (a nonsense)|243
          DROP TABLE nowhere|3701
          USE nowhere|911
          SELECT * FROM sys.nowhere|208
          SELECT @x|137
          SELECT n FROM numbers GROUP BY w FOR XML AUTO|102
          """)
  void whatIsWrongOrUnknownHasItsNumber(String sql, int number) {
    SQLException e = catchThrowableOfType(SQLException.class, () -> Server.run(connection, sql));
    assertThat((Throwable) e).isNotNull();
    assertThat(e.getErrorCode()).as(e.getMessage()).isEqualTo(number);
  }

  @Test
  void identityViewsSynonymsAndColumnsAdded() throws SQLException {
    Server.run(
        connection,
        "CREATE TABLE things (id int IDENTITY(10,5) PRIMARY KEY NONCLUSTERED, name nvarchar(10) DEFAULT N'none')",
        "INSERT INTO things DEFAULT VALUES",
        "INSERT INTO things (name) VALUES (N'second')",
        "SET IDENTITY_INSERT things ON; INSERT INTO things (id, name) VALUES (3, N'third'); SET IDENTITY_INSERT things OFF",
        "ALTER TABLE things ADD more decimal(4,1) NULL",
        "UPDATE things SET more = 1.25 WHERE id = 3",
        "CREATE VIEW some_things AS SELECT id, more FROM things WHERE id < 12",
        "CREATE SYNONYM alias_of FOR dbo.things");
    assertThat(Server.rows(connection, "SELECT * FROM things ORDER BY id"))
        .containsExactly("3|third|1.3", "10|none|null", "15|second|null");
    assertThat(Server.rows(connection, "SELECT COUNT(*) FROM some_things")).containsExactly("2");
    assertThat(Server.rows(connection, "SELECT a.name FROM alias_of AS a WHERE a.id = 15"))
        .containsExactly("second");
    SQLException e =
        catchThrowableOfType(
            SQLException.class, () -> Server.run(connection, "INSERT INTO things (id) VALUES (4)"));
    assertThat(e.getErrorCode()).isEqualTo(544);
  }
}
