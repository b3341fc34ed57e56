package dev.datamigration.ledger.connection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import net.snowflake.client.api.statement.SnowflakeStatement;

/**
 * One session in Snowflake, outside a transaction when handed over. Each call is one statement,
 * tagged. Not for use by several threads at once. Errors are the driver's own; callers translate
 * them, because only they know what was being done.
 */
public final class SnowflakeSession implements AutoCloseable {
  private final Connection connection;
  private final QueryTag tag;
  private boolean inTransaction;

  SnowflakeSession(Connection connection, QueryTag tag) {
    this.connection = connection;
    this.tag = tag;
  }

  /** This session with another tag; both share the connection. */
  public SnowflakeSession tagged(QueryTag other) {
    return new SnowflakeSession(connection, other);
  }

  /** The tag statements carry. */
  public QueryTag tag() {
    return tag;
  }

  /** Reads one row of a result. */
  @FunctionalInterface
  public interface RowReader<T> {
    /** Reads the current row. */
    T read(ResultSet row) throws SQLException;
  }

  /** Every row of a query. */
  public <T> List<T> query(String sql, RowReader<T> reader, Object... binds) throws SQLException {
    try (PreparedStatement statement = prepare(sql, binds);
        ResultSet rows = statement.executeQuery()) {
      List<T> read = new ArrayList<>();
      while (rows.next()) {
        read.add(reader.read(rows));
      }
      return read;
    }
  }

  /** Runs a statement that changes rows; returns how many it changed. */
  public long update(String sql, Object... binds) throws SQLException {
    try (PreparedStatement statement = prepare(sql, binds)) {
      return statement.executeLargeUpdate();
    }
  }

  /** Runs a statement for its effect: DDL, transaction control, file operations. */
  public void execute(String sql) throws SQLException {
    try (PreparedStatement statement = prepare(sql)) {
      statement.execute();
    }
  }

  /**
   * Runs {@code work} in one transaction: COMMIT if it returns, ROLLBACK if it throws, whatever it
   * throws. A statement that fails inside a transaction does not end it in Snowflake, so nothing
   * may be committed after one. Its first statement opens the transaction
   * (https://docs.snowflake.com/en/sql-reference/transactions, implicit transactions).
   *
   * <p>Snowflake may abort a transaction between two statements, for example one that blocks others
   * and is idle for five minutes because this process was paused; statements sent afterwards would
   * open a second one. Work that is more than one change therefore ends with a statement that finds
   * what its first one wrote, and throws if it does not.
   *
   * @throws CommitOutcomeUnknown if the connection broke at COMMIT: the rows may or may not be
   *     there
   * @throws IllegalStateException if this session commits by itself
   * @throws SQLException as thrown by {@code work}
   */
  public <T> T inTransaction(Work<T> work) throws SQLException {
    if (connection.getAutoCommit()) {
      throw new IllegalStateException("this session is not for transactions");
    }
    inTransaction = true;
    T result;
    try {
      result = work.run();
    } catch (SQLException | RuntimeException e) {
      rollbackAfter(e);
      throw e;
    }
    try {
      connection.commit();
    } catch (SQLException e) {
      abandon();
      throw new CommitOutcomeUnknown(e);
    }
    inTransaction = false;
    return result;
  }

  /** What happens inside a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    /** Runs statements of the same session. */
    T run() throws SQLException;
  }

  private void rollbackAfter(Exception cause) {
    try {
      connection.rollback();
      inTransaction = false;
    } catch (SQLException e) {
      cause.addSuppressed(e);
      abandon();
    }
  }

  /**
   * Cuts the connection without returning it to anybody; Snowflake rolls an open transaction back
   * when its session ends.
   */
  public void abandon() {
    inTransaction = false;
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      throw new IllegalStateException("could not abandon a Snowflake session", e);
    }
  }

  private PreparedStatement prepare(String sql, Object... binds) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      statement.unwrap(SnowflakeStatement.class).setParameter("QUERY_TAG", tag.toJson());
      for (int i = 0; i < binds.length; i++) {
        statement.setObject(i + 1, binds[i]);
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  /** Returns the connection to its pool, or closes it. */
  @Override
  public void close() throws SQLException {
    if (inTransaction) {
      abandon();
    } else {
      connection.close();
    }
  }
}
