package dev.datamigration.ledger.target;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.sql.BulkStatement;
import dev.datamigration.ledger.sql.SnowflakeIdentifier;
import dev.datamigration.ledger.sql.SnowflakeLiteral;
import dev.datamigration.ledger.target.TargetCatalog.CatalogEntry;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.message.MessageJson;
import dev.datamigration.model.plan.QualifiedName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Tables that rows are loaded into before all of them together change a target. They lie in the
 * ledger's schema; the comment of each is the workflow it belongs to.
 */
public final class StagingTables {
  private final LedgerLocation ledger;
  private final MessageJson json = new MessageJson();

  public StagingTables(LedgerLocation ledger) {
    this.ledger = ledger;
  }

  /**
   * Makes one unless it is there; returns its identity. Rows in it are this run's own, loaded
   * before a preparation that came late or was repeated. Its columns are as planned, so that
   * nothing is refused there that the target would take. A leader that was paused may come here
   * after its successor: one that is there is left alone, unless it is empty and of a former plan.
   */
  String prepare(SnowflakeSession session, TargetRequest request) throws SQLException {
    QualifiedName staging = ledger.stagingTable(request.stagingTable());
    Optional<CatalogEntry> found = TargetCatalog.find(session, staging);
    if (found.isEmpty()) {
      create(session, "CREATE TRANSIENT TABLE IF NOT EXISTS ", staging, request);
    } else if (!takes(session, staging, request) && !JdbcTargetTables.holdsRows(session, staging)) {
      create(session, "CREATE OR REPLACE TRANSIENT TABLE ", staging, request);
    }
    return TargetCatalog.find(session, staging)
        .orElseThrow(JdbcTargetTables::notInCatalogue)
        .identity();
  }

  private static boolean takes(
      SnowflakeSession session, QualifiedName staging, TargetRequest request) throws SQLException {
    try {
      TargetCheck.check(staging, request.columns(), TargetCatalog.columns(session, staging));
      return true;
    } catch (DmwException e) {
      return false;
    }
  }

  private static void create(
      SnowflakeSession session, String create, QualifiedName staging, TargetRequest request)
      throws SQLException {
    session.execute(
        create
            + SnowflakeIdentifier.quote(staging)
            + " ("
            + JdbcTargetTables.definitions(request.columns(), false)
            + ") COMMENT = "
            + SnowflakeLiteral.text(request.workflowId()));
  }

  /** Drops one, if it is there. */
  public void drop(SnowflakeSession session, String name) throws SQLException {
    session.execute("DROP TABLE IF EXISTS " + ledger.qualify(name));
  }

  /** Drops those of these that are there. */
  void drop(SnowflakeSession session, Collection<String> names) throws SQLException {
    dropWhere(session, "TABLE_NAME" + BulkStatement.AMONG, names);
  }

  /** Drops all that belong to these workflows. */
  public void dropOf(SnowflakeSession session, Collection<String> workflows) throws SQLException {
    dropWhere(
        session, "STARTSWITH(TABLE_NAME, 'STAGING_') AND COMMENT" + BulkStatement.AMONG, workflows);
  }

  /** One question first: a statement for each would be too many where nearly all are gone. */
  private void dropWhere(SnowflakeSession session, String condition, Collection<String> texts)
      throws SQLException {
    List<String> left =
        session.query(
            "SELECT TABLE_NAME FROM "
                + SnowflakeIdentifier.quote(ledger.database())
                + ".INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ? AND "
                + condition,
            row -> row.getString("TABLE_NAME"),
            ledger.migrationSchema(),
            json.write(texts));
    for (String table : left) {
      drop(session, table);
    }
  }
}
