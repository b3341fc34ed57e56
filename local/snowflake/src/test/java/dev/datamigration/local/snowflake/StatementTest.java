package dev.datamigration.local.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.StatementRequest;
import dev.datamigration.local.snowflake.engine.StatementResult.ResultColumn;
import dev.datamigration.local.snowflake.execution.LoggedStatement;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import net.snowflake.client.api.statement.SnowflakeStatement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StatementTest {
  private static final StandIn STAND_IN = new StandIn();
  private static final ScriptedEngine ENGINE = STAND_IN.engine;

  @BeforeAll
  static void script() {
    ENGINE
        .on("select hello", request -> ENGINE.texts("hello", null, "it's \"é💾\\ \u0001\n"))
        .on("insert", request -> ENGINE.inserted(3))
        .on(
            "missing",
            request -> {
              throw new SqlError(
                  2003,
                  "02000",
                  "SQL compilation error:\nObject 'X' does not exist or not authorized.");
            })
        .on(
            "broken",
            request -> {
              throw new IllegalStateException("the engine has a bug");
            });
  }

  @AfterAll
  static void stop() {
    STAND_IN.close();
  }

  @Test
  void textsComeBackAsTheyAre() throws SQLException {
    try (Connection connection = STAND_IN.connect()) {
      assertThat(StandIn.column(connection, "select hello"))
          .containsExactly("hello", null, "it's \"é💾\\ \u0001\n");
    }
  }

  @Test
  void everyTypeReachesTheDriverWithItsMetadata() throws SQLException {
    List<ResultColumn> columns =
        List.of(
            new ResultColumn("N", "fixed", 38, 2, 0, 0, false),
            new ResultColumn("R", "real", 0, 0, 0, 0, true),
            new ResultColumn("B", "boolean", 0, 0, 0, 0, true),
            new ResultColumn("D", "date", 0, 0, 0, 0, true),
            new ResultColumn("T", "timestamp_ntz", 0, 9, 0, 0, true),
            new ResultColumn("Z", "timestamp_tz", 0, 9, 0, 0, true),
            new ResultColumn("X", "binary", 0, 0, 8, 8, true));
    String[] row = {
      "123456789012345678901234567890123456.78",
      "0.5",
      "1",
      "19724",
      "1704153600.123456789",
      "1704153600.123456789 1560",
      "00FF"
    };
    ENGINE.on("select types", request -> ENGINE.rows(ScriptedEngine.SELECT, columns, 1, n -> row));
    try (Connection connection = STAND_IN.connect("TIMEZONE", "UTC");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select types")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getBigDecimal(1)).isEqualTo(new BigDecimal(row[0]));
      assertThat(rows.getDouble(2)).isEqualTo(0.5);
      assertThat(rows.getBoolean(3)).isTrue();
      assertThat(rows.getString(4)).isEqualTo("2024-01-02");
      assertThat(rows.getTimestamp(5).getNanos()).isEqualTo(123456789);
      assertThat(rows.getString(6)).startsWith("2024-01-02 02:00:00.123").endsWith("+0200");
      assertThat(rows.getBytes(7)).containsExactly(0, 0xFF);
      assertThat(rows.getMetaData().getScale(1)).isEqualTo(2);
      assertThat(rows.getMetaData().getPrecision(1)).isEqualTo(38);
      assertThat(rows.getMetaData().getColumnType(3)).isEqualTo(Types.BOOLEAN);
      assertThat(rows.getMetaData().isNullable(1)).isEqualTo(0);
    }
  }

  @Test
  void aStatementThatChangesRowsSaysHowMany() throws SQLException {
    try (Connection connection = STAND_IN.connect();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("insert something")).isEqualTo(3);
      assertThat(statement.execute("insert something")).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(3);
    }
  }

  @Test
  void anErrorKeepsItsCodeStateAndMessageAndIsNotRunAgain() throws SQLException {
    try (Connection connection = STAND_IN.connect();
        Statement statement = connection.createStatement()) {
      int before = ENGINE.executed.size();
      assertThatThrownBy(() -> statement.execute("missing X"))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> {
                assertThat(e.getErrorCode()).isEqualTo(2003);
                assertThat(e.getSQLState()).isEqualTo("02000");
              })
          .hasMessageContaining("Object 'X' does not exist or not authorized.");
      assertThat(ENGINE.executed).hasSize(before + 1);
      assertThat(StandIn.column(connection, "select hello")).hasSize(3);
    }
  }

  @Test
  void aFaultOfTheEngineIsAnErrorOfTheStatementAndIsNotRunAgain() throws SQLException {
    try (Connection connection = STAND_IN.connect();
        Statement statement = connection.createStatement()) {
      int before = ENGINE.executed.size();
      assertThatThrownBy(() -> statement.execute("broken"))
          .hasMessageContaining("the engine has a bug")
          .extracting(e -> ((SQLException) e).getErrorCode())
          .isEqualTo(603);
      assertThat(ENGINE.executed).hasSize(before + 1);
    }
  }

  @Test
  void bindVariablesArriveByPositionAndType() throws SQLException {
    try (Connection connection = STAND_IN.connect();
        PreparedStatement statement = connection.prepareStatement("insert binds values (?,?,?)")) {
      statement.setInt(1, 7);
      statement.setString(2, "it's ?");
      statement.setNull(3, Types.VARCHAR);
      assertThat(statement.executeUpdate()).isEqualTo(3);
    }
    StatementRequest request = last("insert binds");
    assertThat(request.binds()).extracting(StatementRequest.Bind::type).startsWith("FIXED", "TEXT");
    assertThat(request.binds())
        .extracting(bind -> bind.values().get(0))
        .containsExactly("7", "it's ?", null);
  }

  @Test
  void aBatchIsOneStatementWithArraysHoweverManyRowsItHas() throws SQLException {
    int rows = 70_000;
    int before = ENGINE.executed.size();
    try (Connection connection = STAND_IN.connect();
        PreparedStatement statement = connection.prepareStatement("insert batch values (?, ?)")) {
      for (int i = 0; i < rows; i++) {
        statement.setLong(1, i);
        statement.setString(2, "row " + i);
        statement.addBatch();
      }
      statement.executeBatch();
    }
    assertThat(ENGINE.executed).hasSize(before + 1);
    StatementRequest request = last("insert batch");
    assertThat(request.binds().get(0).values()).hasSize(rows).startsWith("0", "1");
    assertThat(request.binds().get(1).values()).hasSize(rows).endsWith("row 69999");
  }

  @Test
  void aBatchThatChangesRowsTwoWaysIsDescribedWithoutBeingRun() throws SQLException {
    int before = ENGINE.executed.size();
    try (Connection connection = STAND_IN.connect();
        PreparedStatement statement = connection.prepareStatement("merge into t using (?)")) {
      assertThat(statement.getMetaData().getColumnCount()).isEqualTo(3);
      assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(1);
    }
    assertThat(ENGINE.executed).hasSize(before);
  }

  @Test
  void aStatementIsLoggedOnceWithItsTag() throws SQLException {
    long before = STAND_IN.server.statementLog().count("ANN");
    try (Connection connection = STAND_IN.connect();
        Statement statement = connection.createStatement()) {
      statement.unwrap(SnowflakeStatement.class).setParameter("QUERY_TAG", "{\"a\":1}");
      statement.execute("select hello from log");
      assertThat(statement.unwrap(SnowflakeStatement.class).getQueryID())
          .isEqualTo(
              STAND_IN.server.statementLog().all().stream()
                  .filter(logged -> logged.text().equals("select hello from log"))
                  .findFirst()
                  .map(LoggedStatement::queryId)
                  .orElseThrow());
    }
    assertThat(STAND_IN.server.statementLog().count("ANN")).isEqualTo(before + 1);
    assertThat(STAND_IN.server.statementLog().all())
        .filteredOn(logged -> logged.text().equals("select hello from log"))
        .singleElement()
        .satisfies(
            logged -> {
              assertThat(logged.queryTag()).isEqualTo("{\"a\":1}");
              assertThat(logged.user()).isEqualTo("ANN");
            });
  }

  @Test
  void aStatementParameterThatIsNotKnownIsRefused() throws SQLException {
    try (Connection connection = STAND_IN.connect();
        Statement statement = connection.createStatement()) {
      statement.unwrap(SnowflakeStatement.class).setParameter("USE_CACHED_RESULT", false);
      assertThatThrownBy(() -> statement.execute("select hello"))
          .hasMessageContaining("USE_CACHED_RESULT");
    }
    try (Connection connection = STAND_IN.connect();
        Statement statement = connection.createStatement()) {
      statement.unwrap(SnowflakeStatement.class).setParameter("MULTI_STATEMENT_COUNT", 2);
      assertThatThrownBy(() -> statement.execute("select hello"))
          .hasMessageContaining("several statements in one request");
    }
  }

  @Test
  void aParameterThatAStatementChangesReachesTheDriver() throws SQLException {
    List<ResultColumn> columns = List.of(new ResultColumn("T", "timestamp_ntz", 0, 9, 0, 0, true));
    ENGINE.on(
        "select time",
        request ->
            ENGINE.rows(
                ScriptedEngine.SELECT, columns, 1, n -> new String[] {"1704153600.000000000"}));
    try (Connection connection = STAND_IN.connect()) {
      assertThat(StandIn.column(connection, "select time"))
          .containsExactly("2024-01-02 00:00:00.000");
      assertThat(StandIn.column(connection, "set TIMESTAMP_NTZ_OUTPUT_FORMAT YYYY"))
          .containsExactly("done");
      assertThat(StandIn.column(connection, "select time")).containsExactly("2024");
    }
  }

  private static StatementRequest last(String prefix) {
    return ENGINE.executed.stream()
        .filter(request -> request.sql().startsWith(prefix))
        .reduce((first, second) -> second)
        .orElseThrow();
  }
}
