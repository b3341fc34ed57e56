package dev.datamigration.bench.chaos;

import dev.datamigration.local.stack.EmbeddedStack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

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
   * @param over whether the migration has ended: then nobody has to come back
   */
  Recovery(EmbeddedStack stack, BooleanSupplier over) {
    this.stack = stack;
    this.over = over;
  }

  @FunctionalInterface
  private interface Condition {
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
    Duration time = await(() -> epoch() > epoch);
    slowestOperator = time.compareTo(slowestOperator) > 0 ? time : slowestOperator;
  }

  /** Waits until a worker runs that is none of these. */
  void awaitOtherWorkerThan(List<ProcessHandle> former) throws SQLException, InterruptedException {
    Set<Long> known = former.stream().map(ProcessHandle::pid).collect(Collectors.toSet());
    Duration time =
        await(() -> stack.workers().running().stream().anyMatch(p -> !known.contains(p.pid())));
    slowestWorker = time.compareTo(slowestWorker) > 0 ? time : slowestWorker;
  }

  private Duration await(Condition condition) throws SQLException, InterruptedException {
    long began = System.nanoTime();
    while (!over.getAsBoolean() && !condition.holds()) {
      Duration time = Duration.ofNanos(System.nanoTime() - began);
      if (time.compareTo(PATIENCE) > 0) {
        return time;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLISECONDS);
    }
    return over.getAsBoolean() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - began);
  }

  Duration slowestOperator() {
    return slowestOperator;
  }

  Duration slowestWorker() {
    return slowestWorker;
  }
}
