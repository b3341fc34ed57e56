package dev.datamigration.local.snowflake.engine.translate;

import java.util.List;

/**
 * A query in DuckDB's SQL.
 *
 * @param sql gives columns {@code c1}, {@code c2}, …
 */
public record TranslatedQuery(String sql, List<QueryColumn> columns) {
  public TranslatedQuery {
    columns = List.copyOf(columns);
  }
}
