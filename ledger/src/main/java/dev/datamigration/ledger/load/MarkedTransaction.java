package dev.datamigration.ledger.load;

import dev.datamigration.ledger.connection.CommitOutcomeUnknown;
import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.sql.LedgerTable;
import dev.datamigration.model.error.DmwException;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a change and marks it in the ledger, both or neither. */
final class MarkedTransaction {
  private static final Logger LOG = LoggerFactory.getLogger(MarkedTransaction.class);

  private final SnowflakeSessions sessions;
  private final LedgerLocation ledger;

  MarkedTransaction(SnowflakeSessions sessions, LedgerLocation ledger) {
    this.sessions = sessions;
    this.ledger = ledger;
  }

  private record Mark(LoadRow.State state, long rowsLoaded) {}

  /** Thrown inside the transaction to roll it back. */
  private static final class SupersededException extends RuntimeException {}

  /** What is marked. */
  @FunctionalInterface
  interface Change {
    /** Changes rows; returns how many. */
    long run(SnowflakeSession session) throws SQLException;
  }

  /**
   * Makes the change unless it is marked already.
   *
   * @throws DmwException {@code DMW-508} if nobody knows whether it was committed
   * @throws SQLException as the change threw it, rolled back
   */
  LoadOutcome run(MarkedLoad load, Change change) throws SQLException {
    try {
      Mark mark = load.attempt() > 1 ? mark(load) : null;
      if (mark == null || mark.state() != LoadRow.State.LOADED) {
        changeAndMark(load, change);
        // COMMIT succeeds as well if Snowflake has aborted the transaction before: only the mark
        // tells.
        mark = mark(load);
      }
      return mark.state() == LoadRow.State.LOADED
          ? new LoadOutcome.Loaded(mark.rowsLoaded())
          : new LoadOutcome.Superseded();
    } catch (CommitOutcomeUnknown e) {
      throw new DmwException(
          LedgerErrorCode.LOAD_OUTCOME_UNKNOWN,
          "The reply to COMMIT of load " + load.loadId() + " was lost.",
          "The ledger settles it: the load is looked up and, if it was not committed, run again.",
          e);
    }
  }

  private static SnowflakeSession tagged(SnowflakeSession session, MarkedLoad load) {
    return session.tagged(session.tag().about(load.workflowId(), load.tableId(), load.loadId()));
  }

  private void changeAndMark(MarkedLoad load, Change change) throws SQLException {
    try (SnowflakeSession plain = sessions.openForTransactions()) {
      SnowflakeSession session = tagged(plain, load);
      session.inTransaction(
          () -> {
            recordAttempt(session, load);
            long rows = change.run(session);
            if (setLoaded(session, load, rows) != 1) {
              throw new SupersededException();
            }
            return null;
          });
    } catch (SupersededException e) {
      LOG.info(
          "Load {} of attempt {} was rolled back: it is another's", load.loadId(), load.attempt());
    }
  }

  /**
   * The attempt's row in the history, and the proof that the mark is in the same transaction: if
   * Snowflake aborts that one, this row is gone with what was changed, and {@link #setLoaded} marks
   * nothing.
   */
  private void recordAttempt(SnowflakeSession session, MarkedLoad load) throws SQLException {
    session.update(
        "INSERT INTO "
            + ledger.table(LedgerTable.ATTEMPT)
            + " (\"WORKFLOW_ID\", \"TABLE_ID\", \"SUBJECT_ID\", \"KIND\", \"ATTEMPT\", \"OUTCOME\", \"ROW_COUNT\", \"BYTE_COUNT\", \"MILLIS\", \"ENDED_AT\")"
            + " SELECT ?, ?, ?, 'LOAD', ?, 'SUCCEEDED', ?, ?, 0, CURRENT_TIMESTAMP()",
        load.workflowId(),
        load.tableId(),
        load.loadId(),
        load.attempt(),
        load.expectedRows(),
        load.stagedBytes());
  }

  private long setLoaded(SnowflakeSession session, MarkedLoad load, long rows) throws SQLException {
    return session.update(
        "UPDATE "
            + ledger.table(LedgerTable.LOAD)
            + " SET \"STATE\" = 'LOADED', \"ROWS_LOADED\" = ?, \"LOADED_AT\" = CURRENT_TIMESTAMP()"
            + " WHERE \"LOAD_ID\" = ? AND \"EPOCH\" = ? AND \"ATTEMPT\" = ? AND \"STATE\" = 'SUBMITTED'"
            + " AND (SELECT COUNT(*) FROM "
            + ledger.table(LedgerTable.ATTEMPT)
            + " a WHERE a.\"SUBJECT_ID\" = ? AND a.\"ATTEMPT\" = ? AND a.\"KIND\" = 'LOAD' AND a.\"OUTCOME\" = 'SUCCEEDED') = 1",
        rows,
        load.loadId(),
        load.epoch(),
        load.attempt(),
        load.loadId(),
        load.attempt());
  }

  private Mark mark(MarkedLoad load) throws SQLException {
    List<Mark> marks;
    try (SnowflakeSession session = sessions.open()) {
      marks =
          tagged(session, load)
              .query(
                  "SELECT \"STATE\", \"ROWS_LOADED\" FROM "
                      + ledger.table(LedgerTable.LOAD)
                      + " WHERE \"LOAD_ID\" = ?",
                  row ->
                      new Mark(
                          LoadRow.State.valueOf(row.getString("STATE")),
                          row.getLong("ROWS_LOADED")),
                  load.loadId());
    }
    if (marks.size() != 1) {
      throw new SQLException("the ledger holds " + marks.size() + " rows of load " + load.loadId());
    }
    return marks.get(0);
  }
}
