package dev.datamigration.ledger.sql;

import dev.datamigration.ledger.sql.LedgerTable.Column;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Statements that change many rows of one ledger table at once; the rows come as one bind variable
 * that holds a JSON array, so their text is the same whatever they carry and nothing a user wrote
 * becomes SQL.
 */
public final class BulkStatement {
  private static final String ROWS = "TABLE(FLATTEN(INPUT => PARSE_JSON(?)))";

  /** A condition on the text before it: among those of a JSON array, which is one bind variable. */
  public static final String AMONG = " IN (SELECT VALUE::VARCHAR FROM " + ROWS + ")";

  private BulkStatement() {}

  /** Inserts whole rows. */
  public static String insert(String qualifiedTable, LedgerTable table) {
    List<Column> columns = table.sentColumns();
    return "INSERT INTO "
        + qualifiedTable
        + " ("
        + columns.stream()
            .map(column -> SnowflakeIdentifier.quote(column.name()))
            .collect(Collectors.joining(", "))
        + ") SELECT "
        + columns.stream().map(BulkStatement::value).collect(Collectors.joining(", "))
        + " FROM "
        + ROWS;
  }

  /**
   * Sets the named columns of the rows whose key matches; the update count is the number of rows
   * found.
   */
  public static String update(String qualifiedTable, LedgerTable table, List<String> changed) {
    Column key = table.columns().stream().filter(Column::key).findFirst().orElseThrow();
    return "UPDATE "
        + qualifiedTable
        + " t SET "
        + table.sentColumns().stream()
            .filter(column -> changed.contains(column.name()))
            .map(column -> SnowflakeIdentifier.quote(column.name()) + " = s." + value(column))
            .collect(Collectors.joining(", "))
        + " FROM (SELECT VALUE FROM "
        + ROWS
        + ") s WHERE t."
        + SnowflakeIdentifier.quote(key.name())
        + " = s."
        + value(key);
  }

  /** Deletes the rows whose key is in the JSON array of keys. */
  public static String delete(String qualifiedTable, LedgerTable table) {
    Column key = table.columns().stream().filter(Column::key).findFirst().orElseThrow();
    return "DELETE FROM "
        + qualifiedTable
        + " WHERE "
        + SnowflakeIdentifier.quote(key.name())
        + AMONG;
  }

  private static String value(Column column) {
    return "VALUE:" + column.name() + "::" + column.type();
  }
}
