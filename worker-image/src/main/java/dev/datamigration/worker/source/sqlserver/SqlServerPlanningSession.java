package dev.datamigration.worker.source.sqlserver;

import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.jdbc.BoundaryQueries;
import dev.datamigration.worker.source.jdbc.LimitedStatements;
import dev.datamigration.worker.source.jdbc.PlanningErrors;
import dev.datamigration.worker.source.jdbc.SourceErrors;
import dev.datamigration.worker.source.planning.KeyColumn;
import dev.datamigration.worker.source.planning.PlanningSession;
import dev.datamigration.worker.source.planning.RowSelection;
import dev.datamigration.worker.source.planning.TableFacts;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Planning on one connection. Belongs to one thread. */
final class SqlServerPlanningSession implements PlanningSession {
  private static final double PERCENT = 100;

  private final Connection connection;
  private final PlanningErrors errors;
  private final SqlServerCatalogue catalogue;
  private final SqlServerStatistics statistics;
  private final BoundaryQueries boundaries;

  /**
   * Takes the connection over.
   *
   * @param limit how long all of it may take
   */
  SqlServerPlanningSession(
      Connection connection, SourceErrors source, Duration limit, Cancellation cancellation) {
    LimitedStatements statements = new LimitedStatements(connection, cancellation, limit);
    this.connection = connection;
    this.errors = new PlanningErrors(source, statements, limit);
    this.catalogue = new SqlServerCatalogue(statements);
    this.statistics = new SqlServerStatistics(statements);
    this.boundaries = new BoundaryQueries(statements, SqlServerSyntax.INSTANCE);
  }

  @Override
  public TableFacts describe(QualifiedName table) {
    return errors.during(
        "reading the catalogue about " + table.display(), () -> catalogue.describe(table));
  }

  @Override
  public void checkCondition(RowSelection rows) {
    errors.during(
        "checking whereClauseCriteria of " + rows.table().display(),
        () -> boundaries.checkCondition(rows));
  }

  @Override
  public long count(RowSelection rows) {
    return errors.during(
        "counting the rows of " + rows.table().display(), () -> boundaries.count(rows));
  }

  @Override
  public Optional<List<List<KeyValue>>> boundariesFromStatistics(
      TableFacts table, List<KeyColumn> key, int parts) {
    return errors.during(
        "reading the statistics of " + table.name().display(),
        () ->
            statistics
                .boundaries(table.name(), table.column(key.get(0).name()), key.get(0), parts)
                .map(found -> found.stream().map(List::of).toList()));
  }

  @Override
  public List<List<KeyValue>> boundariesFromSample(
      RowSelection rows, List<KeyColumn> key, int parts, double fraction) {
    // Whole pages, chosen by chance; what is not on them is not read.
    String sample =
        String.format(Locale.ROOT, "TABLESAMPLE SYSTEM (%.6f PERCENT)", fraction * PERCENT);
    return errors.during(
        "computing boundaries of " + rows.table().display() + " from a sample",
        () -> boundaries.boundaries(rows, key, parts, sample, ""));
  }

  @Override
  public List<List<KeyValue>> boundariesFromScan(
      RowSelection rows, List<KeyColumn> key, int parts) {
    return errors.during(
        "computing boundaries of " + rows.table().display(),
        () -> boundaries.boundaries(rows, key, parts, "", ""));
  }

  @Override
  public void close() {
    errors.during(
        "closing the connection",
        () -> {
          connection.close();
          return null;
        });
  }
}
