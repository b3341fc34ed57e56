package dev.datamigration.worker.source.sqlserver;

import dev.datamigration.model.config.Platform;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.naming.QualifiedNames;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.ExtractedTotals;
import dev.datamigration.worker.source.ExtractionProgress;
import dev.datamigration.worker.source.FinishedFiles;
import dev.datamigration.worker.source.Source;
import dev.datamigration.worker.source.jdbc.LimitedStatements;
import dev.datamigration.worker.source.jdbc.ResultSetExtraction;
import dev.datamigration.worker.source.planning.PlanningSession;
import dev.datamigration.worker.source.planning.TablePlanner;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A SQL Server. Keeps no connection between calls. */
final class SqlServerSource implements Source {
  private static final Duration CATALOGUE_LIMIT = Duration.ofMinutes(5);

  private final SqlServerSessions sessions;
  private final TablePlanner planner = new TablePlanner(Platform.SQLSERVER, SqlServerTypes.MAP);

  SqlServerSource(SqlServerSessions sessions) {
    this.sessions = sessions;
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
  public TablePlan plan(TableConfiguration table, Cancellation cancellation) {
    Duration limit =
        Duration.ofMinutes(
            table.executionTimeoutMinutes() == null
                ? TableConfiguration.DEFAULT_EXECUTION_TIMEOUT_MINUTES
                : table.executionTimeoutMinutes());
    String database = QualifiedNames.source(table.source(), Platform.SQLSERVER).database();
    try (PlanningSession session =
        new SqlServerPlanningSession(
            sessions.open(database), sessions.errors(), limit, cancellation)) {
      return planner.plan(table, session, cancellation);
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
      SqlServerCatalogue catalogue =
          new SqlServerCatalogue(new LimitedStatements(connection, cancellation, CATALOGUE_LIMIT));
      SqlServerQuery query = new SqlServerQuery(table, catalogue.columns(table.source()));
      String sql = query.sql(partition);
      try (Statement statement = connection.createStatement()) {
        // Braces and question marks of a user's condition are the server's, not JDBC's.
        statement.setEscapeProcessing(false);
        return new ResultSetExtraction(table, query.readers())
            .run(
                statement,
                () -> statement.executeQuery(sql),
                folder,
                finished,
                progress,
                cancellation);
      }
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
