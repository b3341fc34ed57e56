package dev.datamigration.local.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.datamigration.local.snowflake.account.UserAccount;
import dev.datamigration.local.snowflake.execution.SessionLimits;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server with the real driver. */
class ServerOverDuckDbTest {
  @TempDir static Path directory;
  private static SnowflakeServer server;

  @BeforeAll
  static void start() {
    server =
        SnowflakeServer.start(
            SnowflakeServerOptions.in(
                    directory,
                    List.of(
                        UserAccount.withToken("ANN", "ann", "OWNER"),
                        UserAccount.withToken("PAT", "pat", "POOR")))
                .withRestrictedRoles(Map.of("POOR", Set.of("CREATE DATABASE")))
                .withSessionLimits(
                    SessionLimits.DEFAULT.withBlockingTransaction(Duration.ofSeconds(2))));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Connection connect(String token) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("ssl", "off");
    properties.setProperty("account", "local");
    properties.setProperty("authenticator", "PROGRAMMATIC_ACCESS_TOKEN");
    properties.setProperty("token", token);
    properties.setProperty("disablePlatformDetection", "true");
    int port = URI.create(server.url()).getPort();
    return DriverManager.getConnection("jdbc:snowflake://127.0.0.1:" + port + "/", properties);
  }

  private static int update(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  @BeforeEach
  void table() throws SQLException {
    try (Connection connection = connect("ann")) {
      update(connection, "CREATE DATABASE IF NOT EXISTS LAKE");
      update(connection, "CREATE OR REPLACE TABLE LAKE.PUBLIC.T (A NUMBER(9,0), B VARCHAR)");
    }
  }

  @Test
  void commitAndRollbackThroughTheDriver() throws SQLException {
    try (Connection connection = connect("ann");
        Connection other = connect("ann")) {
      connection.setAutoCommit(false);
      assertThat(update(connection, "INSERT INTO LAKE.PUBLIC.T (A) VALUES (1)")).isEqualTo(1);
      connection.rollback();
      assertThat(update(connection, "INSERT INTO LAKE.PUBLIC.T (A) VALUES (2), (3)")).isEqualTo(2);
      assertThat(StandIn.column(other, "SELECT A FROM LAKE.PUBLIC.T")).isEmpty();
      connection.commit();
      assertThat(StandIn.column(other, "SELECT A FROM LAKE.PUBLIC.T ORDER BY A"))
          .containsExactly("2", "3");
    }
  }

  @Test
  void aLargeTableWrittenInBatchesIsReadBackWhole() throws SQLException {
    int rows = 3_000;
    String padding = "é\"\\\n💾".repeat(600);
    try (Connection connection = connect("ann")) {
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO LAKE.PUBLIC.T (A, B) VALUES (?, ?)")) {
        for (int i = 0; i < rows; i++) {
          insert.setInt(1, i);
          insert.setString(2, i + padding);
          insert.addBatch();
        }
        insert.executeBatch();
      }
      int wrong = 0;
      int row = 0;
      try (Statement statement = connection.createStatement();
          ResultSet read = statement.executeQuery("SELECT A, B FROM LAKE.PUBLIC.T ORDER BY A")) {
        while (read.next()) {
          boolean right = read.getInt(1) == row && read.getString(2).equals(row + padding);
          wrong += right ? 0 : 1;
          row++;
        }
      }
      assertThat(row).isEqualTo(rows);
      assertThat(wrong).isZero();
    }
  }

  /** https://docs.snowflake.com/en/user-guide/security-access-control-privileges. */
  @Test
  void aRoleThatLacksAPrivilegeIsToldSo() throws SQLException {
    try (Connection poor = connect("pat")) {
      assertThatThrownBy(() -> update(poor, "CREATE DATABASE MINE"))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> {
                assertThat(e.getErrorCode()).isEqualTo(3001);
                assertThat(e.getSQLState()).isEqualTo("42501");
              });
    }
  }

  /**
   * An idle transaction that blocks others is aborted:
   * https://docs.snowflake.com/en/sql-reference/transactions.
   */
  @Test
  void whoWaitsForAClientThatVanishedGoesOnAfterAWhile() throws Exception {
    try (Connection vanished = connect("ann");
        Connection waiting = connect("ann")) {
      update(waiting, "INSERT INTO LAKE.PUBLIC.T (A, B) VALUES (1, 'before')");
      update(vanished, "BEGIN");
      assertThat(update(vanished, "UPDATE LAKE.PUBLIC.T SET B = 'lost'")).isEqualTo(1);
      CompletableFuture<Integer> update =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return update(waiting, "UPDATE LAKE.PUBLIC.T SET B = B || ' and after'");
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      await().atMost(Duration.ofSeconds(60)).until(update::isDone);
      assertThat(update.get()).isEqualTo(1);
      assertThat(StandIn.column(waiting, "SELECT B FROM LAKE.PUBLIC.T"))
          .containsExactly("before and after");
      assertThatThrownBy(() -> update(vanished, "COMMIT"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(390111));
    }
  }

  @Test
  void aSessionThatEndsLosesItsOpenTransaction() throws SQLException {
    try (Connection connection = connect("ann")) {
      update(connection, "BEGIN");
      update(connection, "INSERT INTO LAKE.PUBLIC.T (A) VALUES (1)");
    }
    try (Connection connection = connect("ann")) {
      assertThat(StandIn.column(connection, "SELECT A FROM LAKE.PUBLIC.T")).isEmpty();
    }
  }
}
