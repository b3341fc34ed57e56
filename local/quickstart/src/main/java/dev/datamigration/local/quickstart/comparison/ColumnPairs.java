package dev.datamigration.local.quickstart.comparison;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which target column belongs to which source column: by exact name, else whatever its case.
 *
 * @param sourceExpressions what is selected for each column at the source
 */
record ColumnPairs(
    List<String> sourceNames,
    List<String> sourceExpressions,
    List<String> targetNames,
    List<ValueKind> kinds) {

  /**
   * Pairs the columns of two results.
   *
   * @throws IllegalStateException when a column of either side has no partner, or more than one
   */
  static ColumnPairs of(ResultSetMetaData source, ResultSetMetaData target, SourceTexts texts)
      throws SQLException {
    List<String> sourceNames = names(source);
    List<String> expressions = new ArrayList<>();
    List<ValueKind> kinds = new ArrayList<>();
    for (int i = 1; i <= source.getColumnCount(); i++) {
      String type = source.getColumnTypeName(i);
      expressions.add(texts.expression(JdbcTableRows.quoted(sourceNames.get(i - 1)), type));
      kinds.add(texts.kind(type));
    }
    return new ColumnPairs(sourceNames, expressions, partners(sourceNames, names(target)), kinds);
  }

  private static List<String> names(ResultSetMetaData columns) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnName(i));
    }
    return names;
  }

  /** The target's name for each of the source's; exact names are taken first. */
  static List<String> partners(List<String> sourceNames, List<String> targetNames) {
    List<String> remaining = new ArrayList<>(targetNames);
    remaining.removeAll(sourceNames);
    List<String> partners = new ArrayList<>();
    for (String name : sourceNames) {
      String partner = targetNames.contains(name) ? name : partner(name, remaining);
      partners.add(partner);
    }
    remaining.removeAll(partners);
    if (!remaining.isEmpty()) {
      throw new IllegalStateException("The target has columns the source has not: " + remaining);
    }
    return partners;
  }

  private static String partner(String name, List<String> targets) {
    List<String> candidates = targets.stream().filter(name::equalsIgnoreCase).toList();
    if (candidates.size() != 1) {
      throw new IllegalStateException(
          "Column \""
              + name
              + "\" has "
              + candidates.size()
              + " partners in the target: "
              + targets);
    }
    return candidates.get(0);
  }

  /** What is selected for each column at the target. */
  List<String> targetExpressions() {
    return IntStream.range(0, size())
        .mapToObj(
            i -> SnowflakeTexts.expression(JdbcTableRows.quoted(targetNames.get(i)), kinds.get(i)))
        .toList();
  }

  int size() {
    return sourceNames.size();
  }

  int[] indexes(List<String> names) {
    return names.stream()
        .mapToInt(
            name -> {
              int index = sourceNames.indexOf(name);
              if (index < 0) {
                throw new IllegalStateException("There is no key column \"" + name + "\".");
              }
              return index;
            })
        .toArray();
  }
}
