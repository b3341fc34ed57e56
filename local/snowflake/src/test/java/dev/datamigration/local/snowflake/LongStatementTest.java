package dev.datamigration.local.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.StatementResult;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import net.snowflake.client.api.connection.SnowflakeConnection;
import net.snowflake.client.api.resultset.QueryStatus;
import net.snowflake.client.api.resultset.SnowflakeResultSet;
import net.snowflake.client.api.statement.SnowflakeStatement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Statements that the driver has to wait for. */
class LongStatementTest {
  private static final StandIn STAND_IN =
      new StandIn(options -> options.withPatience(Duration.ofMillis(10)));
  private static final ScriptedEngine ENGINE = STAND_IN.engine;

  @AfterAll
  static void stop() {
    STAND_IN.close();
  }

  private static StatementResult after(CountDownLatch latch, String cell) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ENGINE.texts(cell);
  }

  private static String text(Connection connection, String sql) {
    try {
      return StandIn.column(connection, sql).get(0);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long received(String sql) {
    return STAND_IN.server.statementLog().all().stream()
        .filter(statement -> statement.text().equals(sql))
        .count();
  }

  @Test
  void aSlowStatementIsAskedAboutAgainAndRunOnce() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    ENGINE.on("slow one", request -> after(latch, "at last"));
    int before = ENGINE.executed.size();
    try (Connection connection = STAND_IN.connect()) {
      CompletableFuture<String> answer =
          CompletableFuture.supplyAsync(() -> text(connection, "slow one"));
      await().until(() -> received("slow one") == 1);
      // The server told the driver to ask again: its patience is long over when others are served.
      try (Connection other = STAND_IN.connect()) {
        ENGINE.on("quick one", request -> ENGINE.texts("quick"));
        assertThat(StandIn.column(other, "quick one")).containsExactly("quick");
      }
      assertThat(answer).isNotDone();
      latch.countDown();
      assertThat(answer.get()).isEqualTo("at last");
    }
    assertThat(ENGINE.executed.subList(before, ENGINE.executed.size()))
        .filteredOn(request -> request.sql().equals("slow one"))
        .hasSize(1);
  }

  @Test
  void aSlowFailureKeepsItsCode() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    ENGINE.on(
        "slow failure",
        request -> {
          after(latch, "");
          throw new SqlError(100072, "22000", "NULL result in a non-nullable column");
        });
    try (Connection connection = STAND_IN.connect()) {
      CompletableFuture<String> answer =
          CompletableFuture.supplyAsync(() -> text(connection, "slow failure"));
      await().until(() -> received("slow failure") == 1);
      latch.countDown();
      assertThatThrownBy(answer::get)
          .rootCause()
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(100072));
    }
  }

  @Test
  void anAsynchronousQueryIsReadFromAnotherConnection() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    ENGINE.on("async one", request -> after(latch, "from afar"));
    String id;
    try (Connection connection = STAND_IN.connect();
        Connection other = STAND_IN.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.unwrap(SnowflakeStatement.class).executeAsyncQuery("async one")) {
      id = rows.unwrap(SnowflakeResultSet.class).getQueryID();
      SnowflakeConnection reader = other.unwrap(SnowflakeConnection.class);
      assertThat(status(reader, id)).isEqualTo(QueryStatus.Status.RUNNING);
      latch.countDown();
      await().until(() -> status(reader, id) == QueryStatus.Status.SUCCESS);
      try (ResultSet result = reader.createResultSet(id)) {
        assertThat(result.next()).isTrue();
        assertThat(result.getString(1)).isEqualTo("from afar");
        assertThat(result.next()).isFalse();
      }
    }
  }

  @Test
  void anAsynchronousFailureShowsInItsStatus() throws Exception {
    ENGINE.on(
        "async failure",
        request -> {
          throw new SqlError(100072, "22000", "NULL result in a non-nullable column");
        });
    try (Connection connection = STAND_IN.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.unwrap(SnowflakeStatement.class).executeAsyncQuery("async failure")) {
      String id = rows.unwrap(SnowflakeResultSet.class).getQueryID();
      SnowflakeConnection reader = connection.unwrap(SnowflakeConnection.class);
      await().until(() -> status(reader, id) == QueryStatus.Status.FAILED_WITH_ERROR);
      QueryStatus end = reader.getQueryStatus(id);
      assertThat(end.getErrorMessage()).contains("NULL result in a non-nullable column");
    }
  }

  private static QueryStatus.Status status(SnowflakeConnection connection, String id)
      throws SQLException {
    return connection.getQueryStatus(id).getStatus();
  }

  @Test
  void aCancelledStatementFailsAndItsSessionGoesOn() throws Exception {
    try (Connection connection = STAND_IN.connect();
        Statement statement = connection.createStatement()) {
      CompletableFuture<Throwable> failure =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  statement.execute("wait to be cancelled");
                  return new AssertionError("it was not cancelled");
                } catch (SQLException e) {
                  return e;
                }
              });
      await().until(() -> received("wait to be cancelled") > 0);
      statement.cancel();
      assertThat(failure.get())
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> {
                assertThat(e.getErrorCode()).isEqualTo(604);
                assertThat(e.getSQLState()).isEqualTo("57014");
              });
      ENGINE.on("after cancel", request -> ENGINE.texts("alive"));
      assertThat(StandIn.column(connection, "after cancel")).containsExactly("alive");
    }
  }

  /** https://docs.snowflake.com/en/sql-reference/parameters#statement-timeout-in-seconds. */
  @Test
  void aStatementEndsAtItsTimeout() throws Exception {
    try (Connection connection = STAND_IN.connect();
        Statement statement = connection.createStatement()) {
      statement.unwrap(SnowflakeStatement.class).setParameter("STATEMENT_TIMEOUT_IN_SECONDS", 1);
      assertThatThrownBy(() -> statement.execute("wait to be cancelled"))
          .hasMessageContaining("timeout of 1 second(s)")
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(630));
    }
  }

  @Test
  void twoStatementsOfOneSessionTakeTurns() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    ENGINE.on("turn one", request -> after(latch, "one")).on("turn two", r -> ENGINE.texts("two"));
    try (Connection connection = STAND_IN.connect()) {
      CompletableFuture<String> one =
          CompletableFuture.supplyAsync(
              () -> text(connection, "turn one"), LongStatementTest::onItsOwnThread);
      await().until(() -> received("turn one") == 1);
      CompletableFuture<String> two =
          CompletableFuture.supplyAsync(
              () -> text(connection, "turn two"), LongStatementTest::onItsOwnThread);
      await().until(() -> received("turn two") == 1);
      assertThat(ENGINE.executed).noneMatch(request -> request.sql().equals("turn two"));
      latch.countDown();
      assertThat(one.get()).isEqualTo("one");
      assertThat(two.get()).isEqualTo("two");
    }
  }

  /** The common pool may have one thread. */
  private static void onItsOwnThread(Runnable statement) {
    new Thread(statement, "statement").start();
  }
}
