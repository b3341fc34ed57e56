package dev.datamigration.local.snowflake.engine.translate;

import java.util.List;

/**
 * An item of FROM.
 *
 * @param qualifiers the names its columns may be qualified with, outermost first: an alias alone,
 *     or database, schema and table
 * @param sql the item in DuckDB's SQL, its alias included
 */
record BoundRelation(List<String> qualifiers, String sql, List<BoundColumn> columns) {
  BoundRelation {
    columns = List.copyOf(columns);
  }

  boolean answersTo(List<String> qualifier) {
    int skip = qualifiers.size() - qualifier.size();
    return skip >= 0 && qualifiers.subList(skip, qualifiers.size()).equals(qualifier);
  }
}
