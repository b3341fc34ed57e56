package dev.datamigration.worker.source.postgresql;

import dev.datamigration.model.config.Platform;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.ExtractedTotals;
import dev.datamigration.worker.source.ExtractionProgress;
import dev.datamigration.worker.source.FinishedFiles;
import dev.datamigration.worker.source.jdbc.JdbcDialect;
import dev.datamigration.worker.source.jdbc.LimitedStatements;
import dev.datamigration.worker.source.jdbc.SelectSyntax;
import dev.datamigration.worker.source.jdbc.SourceCatalogue;
import dev.datamigration.worker.source.planning.SourceColumn;
import dev.datamigration.worker.source.planning.TypeMap;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** PostgreSQL, read by binary COPY. */
final class PostgresqlDialect implements JdbcDialect {
  @Override
  public Platform platform() {
    return Platform.POSTGRESQL;
  }

  @Override
  public TypeMap types() {
    return PostgresqlTypes.MAP;
  }

  @Override
  public SelectSyntax syntax() {
    return SelectSyntax.STANDARD;
  }

  @Override
  public SourceCatalogue catalogue(LimitedStatements statements) {
    return new PostgresqlCatalogue(statements);
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
    return new CopyExtraction(table, now)
        .run(connection, partition, folder, finished, progress, cancellation);
  }
}
