package dev.datamigration.worker.source.jdbc;

import dev.datamigration.worker.source.planning.RowSelection;
import java.util.ArrayList;
import java.util.List;

/** Text of SELECT statements over the rows of a table. */
public record RowsSql(SelectSyntax syntax) {
  /** A SELECT of no row that is refused if the rows' condition is none by itself. */
  String conditionCheck(RowSelection rows) {
    return syntax.selectNothing(
        "FROM "
            + syntax.table(rows.table())
            + (rows.objectModifier() == null ? "" : " " + rows.objectModifier())
            + " WHERE\n"
            + rows.condition());
  }

  /**
   * A SELECT over the rows.
   *
   * @param list what is selected
   * @param tableSuffix put after the table's name, for example a sample clause; may be empty
   * @param conditions further ones; empty texts do not count
   */
  public String select(
      RowSelection rows, String list, String tableSuffix, List<String> conditions) {
    StringBuilder sql = new StringBuilder("SELECT ");
    if (rows.selectModifier() != null) {
      sql.append(rows.selectModifier()).append(' ');
    }
    sql.append(list).append(" FROM ").append(syntax.table(rows.table()));
    if (!tableSuffix.isEmpty()) {
      sql.append(' ').append(tableSuffix);
    }
    if (rows.objectModifier() != null) {
      sql.append(' ').append(rows.objectModifier());
    }
    List<String> all = new ArrayList<>();
    if (rows.condition() != null) {
      // On lines of its own: it may end in a comment.
      all.add("(\n" + rows.condition() + "\n)");
    }
    conditions.stream().filter(condition -> !condition.isEmpty()).forEach(all::add);
    if (!all.isEmpty()) {
      sql.append(" WHERE ").append(String.join(" AND ", all));
    }
    return sql.toString();
  }
}
