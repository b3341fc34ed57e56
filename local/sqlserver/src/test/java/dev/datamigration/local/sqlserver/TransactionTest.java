package dev.datamigration.local.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions as the driver makes them, and isolation levels. */
class TransactionTest {
  private static final int SNAPSHOT = 4096;

  private Server server;
  private Connection connection;

  @BeforeEach
  void start() throws SQLException {
    server = new Server();
    connection = server.connect();
    Server.run(connection, "CREATE TABLE t (a int NOT NULL PRIMARY KEY, b int)", "INSERT INTO t VALUES (1, 1)");
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    server.close();
  }

  @Test
  void whatIsRolledBackIsGoneAndWhatIsCommittedStays() throws SQLException {
    connection.setAutoCommit(false);
    Server.run(connection, "INSERT INTO t VALUES (2, 2)");
    connection.rollback();
    Server.run(connection, "INSERT INTO t VALUES (3, 3)");
    Savepoint point = connection.setSavepoint();
    Server.run(connection, "INSERT INTO t VALUES (4, 4)");
    connection.rollback(point);
    connection.commit();
    connection.setAutoCommit(true);
    try (Connection other = server.connect()) {
      assertThat(Server.rows(other, "SELECT a FROM t ORDER BY a")).containsExactly("1", "3");
    }
  }

  @Test
  void transactionsInTextNest() throws SQLException {
    Server.run(connection, "BEGIN TRANSACTION; BEGIN TRAN; INSERT INTO t VALUES (2, 2); COMMIT");
    assertThat(Server.value(connection, "@@TRANCOUNT")).isEqualTo("1");
    Server.run(connection, "ROLLBACK");
    assertThat(Server.rows(connection, "SELECT a FROM t")).containsExactly("1");
  }

  @Test
  void aSnapshotSeesNoLaterChangeAndDoesNotOverwriteOne() throws SQLException {
    connection.setTransactionIsolation(SNAPSHOT);
    connection.setAutoCommit(false);
    assertThat(Server.rows(connection, "SELECT b FROM t")).containsExactly("1");
    try (Connection other = server.connect()) {
      Server.run(other, "UPDATE t SET b = 2");
    }
    assertThat(Server.rows(connection, "SELECT b FROM t")).containsExactly("1");
    SQLException e =
        catchThrowableOfType(
            SQLException.class, () -> Server.run(connection, "UPDATE t SET b = 3"));
    assertThat(e.getErrorCode()).isEqualTo(3960);
    assertThat(Server.rows(connection, "SELECT b FROM t")).containsExactly("2");
    connection.rollback();
  }

  @Test
  void snapshotIsolationHasToBeAllowed() throws SQLException {
    Server.run(connection, "ALTER DATABASE shop SET ALLOW_SNAPSHOT_ISOLATION OFF");
    connection.setTransactionIsolation(SNAPSHOT);
    SQLException e =
        catchThrowableOfType(
            SQLException.class, () -> Server.rows(connection, "SELECT b FROM t"));
    assertThat(e.getErrorCode()).isEqualTo(3952);
  }

  @Test
  void aLockIsWaitedForNoLongerThanAsked() throws SQLException {
    connection.setAutoCommit(false);
    Server.run(connection, "UPDATE t SET b = 5");
    try (Connection other = server.connect();
        Statement statement = other.createStatement()) {
      statement.execute("SET LOCK_TIMEOUT 50");
      SQLException e =
          catchThrowableOfType(
              SQLException.class, () -> statement.execute("UPDATE t SET b = 6"));
      assertThat(e.getErrorCode()).isEqualTo(1222);
    }
    connection.rollback();
  }

  @Test
  void aDefinitionInsideATransactionIsRefused() throws SQLException {
    connection.setAutoCommit(false);
    Server.run(connection, "UPDATE t SET b = 5");
    SQLException e =
        catchThrowableOfType(
            SQLException.class, () -> Server.run(connection, "CREATE TABLE u (a int)"));
    assertThat(e.getErrorCode()).isEqualTo(226);
    connection.rollback();
    assertThat(Server.rows(connection, "SELECT b FROM t")).containsExactly("1");
  }
}
