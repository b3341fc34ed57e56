package dev.datamigration.worker.source.postgresql;

import dev.datamigration.model.plan.KeyRange;
import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.worker.source.jdbc.KeyConditions;
import dev.datamigration.worker.source.jdbc.KeyText;
import dev.datamigration.worker.source.jdbc.SelectSyntax;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The condition of a range for COPY, which has no bind variables. Row constructors compare
 * lexicographically and use an index. A quoted literal without a type takes the column's type, so
 * the comparison is the column's own, collation and padding included.
 */
final class RowConditions {
  private RowConditions() {}

  static String of(KeyRange range, List<String> keyColumns) {
    List<String> columns = SelectSyntax.STANDARD.quote(keyColumns);
    if (!(range instanceof KeyRange.Between between)) {
      return KeyConditions.of(range, columns, (column, value) -> literal(value));
    }
    StringBuilder condition = new StringBuilder("(").append(KeyConditions.notNull(columns));
    if (!between.lower().isEmpty()) {
      condition.append(" AND ").append(row(columns)).append(" >= ").append(values(between.lower()));
    }
    if (!between.upper().isEmpty()) {
      condition.append(" AND ").append(row(columns)).append(" < ").append(values(between.upper()));
    }
    return condition.append(")").toString();
  }

  private static String row(List<String> columns) {
    return columns.size() == 1 ? columns.get(0) : "(" + String.join(", ", columns) + ")";
  }

  private static String values(List<KeyValue> values) {
    List<String> literals = values.stream().map(RowConditions::literal).toList();
    return literals.size() == 1
        ? literals.get(0)
        : literals.stream().collect(Collectors.joining(", ", "(", ")"));
  }

  /** Backslashes mean nothing: the session has standard_conforming_strings on. */
  private static String literal(KeyValue value) {
    return "'" + KeyText.of(value).replace("'", "''") + "'";
  }
}
