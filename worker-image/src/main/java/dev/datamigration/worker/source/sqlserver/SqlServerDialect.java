package dev.datamigration.worker.source.sqlserver;

import dev.datamigration.model.config.Platform;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.ExtractedTotals;
import dev.datamigration.worker.source.ExtractionProgress;
import dev.datamigration.worker.source.FinishedFiles;
import dev.datamigration.worker.source.jdbc.JdbcDialect;
import dev.datamigration.worker.source.jdbc.LimitedStatements;
import dev.datamigration.worker.source.jdbc.ResultSetExtraction;
import dev.datamigration.worker.source.jdbc.SelectSyntax;
import dev.datamigration.worker.source.jdbc.SourceCatalogue;
import dev.datamigration.worker.source.planning.SourceColumn;
import dev.datamigration.worker.source.planning.TypeMap;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** SQL Server, read by SELECT. */
final class SqlServerDialect implements JdbcDialect {
  @Override
  public Platform platform() {
    return Platform.SQLSERVER;
  }

  @Override
  public TypeMap types() {
    return SqlServerTypes.MAP;
  }

  @Override
  public SelectSyntax syntax() {
    return SqlServerSyntax.INSTANCE;
  }

  @Override
  public SourceCatalogue catalogue(LimitedStatements statements) {
    return new SqlServerCatalogue(statements);
  }

  @Override
  public ExtractedTotals extract(
      Connection connection,
      List<SourceColumn> now,
      TableExtraction table,
      Partition partition,
      Path folder,
      FinishedFiles finished,
      ExtractionProgress progress,
      Cancellation cancellation)
      throws SQLException {
    SqlServerQuery query = new SqlServerQuery(table, now);
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
  }
}
