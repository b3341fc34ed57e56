package dev.datamigration.local.quickstart.comparison;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A table read through a driver, as text.
 *
 * @param connection used by one reader at a time; rows are streamed where the driver can
 * @param expressions what is selected
 * @param conditions disjoint and covering conditions, one statement each, for a driver that holds a
 *     whole result in memory; {@code TRUE} alone reads the table in one statement
 */
record JdbcTableRows(
    Connection connection,
    String table,
    List<String> expressions,
    List<ValueKind> kinds,
    List<String> conditions)
    implements TableRows {
  private static final int FETCH_ROWS = 5_000;

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public void read(Visitor visitor) throws SQLException {
    String list = String.join(", ", expressions);
    for (String condition : conditions) {
      String where = condition.equals("TRUE") ? "" : " WHERE " + condition;
      readPart("SELECT " + list + " FROM " + table + where, visitor);
    }
  }

  private void readPart(String sql, Visitor visitor) throws SQLException {
    String[] row = new String[expressions.size()];
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          for (int i = 0; i < row.length; i++) {
            String text = rows.getString(i + 1);
            row[i] = text == null ? null : CanonicalText.of(kinds.get(i), text);
          }
          visitor.row(row);
        }
      }
    }
  }
}
