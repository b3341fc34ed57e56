package dev.datamigration.worker.source.jdbc;

import dev.datamigration.worker.source.Cancellation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs queries with small results on one connection; all of them together may take a given time,
 * and a cancellation ends the one that runs. Belongs to one thread.
 */
public final class LimitedStatements {
  private final Connection connection;
  private final Cancellation cancellation;
  private final Duration limit;
  private final long started;

  public LimitedStatements(Connection connection, Cancellation cancellation, Duration limit) {
    this.connection = connection;
    this.cancellation = cancellation;
    this.limit = limit;
    this.started = System.nanoTime();
  }

  /** Reads one row. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Leaves a transaction that an error has ended, so that further queries can run. */
  public void rollback() throws SQLException {
    connection.rollback();
  }

  /** Whether the time is used up. */
  public boolean outOfTime() {
    return remaining().isNegative() || remaining().isZero();
  }

  /** The rows of a query. */
  public <T> List<T> query(String sql, List<?> parameters, RowReader<T> reader)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      return run(statement, statement::executeQuery, reader);
    }
  }

  /** The rows of a query without parameters; a question mark in it is one. */
  public <T> List<T> query(String sql, RowReader<T> reader) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      return run(statement, () -> statement.executeQuery(sql), reader);
    }
  }

  @FunctionalInterface
  private interface Execution {
    ResultSet start() throws SQLException;
  }

  private <T> List<T> run(Statement statement, Execution execution, RowReader<T> reader)
      throws SQLException {
    cancellation.throwIfRequested();
    try {
      statement.setQueryTimeout((int) Math.max(1, remaining().plusMillis(999).toSeconds()));
      List<T> rows = new ArrayList<>();
      Cancellation.Registration registration =
          cancellation.onCancel(() -> StatementCancel.quietly(statement));
      try (ResultSet result = execution.start()) {
        while (result.next()) {
          rows.add(reader.read(result));
        }
      } finally {
        registration.close();
      }
      return rows;
    } catch (SQLException e) {
      cancellation.throwIfRequested();
      throw e;
    }
  }

  private Duration remaining() {
    return limit.minusNanos(System.nanoTime() - started);
  }
}
