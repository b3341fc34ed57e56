package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.jdbc.SelectSyntax.Sample;
import dev.datamigration.worker.source.planning.KeyColumn;
import dev.datamigration.worker.source.planning.PlanningSession;
import dev.datamigration.worker.source.planning.RowSelection;
import dev.datamigration.worker.source.planning.SourceColumn;
import dev.datamigration.worker.source.planning.TableFacts;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Planning on one connection. Belongs to one thread. */
public final class JdbcPlanningSession implements PlanningSession {
  private final Connection connection;
  private final PlanningErrors errors;
  private final SourceCatalogue catalogue;
  private final SelectSyntax syntax;
  private final BoundaryQueries boundaries;

  /**
   * Takes the connection over.
   *
   * @param limit how long all of it may take
   */
  public JdbcPlanningSession(
      Connection connection,
      JdbcDialect dialect,
      SourceErrors errors,
      Duration limit,
      Cancellation cancellation) {
    LimitedStatements statements = new LimitedStatements(connection, cancellation, limit);
    this.connection = connection;
    this.errors = new PlanningErrors(errors, statements, limit);
    this.catalogue = dialect.catalogue(statements);
    this.syntax = dialect.syntax();
    this.boundaries = new BoundaryQueries(statements, syntax);
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
            catalogue
                .boundaries(table, key.get(0), parts)
                .map(found -> found.stream().map(List::of).toList()));
  }

  @Override
  public List<List<KeyValue>> boundariesFromSample(
      RowSelection rows, List<KeyColumn> key, int parts, double fraction) {
    Sample sample = syntax.sample(fraction);
    return errors.during(
        "computing boundaries of " + rows.table().display() + " from a sample",
        () -> boundaries.boundaries(rows, key, parts, sample.tableSuffix(), sample.condition()));
  }

  @Override
  public List<List<KeyValue>> boundariesFromScan(
      RowSelection rows, List<KeyColumn> key, int parts) {
    return errors.during(
        "computing boundaries of " + rows.table().display(),
        () -> boundaries.boundaries(rows, key, parts, "", ""));
  }

  @Override
  public Optional<KeyValue> largest(RowSelection rows, KeyColumn column) {
    return errors.during(
        "reading the largest watermark of " + rows.table().display(),
        () -> boundaries.largest(rows, column));
  }

  @Override
  public Optional<KeyValue> settledBound(SourceColumn column, List<String> warnings) {
    return errors.during(
        "asking for open transactions", () -> catalogue.settledBound(column, warnings));
  }

  @Override
  public boolean isChangeCounter(SourceColumn column) {
    return catalogue.isChangeCounter(column);
  }

  @Override
  public String quote(String name) {
    return syntax.quote(name);
  }

  @Override
  public String literal(KeyValue value, SourceColumn column) {
    return syntax.literal(value, column);
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
