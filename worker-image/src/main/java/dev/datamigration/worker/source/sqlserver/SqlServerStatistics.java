package dev.datamigration.worker.source.sqlserver;

import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.worker.source.jdbc.KeyReading;
import dev.datamigration.worker.source.jdbc.LimitedStatements;
import dev.datamigration.worker.source.planning.KeyColumn;
import dev.datamigration.worker.source.planning.SourceColumn;
import dev.datamigration.worker.source.planning.WeightedCuts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Boundaries from a histogram of at most 200 steps, of the newest statistics that lead with the
 * column (learn.microsoft.com, sys.dm_db_stats_histogram; from 2016 SP1 CU2 on).
 */
final class SqlServerStatistics {
  private static final Logger LOG = LoggerFactory.getLogger(SqlServerStatistics.class);

  private static final String STEPS =
      """
      SELECT %s, h.range_rows, h.equal_rows
      FROM (SELECT TOP (1) s.object_id, s.stats_id FROM sys.stats s
            JOIN sys.stats_columns k ON k.object_id = s.object_id AND k.stats_id = s.stats_id AND k.stats_column_id = 1
            JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id
            WHERE s.object_id = OBJECT_ID(?) AND c.name = ? AND s.has_filter = 0
            ORDER BY STATS_DATE(s.object_id, s.stats_id) DESC) AS newest
      CROSS APPLY sys.dm_db_stats_histogram(newest.object_id, newest.stats_id) AS h
      ORDER BY h.step_number
      """;

  private final LimitedStatements statements;

  SqlServerStatistics(LimitedStatements statements) {
    this.statements = statements;
  }

  private record Step(KeyValue high, double below, double at) {}

  /** Boundaries over one column, ascending; empty if nothing is known or it is too coarse. */
  Optional<List<KeyValue>> boundaries(
      QualifiedName table, SourceColumn column, KeyColumn key, int parts) throws SQLException {
    // CAST takes a sql_variant's text through the database's code page, not the column's.
    if (List.of("char", "varchar").contains(column.typeName())) {
      return Optional.empty();
    }
    List<Step> steps = new ArrayList<>();
    try {
      steps.addAll(
          statements.query(
              STEPS.formatted(
                  SqlServerSyntax.INSTANCE.keyValue(
                      "CAST(h.range_high_key AS " + column.declaredType() + ")", key.kind())),
              List.of(SqlServerSyntax.INSTANCE.table(table), column.name()),
              row ->
                  new Step(
                      KeyReading.value(row, 1, key.kind()).orElse(null),
                      row.getDouble(2),
                      row.getDouble(3))));
    } catch (SQLException e) {
      // An older server, or a user without the right to see it; a sample or a scan will do.
      LOG.debug("The histogram of {} cannot be read: {}", table.display(), e.toString());
      statements.rollback();
    }
    double rows = steps.stream().mapToDouble(step -> step.below() + step.at()).sum();
    if (rows <= 0) {
      return Optional.empty();
    }
    return WeightedCuts.cut(
        steps.stream()
            .map(step -> new WeightedCuts.Point(step.high(), step.below() / rows, step.at() / rows))
            .toList(),
        parts);
  }
}
