package dev.datamigration.local.quickstart.comparison;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Which target column belongs to which source column: by exact name, else whatever its case. */
record ColumnPairs(List<String> sourceNames, List<String> targetNames, List<ValueKind> kinds) {

  /**
   * Pairs the columns of two results.
   *
   * @throws IllegalStateException when a column of either side has no partner, or more than one
   */
  static ColumnPairs of(ResultSetMetaData source, ResultSetMetaData target) throws SQLException {
    List<String> remaining = new ArrayList<>();
    for (int i = 1; i <= target.getColumnCount(); i++) {
      remaining.add(target.getColumnName(i));
    }
    List<String> sourceNames = new ArrayList<>();
    List<String> targetNames = new ArrayList<>();
    List<ValueKind> kinds = new ArrayList<>();
    for (int i = 1; i <= source.getColumnCount(); i++) {
      String name = source.getColumnName(i);
      sourceNames.add(name);
      kinds.add(ValueKind.ofPostgres(source.getColumnTypeName(i)));
      targetNames.add(partner(name, remaining));
    }
    remaining.removeAll(targetNames);
    if (!remaining.isEmpty()) {
      throw new IllegalStateException("The target has columns the source has not: " + remaining);
    }
    return new ColumnPairs(sourceNames, targetNames, kinds);
  }

  private static String partner(String name, List<String> targets) {
    if (targets.contains(name)) {
      return name;
    }
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
