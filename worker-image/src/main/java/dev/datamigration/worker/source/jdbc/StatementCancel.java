package dev.datamigration.worker.source.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cancels a statement that another thread waits for. */
final class StatementCancel {
  private static final Logger LOG = LoggerFactory.getLogger(StatementCancel.class);

  private StatementCancel() {}

  /** Failing is no harm: the statement has ended by itself, or its connection is closed later. */
  static void quietly(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      LOG.debug("A statement could not be cancelled: {}", e.toString());
    }
  }
}
