package dev.datamigration.bench.chaos;

import dev.datamigration.local.stack.EmbeddedStack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Measures how long it takes until the work goes on after a kill. Used by the thread that strikes;
 * the figures may be read from others.
 */
final class Recovery {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long LOOK_MILLISECONDS = 200;

  private final EmbeddedStack stack;
  private final BooleanSupplier over;
  private volatile Duration slowestOperator = Duration.ZERO;
  private volatile Duration slowestWorker = Duration.ZERO;

  /**
   * @param over whether the migration has ended
   */
  Recovery(EmbeddedStack stack, BooleanSupplier over) {
    this.stack = stack;
    this.over = over;
  }

  @FunctionalInterface
  interface Condition {
    boolean holds() throws SQLException;
  }

  /** The epoch of the ledger's owner; 0 before there is one. */
  long epoch() throws SQLException {
    try (Connection connection = stack.snowflake().connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT COALESCE(MAX(EPOCH), 0) FROM SNOWCONVERT_AI.DATA_MIGRATION.LEDGER_OWNER")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Waits until another operator owns the ledger. */
  void awaitEpochAfter(long epoch) throws SQLException, InterruptedException {
    Duration time = timeUntil(() -> epoch() > epoch);
    slowestOperator = time.compareTo(slowestOperator) > 0 ? time : slowestOperator;
  }

  /** Those that workers hold, by task and number. */
  Set<String> attemptsUnderWay() throws SQLException {
    Set<String> attempts = new HashSet<>();
    try (Connection connection = stack.snowflake().connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT TASK_ID || ' ' || ATTEMPT FROM SNOWCONVERT_AI.DATA_MIGRATION.TASK WHERE STATE = 'ASSIGNED'")) {
      while (row.next()) {
        attempts.add(row.getString(1));
      }
    }
    return attempts;
  }

  /** Waits until each of these has ended or been taken from its worker. */
  void awaitEndOf(Set<String> attempts) throws SQLException, InterruptedException {
    Duration time = timeUntil(() -> Collections.disjoint(attemptsUnderWay(), attempts));
    slowestWorker = time.compareTo(slowestWorker) > 0 ? time : slowestWorker;
  }

  /** Waits for a condition; returns false if the migration ended, or time was up, before it. */
  boolean await(Condition condition) throws SQLException, InterruptedException {
    long began = System.nanoTime();
    while (!over.getAsBoolean() && System.nanoTime() - began < PATIENCE.toNanos()) {
      if (condition.holds()) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLISECONDS);
    }
    return false;
  }

  /** Nothing if the migration ended before: then nobody has to come back. */
  private Duration timeUntil(Condition condition) throws SQLException, InterruptedException {
    long began = System.nanoTime();
    await(condition);
    return over.getAsBoolean() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - began);
  }

  Duration slowestOperator() {
    return slowestOperator;
  }

  Duration slowestWorker() {
    return slowestWorker;
  }
}
