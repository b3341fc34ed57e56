package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.plan.KeyRange;
import dev.datamigration.model.plan.KeyValue;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The condition of a range. Written without row constructors, which not every source compares
 * lexicographically.
 */
public final class KeyConditions {
  private KeyConditions() {}

  /**
   * The condition of a range.
   *
   * @param columns quoted key columns
   * @return a condition in parentheses; empty for the whole table
   */
  public static String of(KeyRange range, List<String> columns, KeyPlacement placement) {
    if (range instanceof KeyRange.NullKeys) {
      return columns.stream()
          .map(column -> column + " IS NULL")
          .collect(Collectors.joining(" OR ", "(", ")"));
    }
    if (range instanceof KeyRange.Between between) {
      StringBuilder condition = new StringBuilder("(");
      condition.append(notNull(columns));
      if (!between.lower().isEmpty()) {
        condition.append(" AND ").append(from(columns, between.lower(), 0, placement));
      }
      if (!between.upper().isEmpty()) {
        condition.append(" AND ").append(below(columns, between.upper(), 0, placement));
      }
      return condition.append(")").toString();
    }
    return "";
  }

  /** Rows of no NULL key: without it, a NULL behind a deciding column would be in two ranges. */
  public static String notNull(List<String> columns) {
    return columns.stream()
        .map(column -> column + " IS NOT NULL")
        .collect(Collectors.joining(" AND "));
  }

  private static String from(
      List<String> columns, List<KeyValue> bound, int i, KeyPlacement placement) {
    String column = columns.get(i);
    if (i == bound.size() - 1) {
      return column + " >= " + placement.place(i, bound.get(i));
    }
    // The first comparison says nothing new; it lets the source skip what lies below.
    return "("
        + column
        + " >= "
        + placement.place(i, bound.get(i))
        + " AND ("
        + column
        + " > "
        + placement.place(i, bound.get(i))
        + " OR "
        + from(columns, bound, i + 1, placement)
        + "))";
  }

  private static String below(
      List<String> columns, List<KeyValue> bound, int i, KeyPlacement placement) {
    String column = columns.get(i);
    if (i == bound.size() - 1) {
      return column + " < " + placement.place(i, bound.get(i));
    }
    return "("
        + column
        + " <= "
        + placement.place(i, bound.get(i))
        + " AND ("
        + column
        + " < "
        + placement.place(i, bound.get(i))
        + " OR "
        + below(columns, bound, i + 1, placement)
        + "))";
  }
}
