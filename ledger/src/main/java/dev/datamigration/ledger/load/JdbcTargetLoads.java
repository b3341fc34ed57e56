package dev.datamigration.ledger.load;

import dev.datamigration.ledger.connection.CommitOutcomeUnknown;
import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.error.SnowflakeErrors;
import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.sql.LedgerTable;
import dev.datamigration.ledger.target.TargetCatalog;
import dev.datamigration.ledger.target.TargetCatalog.CatalogEntry;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.message.StagedFile;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads over JDBC. */
public final class JdbcTargetLoads implements TargetLoads {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcTargetLoads.class);

  private final SnowflakeSessions sessions;
  private final LedgerLocation ledger;

  public JdbcTargetLoads(SnowflakeSessions sessions, LedgerLocation ledger) {
    this.sessions = sessions;
    this.ledger = ledger;
  }

  private record FileResult(String file, String status, long rowsLoaded) {}

  private record Mark(LoadRow.State state, long rowsLoaded) {}

  /** Thrown inside the transaction to roll it back. */
  private static final class SupersededException extends RuntimeException {}

  @Override
  public LoadOutcome load(LoadRequest load) {
    try {
      Mark mark = load.attempt() > 1 ? mark(load) : null;
      if (mark == null || mark.state() != LoadRow.State.LOADED) {
        copyAndMark(load);
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
    } catch (SQLException e) {
      throw refused(load, e);
    }
  }

  private static SnowflakeSession tagged(SnowflakeSession session, LoadRequest load) {
    return session.tagged(session.tag().about(load.workflowId(), load.tableId(), load.loadId()));
  }

  private void copyAndMark(LoadRequest load) throws SQLException {
    try (SnowflakeSession plain = sessions.openForTransactions()) {
      SnowflakeSession session = tagged(plain, load);
      session.inTransaction(
          () -> {
            recordAttempt(session, load);
            long rows = copy(session, load);
            checkIdentity(session, load);
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
   * Snowflake aborts that one, this row is gone with what COPY loaded, and {@link #setLoaded} marks
   * nothing.
   */
  private void recordAttempt(SnowflakeSession session, LoadRequest load) throws SQLException {
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
        load.files().stream().mapToLong(StagedFile::sizeBytes).sum());
  }

  /**
   * After COPY, so that a table replaced before it is noticed: COPY looks the name up when it runs.
   */
  private static void checkIdentity(SnowflakeSession session, LoadRequest load)
      throws SQLException {
    Optional<CatalogEntry> now = TargetCatalog.find(session, load.target());
    if (now.isPresent() && now.get().identity().equals(load.targetIdentity())) {
      return;
    }
    String found =
        now.map(entry -> "was created at " + entry.identity()).orElse("is not in the catalogue");
    throw new DmwException(
        LedgerErrorCode.TARGET_CHANGED,
        "The target "
            + load.target().display()
            + " is not the table that was prepared for this workflow, created at "
            + load.targetIdentity()
            + ": what has its name "
            + found
            + ".",
        "Nothing was loaded into it by load "
            + load.loadId()
            + ", and it is not tried again. Put the table back and retry the workflow, or create a new one to fill the table that is there.");
  }

  private long copy(SnowflakeSession session, LoadRequest load) throws SQLException {
    List<FileResult> results =
        session.query(
            CopyStatement.of(load, ledger),
            row ->
                new FileResult(
                    row.getString("file"), row.getString("status"), row.getLong("rows_loaded")));
    long rows = results.stream().mapToLong(FileResult::rowsLoaded).sum();
    boolean allLoaded = results.stream().allMatch(result -> "LOADED".equals(result.status()));
    if (!allLoaded || results.size() != load.files().size() || rows != load.expectedRows()) {
      throw new DmwException(
          LedgerErrorCode.LOAD_COUNT_DIFFERS,
          "COPY into "
              + load.target().display()
              + " loaded "
              + rows
              + " rows from "
              + results.size()
              + " files; the workers extracted "
              + load.expectedRows()
              + " rows into "
              + load.files().size()
              + " files.",
          "It was rolled back, and these files are never loaded; nothing of load "
              + load.loadId()
              + " is in the target. Compare its files in the stage with the source; a retry of the workflow extracts their partitions anew.");
    }
    return rows;
  }

  private int setLoaded(SnowflakeSession session, LoadRequest load, long rows) throws SQLException {
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

  private Mark mark(LoadRequest load) throws SQLException {
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

  private static DmwException refused(LoadRequest load, SQLException e) {
    String doing = "loading " + load.target().display();
    if (SnowflakeErrors.isConnectionBroken(e) || SnowflakeErrors.isPrivilegeMissing(e)) {
      return SnowflakeErrors.translate(e, doing);
    }
    if (SnowflakeErrors.isObjectMissing(e)) {
      return new DmwException(
          LedgerErrorCode.TARGET_CHANGED,
          "The target "
              + load.target().display()
              + " or a column of it is gone ("
              + SnowflakeErrors.oneLine(e)
              + ").",
          "It is not tried again. Retry the workflow once the target is as it should be.",
          e);
    }
    if (SnowflakeErrors.isFileMissing(e)) {
      return new DmwException(
          LedgerErrorCode.STAGED_FILE_MISSING,
          "A file of load "
              + load.loadId()
              + " is not in the stage any more ("
              + SnowflakeErrors.oneLine(e)
              + ").",
          "Nothing of the load is in the target, and its files are never loaded. See who removes files from the stage; a retry of the workflow extracts their partitions anew.",
          e);
    }
    // 100nnn are errors of the data: a value that does not fit, a NULL where none may be.
    boolean dataError = e.getErrorCode() >= 100_000 && e.getErrorCode() < 101_000;
    return dataError
        ? new DmwException(
            LedgerErrorCode.LOAD_REFUSED,
            "COPY into "
                + load.target().display()
                + " refused a value: "
                + SnowflakeErrors.oneLine(e)
                + ".",
            "It was rolled back and is not tried again. Change the target's column so that it takes the value (a longer or wider type, no NOT NULL) and retry the workflow; or, in a new one, map the column to another type in columnTypeMappings or leave the rows out with whereClauseCriteria.",
            e)
        : SnowflakeErrors.translate(e, doing);
  }
}
