package dev.datamigration.local.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on demand, and what is counted. */
class FaultsTest {
  private Server server;
  private Connection connection;

  @BeforeEach
  void start() throws SQLException {
    server = new Server();
    connection = server.connect();
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1205, 3960, 596})
  void aStatementFailsOnceWithTheNumberAsked(int number) throws SQLException {
    server.standIn.faults().failNext(sql -> sql.contains("victim"), number, "as asked");
    assertThat(Server.value(connection, "'other'")).isEqualTo("other");
    SQLException e =
        catchThrowableOfType(SQLException.class, () -> Server.value(connection, "'victim'"));
    assertThat(e.getErrorCode()).isEqualTo(number);
    assertThat(Server.value(connection, "'victim'")).isEqualTo("victim");
  }

  @Test
  void aDeadlockRollsTheTransactionBack() throws SQLException {
    Server.run(connection, "CREATE TABLE t (a int)");
    connection.setAutoCommit(false);
    Server.run(connection, "INSERT INTO t VALUES (1)");
    server.standIn.faults().failNext(sql -> sql.contains("VALUES (2)"), 1205, "deadlock");
    SQLException e =
        catchThrowableOfType(
            SQLException.class, () -> Server.run(connection, "INSERT INTO t VALUES (2)"));
    assertThat(e.getErrorCode()).isEqualTo(1205);
    assertThat(Server.value(connection, "@@TRANCOUNT")).isEqualTo("0");
    assertThat(Server.rows(connection, "SELECT a FROM t")).isEmpty();
    connection.rollback();
  }

  @Test
  void theConnectionDropsAfterSoManyRows() throws SQLException {
    server.standIn.faults().dropAfterRows(sql -> sql.contains("GENERATE_SERIES"), 5000);
    int read = 0;
    SQLException failure = null;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT value FROM GENERATE_SERIES(1, 100000)")) {
      while (rows.next()) {
        read++;
      }
    } catch (SQLException e) {
      failure = e;
    }
    assertThat((Throwable) failure).isNotNull();
    assertThat(read).isLessThanOrEqualTo(5000);
    assertThat(connection.isValid(5)).isFalse();
  }

  @Test
  void statementsAreCounted() throws SQLException {
    Server.value(connection, "'counted'");
    Server.value(connection, "'counted'");
    assertThat(server.standIn.statements().count(sql -> sql.contains("counted"))).isEqualTo(2);
  }
}
