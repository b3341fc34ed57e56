package dev.datamigration.ledger.connection;

import java.sql.SQLException;

/** COMMIT was sent and its reply was lost: the transaction may have been committed or not. */
public final class CommitOutcomeUnknown extends SQLException {
  CommitOutcomeUnknown(SQLException cause) {
    super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
  }
}
