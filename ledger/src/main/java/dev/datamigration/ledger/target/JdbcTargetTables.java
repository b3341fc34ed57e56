package dev.datamigration.ledger.target;

import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.error.SnowflakeErrors;
import dev.datamigration.ledger.sql.SnowflakeIdentifier;
import dev.datamigration.ledger.target.TargetCatalog.CatalogEntry;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Target tables over JDBC. */
public final class JdbcTargetTables implements TargetTables {
  private final SnowflakeSessions sessions;

  public JdbcTargetTables(SnowflakeSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public String prepare(String workflowId, QualifiedName target, List<ColumnPlan> columns) {
    try (SnowflakeSession plain = sessions.open()) {
      SnowflakeSession session =
          plain.tagged(plain.tag().about(workflowId, target.display(), null));
      Optional<CatalogEntry> found = find(session, target);
      if (found.isEmpty()) {
        create(session, target, columns);
        found = find(session, target);
      }
      CatalogEntry table =
          found.orElseThrow(
              () -> new SQLException("the table just created is not in the catalogue"));
      if (!table.type().equals("BASE TABLE")) {
        throw new DmwException(
            LedgerErrorCode.TARGET_NOT_A_TABLE,
            "The target " + target.display() + " is a " + table.type() + ".",
            "It is not tried again. Name a table, or drop or rename what stands there.");
      }
      TargetCheck.check(target, columns, columns(session, target));
      return table.identity();
    } catch (SQLException e) {
      throw SnowflakeErrors.translate(e, "preparing the target " + target.display());
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
    String definitions =
        columns.stream()
            .map(
                column ->
                    SnowflakeIdentifier.quote(column.targetName())
                        + " "
                        + column.targetType()
                        + (column.nullable() ? "" : " NOT NULL"))
            .collect(Collectors.joining(", "));
    try {
      session.execute(
          "CREATE TABLE IF NOT EXISTS "
              + SnowflakeIdentifier.quote(target)
              + " ("
              + definitions
              + ")");
    } catch (SQLException e) {
      if (SnowflakeErrors.isObjectMissing(e)) {
        throw schemaMissing(target, e);
      }
      throw e;
    }
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
