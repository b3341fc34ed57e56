package dev.datamigration.ledger.load;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.sql.SnowflakeIdentifier;
import dev.datamigration.ledger.sync.JdbcSyncStates;
import dev.datamigration.ledger.target.StagingTables;
import dev.datamigration.ledger.target.TargetIdentity;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.QualifiedName;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The statements by which a staging table's rows change the target, all of them DML, so that they
 * are one transaction and the target keeps its grants, policies, history and everything else it is.
 */
final class StagingApply {
  private static final Logger LOG = LoggerFactory.getLogger(StagingApply.class);

  private final SnowflakeSessions sessions;
  private final LedgerLocation ledger;
  private final JdbcSyncStates states;
  private final StagingTables tables;

  StagingApply(SnowflakeSessions sessions, LedgerLocation ledger) {
    this.sessions = sessions;
    this.ledger = ledger;
    this.states = new JdbcSyncStates(sessions, ledger);
    this.tables = new StagingTables(ledger);
  }

  /**
   * Runs in the transaction that {@code session} is in; returns the rows it put into the target.
   */
  long run(SnowflakeSession session, ApplyRequest apply) throws SQLException {
    QualifiedName staging = ledger.stagingTable(apply.stagingTable());
    expect(apply, "holds", count(session, staging));
    long rows = change(session, apply, staging);
    if (!(apply.change() instanceof TargetChange.Merge merge)) {
      expect(apply, "gave", rows);
    } else if (rows != apply.expectedRows() && merge.keyColumns().size() < apply.columns().size()) {
      throw severalRowsOfAKey(apply, merge, "The target");
    }
    TargetIdentity.check(session, staging, apply.stagingIdentity(), apply.loadId());
    TargetIdentity.check(session, apply.target(), apply.targetIdentity(), apply.loadId());
    if (apply.change() instanceof TargetChange.Replace) {
      states.forgetOthers(session, apply.key(), apply.targetIdentity());
    }
    states.advance(session, apply.key(), apply.run(), apply.targetIdentity(), apply.workflowId());
    return rows;
  }

  private static long count(SnowflakeSession session, QualifiedName table) throws SQLException {
    return session
        .query(
            "SELECT COUNT(*) AS ROW_COUNT FROM " + SnowflakeIdentifier.quote(table),
            row -> row.getLong("ROW_COUNT"))
        .get(0);
  }

  private void expect(ApplyRequest apply, String verb, long rows) {
    if (rows != apply.expectedRows()) {
      throw new DmwException(
          LedgerErrorCode.LOAD_COUNT_DIFFERS,
          "The staging table "
              + apply.stagingTable()
              + " "
              + verb
              + " "
              + rows
              + " rows for "
              + apply.target().display()
              + "; "
              + apply.expectedRows()
              + " were loaded into it.",
          "The target is as it was, and it is not tried again. Somebody else may have changed the staging table; create a new workflow.");
    }
  }

  private static long change(SnowflakeSession session, ApplyRequest apply, QualifiedName staging)
      throws SQLException {
    TargetChange change = apply.change();
    if (change instanceof TargetChange.Merge merge) {
      if (holdsSeveralRowsOfAKey(session, staging, merge)) {
        throw severalRowsOfAKey(apply, merge, "What was read for it");
      }
      return session.update(merge(apply, staging, merge.keyColumns()));
    }
    if (change instanceof TargetChange.Fill && count(session, apply.target()) > 0) {
      throw new DmwException(
          LedgerErrorCode.TARGET_HOLDS_ROWS,
          "The target "
              + apply.target().display()
              + " holds rows that came since it was found empty, or is not the table that the last run left and holds rows.",
          "It is as it was, and it is not tried again. Empty it and retry the workflow, or create a new one with synchronization.strategy: full-replace to put the source's rows in their place.");
    }
    if (change instanceof TargetChange.Replace) {
      session.update("DELETE FROM " + SnowflakeIdentifier.quote(apply.target()));
    }
    String columns = columns(apply, "");
    return session.update(
        "INSERT INTO "
            + SnowflakeIdentifier.quote(apply.target())
            + " ("
            + columns
            + ") SELECT "
            + columns
            + " FROM "
            + SnowflakeIdentifier.quote(staging));
  }

  /** MERGE inserts each of them if the target has none, and fails if it has one. */
  private static boolean holdsSeveralRowsOfAKey(
      SnowflakeSession session, QualifiedName staging, TargetChange.Merge merge)
      throws SQLException {
    String key =
        merge.keyColumns().stream()
            .map(SnowflakeIdentifier::quote)
            .collect(Collectors.joining(", "));
    return !session
        .query(
            "SELECT COUNT(*) AS ROW_COUNT FROM "
                + SnowflakeIdentifier.quote(staging)
                + " GROUP BY "
                + key
                + " HAVING COUNT(*) > 1 LIMIT 1",
            row -> row.getLong("ROW_COUNT"))
        .isEmpty();
  }

  private static DmwException severalRowsOfAKey(
      ApplyRequest apply, TargetChange.Merge merge, String where) {
    return new DmwException(
        LedgerErrorCode.KEY_NOT_UNIQUE,
        where
            + " ("
            + apply.target().display()
            + ") has several rows of one key "
            + merge.keyColumns()
            + ", so that trackModifications cannot tell which of them is meant.",
        "The target is as it was, and it is not tried again. Name columns that identify a row in primaryKeyColumns, or run the table once with synchronization.strategy: full-replace.");
  }

  private static String merge(ApplyRequest apply, QualifiedName staging, List<String> keyColumns) {
    String sets =
        apply.columns().stream()
            .map(ColumnPlan::targetName)
            .filter(column -> !keyColumns.contains(column))
            .map(SnowflakeIdentifier::quote)
            .map(column -> column + " = s." + column)
            .collect(Collectors.joining(", "));
    return "MERGE INTO "
        + SnowflakeIdentifier.quote(apply.target())
        + " t USING "
        + SnowflakeIdentifier.quote(staging)
        + " s ON "
        + apply.columns().stream()
            .filter(column -> keyColumns.contains(column.targetName()))
            .map(StagingApply::sameKey)
            .collect(Collectors.joining(" AND "))
        + (sets.isEmpty() ? "" : " WHEN MATCHED THEN UPDATE SET " + sets)
        + " WHEN NOT MATCHED THEN INSERT ("
        + columns(apply, "")
        + ") VALUES ("
        + columns(apply, "s.")
        + ")";
  }

  /** Two NULLs are one key: one that is not the source's own may hold them. */
  private static String sameKey(ColumnPlan column) {
    String name = SnowflakeIdentifier.quote(column.targetName());
    return "t." + name + (column.nullable() ? " IS NOT DISTINCT FROM s." : " = s.") + name;
  }

  private static String columns(ApplyRequest apply, String prefix) {
    return apply.columns().stream()
        .map(column -> prefix + SnowflakeIdentifier.quote(column.targetName()))
        .collect(Collectors.joining(", "));
  }

  /** The rows are in the target; if this fails, the clean-up at the workflow's end does it. */
  void dropTable(ApplyRequest apply) {
    try (SnowflakeSession session = sessions.open()) {
      tables.drop(
          session.tagged(session.tag().about(apply.workflowId(), apply.tableId(), apply.loadId())),
          apply.stagingTable());
    } catch (SQLException e) {
      LOG.warn("The staging table {} was not dropped: {}", apply.stagingTable(), e.getMessage());
    }
  }
}
