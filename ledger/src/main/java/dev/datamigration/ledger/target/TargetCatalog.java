package dev.datamigration.ledger.target;

import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.sql.SnowflakeIdentifier;
import dev.datamigration.model.plan.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What Snowflake's catalogue says of a target. */
public final class TargetCatalog {
  private TargetCatalog() {}

  /**
   * A table or view.
   *
   * @param type as INFORMATION_SCHEMA.TABLES has it, for example {@code BASE TABLE}
   * @param identity when it was created: another one if the table was dropped and made anew,
   *     replaced or swapped, the same after rows or columns have changed
   */
  public record CatalogEntry(String type, String identity) {}

  /** The entry of that exact name; empty if there is none. */
  public static Optional<CatalogEntry> find(SnowflakeSession session, QualifiedName target)
      throws SQLException {
    return session
        .query(
            "SELECT TABLE_TYPE, CREATED FROM "
                + SnowflakeIdentifier.quote(target.database())
                + ".INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
            TargetCatalog::entry,
            target.schema(),
            target.table())
        .stream()
        .findFirst();
  }

  private static CatalogEntry entry(ResultSet row) throws SQLException {
    return new CatalogEntry(
        row.getString("TABLE_TYPE"), row.getTimestamp("CREATED").toInstant().toString());
  }

  /** Its columns, in order. */
  static List<TargetColumn> columns(SnowflakeSession session, QualifiedName target)
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
