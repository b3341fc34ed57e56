package dev.datamigration.ledger.load;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.sql.SnowflakeIdentifier;
import dev.datamigration.ledger.sync.JdbcSyncStates;
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

  StagingApply(SnowflakeSessions sessions, LedgerLocation ledger) {
    this.sessions = sessions;
    this.ledger = ledger;
    this.states = new JdbcSyncStates(sessions, ledger);
  }

  /**
   * Runs in the transaction that {@code session} is in; returns the rows it put into the target.
   */
  long run(SnowflakeSession session, ApplyRequest apply) throws SQLException {
    QualifiedName staging = ledger.stagingTable(apply.stagingTable());
    expect(apply, "holds", count(session, staging));
    long rows = change(session, apply, staging);
    if (!(apply.change() instanceof TargetChange.Merge merge
        && merge.keyColumns().size() == apply.columns().size())) {
      expect(apply, "gave", rows);
    }
    TargetIdentity.check(session, staging, apply.stagingIdentity(), apply.loadId());
    TargetIdentity.check(session, apply.target(), apply.targetIdentity(), apply.loadId());
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
      return session.update(merge(apply, staging, merge.keyColumns()));
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
      session
          .tagged(session.tag().about(apply.workflowId(), apply.tableId(), apply.loadId()))
          .execute("DROP TABLE IF EXISTS " + ledger.qualify(apply.stagingTable()));
    } catch (SQLException e) {
      LOG.warn("The staging table {} was not dropped: {}", apply.stagingTable(), e.getMessage());
    }
  }
}
