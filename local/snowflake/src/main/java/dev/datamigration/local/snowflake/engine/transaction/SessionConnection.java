package dev.datamigration.local.snowflake.engine.transaction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * A session's connection to DuckDB. One statement at a time; {@link #cancel} may be called from
 * another thread.
 */
public final class SessionConnection implements AutoCloseable {
  private final Connection connection;
  private final Object guard = new Object();
  private PreparedStatement running;

  public SessionConnection(Connection connection) {
    this.connection = connection;
  }

  /** For work that is never cancelled. */
  public Connection plain() {
    return connection;
  }

  /** Runs a statement for its effect. */
  public void execute(String sql) throws SQLException {
    update(sql, List.of());
  }

  /** Runs a statement; gives the number of rows it changed. */
  public long update(String sql, List<String> parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      start(statement);
      try {
        return statement.execute() ? 0 : statement.getLargeUpdateCount();
      } finally {
        start(null);
      }
    }
  }

  /** Reads rows. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Reads all that is wanted of the rows. */
    T read(ResultSet rows) throws SQLException;
  }

  /** Runs a query and reads it. */
  public <T> T query(String sql, List<String> parameters, Reader<T> reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      start(statement);
      try (ResultSet rows = statement.executeQuery()) {
        return reader.read(rows);
      } finally {
        start(null);
      }
    }
  }

  /**
   * Runs a query whose rows are read later, also after other statements. DuckDB has computed them
   * all by then and keeps them outside the heap, on disk if they are many: with its streamed
   * results an error after the first rows would look like their end.
   *
   * @return to be closed by its statement
   */
  public ResultSet result(String sql, List<String> parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      bind(statement, parameters);
      start(statement);
      return statement.executeQuery();
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    } finally {
      start(null);
    }
  }

  private static void bind(PreparedStatement statement, List<String> parameters)
      throws SQLException {
    int wanted = parameters.isEmpty() ? 0 : statement.getParameterMetaData().getParameterCount();
    for (int i = 0; i < wanted; i++) {
      statement.setString(i + 1, parameters.get(i));
    }
  }

  private void start(PreparedStatement statement) {
    synchronized (guard) {
      running = statement;
    }
  }

  /** Interrupts what runs now, if anything. */
  public void cancel() {
    synchronized (guard) {
      if (running != null) {
        try {
          running.cancel();
        } catch (SQLException e) {
          throw new IllegalStateException("DuckDB would not be interrupted", e);
        }
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
