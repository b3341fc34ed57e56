package dev.datamigration.ledger.load;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.error.SnowflakeErrors;
import dev.datamigration.ledger.target.TargetIdentity;
import dev.datamigration.model.error.DmwException;
import java.sql.SQLException;
import java.util.List;

/** Loads over JDBC. */
public final class JdbcTargetLoads implements TargetLoads {
  private final LedgerLocation ledger;
  private final MarkedTransaction transaction;
  private final StagingApply staging;

  public JdbcTargetLoads(SnowflakeSessions sessions, LedgerLocation ledger) {
    this.ledger = ledger;
    this.transaction = new MarkedTransaction(sessions, ledger);
    this.staging = new StagingApply(sessions, ledger);
  }

  private record FileResult(String file, String status, long rowsLoaded) {}

  @Override
  public LoadOutcome load(LoadRequest load) {
    try {
      return transaction.run(
          load,
          session -> {
            long rows = copy(session, load);
            TargetIdentity.check(session, load.destination(ledger), load.identity(), load.loadId());
            return rows;
          });
    } catch (SQLException e) {
      throw refused(load, e);
    }
  }

  @Override
  public LoadOutcome apply(ApplyRequest apply) {
    LoadOutcome outcome;
    try {
      outcome = transaction.run(apply, session -> staging.run(session, apply));
    } catch (SQLException e) {
      throw refused(apply, e);
    }
    if (outcome instanceof LoadOutcome.Loaded) {
      staging.dropTable(apply);
    }
    return outcome;
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
              + load.destination(ledger).display()
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

  private static DmwException refused(MarkedLoad load, SQLException e) {
    String doing = "loading " + load.target().display();
    boolean aside = load instanceof LoadRequest copy && copy.stagingTable() != null;
    if (SnowflakeErrors.isConnectionBroken(e) || SnowflakeErrors.isPrivilegeMissing(e)) {
      return SnowflakeErrors.translate(e, doing);
    }
    if (SnowflakeErrors.isObjectMissing(e)) {
      return new DmwException(
          LedgerErrorCode.TARGET_CHANGED,
          "The target "
              + load.target().display()
              + (load instanceof LoadRequest && !aside
                  ? " or a column of it is gone ("
                  : ", a column of it or its staging table is gone (")
              + SnowflakeErrors.oneLine(e)
              + ").",
          aside
              ? "It is not tried again. What was loaded aside is gone with its table; create a new workflow."
              : "It is not tried again. Retry the workflow once the target is as it should be.",
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
            (load instanceof LoadRequest ? "COPY into " : "INSERT into ")
                + load.target().display()
                + " refused a value: "
                + SnowflakeErrors.oneLine(e)
                + ".",
            aside
                ? "It was rolled back and is not tried again. Rows are loaded aside first, into columns of the types planned, so that no change of the target helps: in a new workflow, map the column to another type in columnTypeMappings or leave the rows out with whereClauseCriteria."
                : "It was rolled back and is not tried again. Change the target's column so that it takes the value (a longer or wider type, no NOT NULL) and retry the workflow; or, in a new one, map the column to another type in columnTypeMappings or leave the rows out with whereClauseCriteria.",
            e)
        : SnowflakeErrors.translate(e, doing);
  }
}
