package dev.datamigration.ledger.target;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.error.SnowflakeErrors;
import dev.datamigration.ledger.sql.SnowflakeIdentifier;
import dev.datamigration.ledger.sql.SnowflakeLiteral;
import dev.datamigration.ledger.target.TargetCatalog.CatalogEntry;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.message.MessageJson;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Target tables over JDBC. */
public final class JdbcTargetTables implements TargetTables {
  private static final String TABLE = "BASE TABLE";

  private final SnowflakeSessions sessions;
  private final LedgerLocation ledger;

  public JdbcTargetTables(SnowflakeSessions sessions, LedgerLocation ledger) {
    this.sessions = sessions;
    this.ledger = ledger;
  }

  @Override
  public PreparedTarget prepare(TargetRequest request) {
    QualifiedName target = request.target();
    try (SnowflakeSession plain = sessions.open()) {
      SnowflakeSession session =
          plain.tagged(plain.tag().about(request.workflowId(), target.display(), null));
      String identity = prepareTarget(session, request);
      return new PreparedTarget(
          identity, request.stagingTable() == null ? null : prepareStaging(session, request));
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
    TargetCheck.check(target, request.columns(), columns(session, target));
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

  private static SQLException notInCatalogue() {
    return new SQLException("the table just created is not in the catalogue");
  }

  private static boolean holdsRows(SnowflakeSession session, QualifiedName table)
      throws SQLException {
    return !session
        .query(
            "SELECT 1 AS FOUND FROM " + SnowflakeIdentifier.quote(table) + " LIMIT 1",
            row -> row.getInt("FOUND"))
        .isEmpty();
  }

  /**
   * Rows in it are this run's own, loaded before a preparation that came late or was repeated. Its
   * columns are as planned, so that nothing is refused there that the target would take. A leader
   * that was paused may come here after its successor: one that is there is left alone, unless it
   * is empty and of a former plan.
   */
  private String prepareStaging(SnowflakeSession session, TargetRequest request)
      throws SQLException {
    QualifiedName staging = ledger.stagingTable(request.stagingTable());
    Optional<CatalogEntry> found = TargetCatalog.find(session, staging);
    if (found.isEmpty()) {
      createStaging(session, "CREATE TRANSIENT TABLE IF NOT EXISTS ", staging, request);
    } else if (!takes(session, staging, request) && !holdsRows(session, staging)) {
      createStaging(session, "CREATE OR REPLACE TRANSIENT TABLE ", staging, request);
    }
    return TargetCatalog.find(session, staging)
        .orElseThrow(JdbcTargetTables::notInCatalogue)
        .identity();
  }

  private static boolean takes(
      SnowflakeSession session, QualifiedName staging, TargetRequest request) throws SQLException {
    try {
      TargetCheck.check(staging, request.columns(), columns(session, staging));
      return true;
    } catch (DmwException e) {
      return false;
    }
  }

  /** The comment says whose it is; see {@link dev.datamigration.ledger.load.StagedFiles#sweep}. */
  private static void createStaging(
      SnowflakeSession session, String create, QualifiedName staging, TargetRequest request)
      throws SQLException {
    session.execute(
        create
            + SnowflakeIdentifier.quote(staging)
            + " ("
            + definitions(request.columns(), false)
            + ") COMMENT = "
            + SnowflakeLiteral.text(request.workflowId()));
  }

  @Override
  public void dropStaging(String workflowId, Collection<String> names) {
    try (SnowflakeSession plain = sessions.open()) {
      SnowflakeSession session = plain.tagged(plain.tag().about(workflowId, null, null));
      List<String> left =
          session.query(
              "SELECT TABLE_NAME FROM "
                  + SnowflakeIdentifier.quote(ledger.database())
                  + ".INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME IN"
                  + " (SELECT VALUE::VARCHAR FROM TABLE(FLATTEN(INPUT => PARSE_JSON(?))))",
              row -> row.getString("TABLE_NAME"),
              ledger.migrationSchema(),
              new MessageJson().write(names));
      for (String name : left) {
        session.execute("DROP TABLE IF EXISTS " + ledger.qualify(name));
      }
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

  private static String definitions(List<ColumnPlan> columns, boolean withNotNull) {
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

  private static List<TargetColumn> columns(SnowflakeSession session, QualifiedName target)
      throws SQLException {
    return session.query(
        "SELECT COLUMN_NAME, DATA_TYPE, NUMERIC_SCALE, DATETIME_PRECISION, IS_NULLABLE, COLUMN_DEFAULT FROM "
            + SnowflakeIdentifier.quote(target.database())
            + ".INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION",
        row ->
            new TargetColumn(
                row.getString("COLUMN_NAME"),
                row.getString("DATA_TYPE"),
                integer(row, "NUMERIC_SCALE"),
                integer(row, "DATETIME_PRECISION"),
                "YES".equals(row.getString("IS_NULLABLE")),
                row.getString("COLUMN_DEFAULT") != null),
        target.schema(),
        target.table());
  }

  private static Integer integer(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? null : Integer.valueOf(text);
  }
}
