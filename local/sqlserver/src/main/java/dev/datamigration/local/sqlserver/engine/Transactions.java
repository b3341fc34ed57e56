package dev.datamigration.local.sqlserver.engine;

import dev.datamigration.local.sqlserver.ServerError;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Map;
import java.util.TreeMap;

/** The transaction of a session: @@TRANCOUNT over H2's, which has no nested ones. */
final class Transactions {
  private final Connection connection;
  private final Map<String, Savepoint> savepoints = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private int open;
  private long number;

  Transactions(Connection connection) {
    this.connection = connection;
  }

  /** {@code @@TRANCOUNT}. */
  int open() {
    return open;
  }

  void begin(Response response) throws SQLException, IOException {
    if (open++ == 0) {
      connection.setAutoCommit(false);
      response.transaction(++number, 0, false);
    }
  }

  void commit(Response response) throws SQLException, IOException, ServerError {
    if (open == 0) {
      throw new ServerError(
          3902, "The COMMIT TRANSACTION request has no corresponding BEGIN TRANSACTION.");
    }
    if (--open == 0) {
      connection.commit();
      end(response, true);
    }
  }

  void rollback(Response response) throws SQLException, IOException, ServerError {
    if (open == 0) {
      throw new ServerError(
          3903, "The ROLLBACK TRANSACTION request has no corresponding BEGIN TRANSACTION.");
    }
    open = 0;
    connection.rollback();
    end(response, false);
  }

  private void end(Response response, boolean committed) throws SQLException, IOException {
    connection.setAutoCommit(true);
    savepoints.clear();
    response.transaction(0, number, committed);
  }

  void save(String name) throws SQLException, ServerError {
    if (open == 0) {
      throw new ServerError(628, "Cannot issue SAVE TRANSACTION when there is no active transaction.");
    }
    savepoints.put(name, connection.setSavepoint());
  }

  void rollbackTo(String name) throws SQLException, ServerError {
    Savepoint savepoint = savepoints.get(name);
    if (savepoint == null) {
      throw new ServerError(
          6401, "Cannot roll back " + name + ". No transaction or savepoint of that name was found.");
    }
    connection.rollback(savepoint);
  }
}
