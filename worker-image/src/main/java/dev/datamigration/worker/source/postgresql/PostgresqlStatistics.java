package dev.datamigration.worker.source.postgresql;

import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.worker.source.jdbc.KeyReading;
import dev.datamigration.worker.source.jdbc.LimitedStatements;
import dev.datamigration.worker.source.planning.KeyColumn;
import dev.datamigration.worker.source.planning.WeightedCuts;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Boundaries from pg_stats (postgresql.org/docs/current/view-pg-stats.html). */
final class PostgresqlStatistics {
  private final LimitedStatements statements;

  PostgresqlStatistics(LimitedStatements statements) {
    this.statements = statements;
  }

  /** Boundaries over one column, ascending; empty if nothing is known or it is too coarse. */
  Optional<List<KeyValue>> boundaries(QualifiedName table, KeyColumn column, int parts)
      throws SQLException {
    String type = "pg_catalog." + column.typeName();
    String collate = column.collation() == null ? "" : " COLLATE " + column.collation();
    // A table with children has two lines, of which the inherited one is about all its rows.
    String sql =
        """
        WITH s AS (SELECT * FROM pg_catalog.pg_stats WHERE schemaname = ? AND tablename = ? AND attname = ? ORDER BY inherited DESC LIMIT 1),
        common AS (SELECT unnest(most_common_vals::text::%1$s[]) AS k, unnest(most_common_freqs)::float8 AS share FROM s),
        bounds AS (SELECT unnest(histogram_bounds::text::%1$s[]) AS k,
                          generate_series(1, array_length(histogram_bounds::text::%1$s[], 1)) AS place,
                          array_length(histogram_bounds::text::%1$s[], 1) - 1 AS buckets FROM s),
        rest AS (SELECT greatest(0, 1 - null_frac::float8 - coalesce((SELECT sum(share) FROM common), 0)) AS share,
                        nullif(1 - null_frac::float8, 0) AS present FROM s)
        SELECT k, coalesce(below, 0), coalesce(share_at, 0) FROM (
          SELECT k, 0::float8 AS below, common.share / rest.present AS share_at FROM common, rest
          UNION ALL
          SELECT k, CASE WHEN place = 1 THEN 0 ELSE rest.share / rest.present / buckets END, 0::float8 FROM bounds, rest) AS points
        ORDER BY k%2$s, share_at
        """
            .formatted(type, collate);
    List<WeightedCuts.Point> points =
        statements.query(
            sql,
            List.of(table.schema(), table.table(), column.name()),
            row ->
                new WeightedCuts.Point(
                    KeyReading.value(row, 1, column.kind()).orElse(null),
                    row.getDouble(2),
                    row.getDouble(3)));
    return points.isEmpty() ? Optional.empty() : WeightedCuts.cut(points, parts);
  }
}
