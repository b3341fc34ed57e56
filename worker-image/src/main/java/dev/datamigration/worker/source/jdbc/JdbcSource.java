package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.naming.QualifiedNames;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.model.plan.SyncState;
import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.ExtractedTotals;
import dev.datamigration.worker.source.ExtractionProgress;
import dev.datamigration.worker.source.FinishedFiles;
import dev.datamigration.worker.source.Source;
import dev.datamigration.worker.source.planning.PlanningSession;
import dev.datamigration.worker.source.planning.TablePlanner;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A source reached over JDBC. Keeps no connection between calls. */
public final class JdbcSource implements Source {
  private static final Duration CATALOGUE_LIMIT = Duration.ofMinutes(5);

  private final JdbcSessions sessions;
  private final JdbcDialect dialect;
  private final TablePlanner planner;

  public JdbcSource(JdbcSessions sessions, JdbcDialect dialect) {
    this.sessions = sessions;
    this.dialect = dialect;
    this.planner = new TablePlanner(dialect.platform(), dialect.types());
  }

  @Override
  public void test() {
    try (Connection connection = sessions.open(sessions.defaultDatabase());
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    } catch (SQLException e) {
      throw sessions.errors().translate(e, "testing the connection");
    }
  }

  @Override
  public TablePlan plan(TableConfiguration table, SyncState since, Cancellation cancellation) {
    Duration limit =
        Duration.ofMinutes(
            table.executionTimeoutMinutes() == null
                ? TableConfiguration.DEFAULT_EXECUTION_TIMEOUT_MINUTES
                : table.executionTimeoutMinutes());
    String database = QualifiedNames.source(table.source(), dialect.platform()).database();
    try (PlanningSession session =
        new JdbcPlanningSession(
            sessions.open(database), dialect, sessions.errors(), limit, cancellation)) {
      return planner.plan(table, since, session, cancellation);
    }
  }

  @Override
  public ExtractedTotals extract(
      TableExtraction table,
      Partition partition,
      Path folder,
      FinishedFiles finished,
      ExtractionProgress progress,
      Cancellation cancellation) {
    try (Connection connection = sessions.open(table.source().database())) {
      SourceCatalogue catalogue =
          dialect.catalogue(new LimitedStatements(connection, cancellation, CATALOGUE_LIMIT));
      return dialect.extract(
          connection,
          catalogue.columns(table.source()),
          table,
          partition,
          folder,
          finished,
          progress,
          cancellation);
    } catch (SQLException e) {
      throw sessions
          .errors()
          .translate(
              e, "reading partition " + partition.number() + " of " + table.source().display());
    }
  }

  @Override
  public void close() {
    // No connection outlives a call.
  }
}
