package dev.datamigration.ledger.target;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.error.SnowflakeErrors;
import dev.datamigration.ledger.sql.SnowflakeIdentifier;
import dev.datamigration.ledger.target.TargetCatalog.CatalogEntry;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.QualifiedName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Target tables over JDBC. */
public final class JdbcTargetTables implements TargetTables {
  private static final String TABLE = "BASE TABLE";

  private final SnowflakeSessions sessions;
  private final StagingTables staging;

  public JdbcTargetTables(SnowflakeSessions sessions, LedgerLocation ledger) {
    this.sessions = sessions;
    this.staging = new StagingTables(ledger);
  }

  @Override
  public PreparedTarget prepare(TargetRequest request) {
    QualifiedName target = request.target();
    try (SnowflakeSession plain = sessions.open()) {
      SnowflakeSession session =
          plain.tagged(plain.tag().about(request.workflowId(), target.display(), null));
      String identity = prepareTarget(session, request);
      return new PreparedTarget(
          identity, request.stagingTable() == null ? null : staging.prepare(session, request));
    } catch (SQLException e) {
      throw SnowflakeErrors.translate(e, "preparing the target " + target.display());
    }
  }

  private static String prepareTarget(SnowflakeSession session, TargetRequest request)
      throws SQLException {
    QualifiedName target = request.target();
    Optional<CatalogEntry> found = find(session, target);
    if (request.expectedIdentity() != null
        && !request.expectedIdentity().equals(found.map(CatalogEntry::identity).orElse(null))) {
      throw new DmwException(
          LedgerErrorCode.TARGET_NOT_AS_LEFT,
          "The target "
              + target.display()
              + " is not the table that the last run left: that one was created at "
              + request.expectedIdentity()
              + ". Its rows of earlier runs may be gone, and this run would only bring what changed since.",
          "Nothing was loaded, and it is not tried again. Put the table back and retry, or run the table once with synchronization.strategy: full-replace.");
    }
    boolean made = found.isEmpty();
    if (made) {
      create(session, target, request.columns());
      found = find(session, target);
    }
    CatalogEntry table = found.orElseThrow(JdbcTargetTables::notInCatalogue);
    if (!table.type().equals(TABLE)) {
      throw new DmwException(
          LedgerErrorCode.TARGET_NOT_A_TABLE,
          "The target " + target.display() + " is a " + table.type() + ".",
          "It is not tried again. Name a table, or drop or rename what stands there.");
    }
    TargetCheck.check(target, request.columns(), TargetCatalog.columns(session, target));
    if (!made && !request.mayHoldRows() && holdsRows(session, target)) {
      throw new DmwException(
          LedgerErrorCode.TARGET_HOLDS_ROWS,
          "The target "
              + target.display()
              + " already holds rows, and no run of this source and target that was remembered left them there.",
          "Nothing was loaded, and it is not tried again. Set synchronization.strategy: full-replace to put the source's rows in their place, or with strategy none synchronization.onExistingRows: append to add to them, or empty the table; then retry the workflow (docs/lifecycle.md).");
    }
    return table.identity();
  }

  static SQLException notInCatalogue() {
    return new SQLException("the table just created is not in the catalogue");
  }

  static boolean holdsRows(SnowflakeSession session, QualifiedName table) throws SQLException {
    return !session
        .query(
            "SELECT 1 AS FOUND FROM " + SnowflakeIdentifier.quote(table) + " LIMIT 1",
            row -> row.getInt("FOUND"))
        .isEmpty();
  }

  @Override
  public void dropStaging(String workflowId, Collection<String> names) {
    try (SnowflakeSession plain = sessions.open()) {
      staging.drop(plain.tagged(plain.tag().about(workflowId, null, null)), names);
    } catch (SQLException e) {
      throw SnowflakeErrors.translate(e, "dropping staging tables of " + workflowId);
    }
  }

  private static Optional<CatalogEntry> find(SnowflakeSession session, QualifiedName target)
      throws SQLException {
    try {
      return TargetCatalog.find(session, target);
    } catch (SQLException e) {
      if (SnowflakeErrors.isObjectMissing(e)) {
        throw schemaMissing(target, e);
      }
      throw e;
    }
  }

  private static void create(
      SnowflakeSession session, QualifiedName target, List<ColumnPlan> columns)
      throws SQLException {
    try {
      session.execute(
          "CREATE TABLE IF NOT EXISTS "
              + SnowflakeIdentifier.quote(target)
              + " ("
              + definitions(columns, true)
              + ")");
    } catch (SQLException e) {
      if (SnowflakeErrors.isObjectMissing(e)) {
        throw schemaMissing(target, e);
      }
      throw e;
    }
  }

  static String definitions(List<ColumnPlan> columns, boolean withNotNull) {
    return columns.stream()
        .map(
            column ->
                SnowflakeIdentifier.quote(column.targetName())
                    + " "
                    + column.targetType()
                    + (column.nullable() || !withNotNull ? "" : " NOT NULL"))
        .collect(Collectors.joining(", "));
  }

  private static DmwException schemaMissing(QualifiedName target, SQLException e) {
    return new DmwException(
        LedgerErrorCode.TARGET_SCHEMA_MISSING,
        "The schema "
            + target.database()
            + "."
            + target.schema()
            + " does not exist, or the operator's role may not see it.",
        "It is tried again every minute. Create it, and grant the role USAGE on it and CREATE TABLE in it.",
        e);
  }
}
