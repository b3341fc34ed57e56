package dev.datamigration.worker.source.redshift;

import dev.datamigration.model.config.Platform;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.ExtractedTotals;
import dev.datamigration.worker.source.ExtractionProgress;
import dev.datamigration.worker.source.FinishedFiles;
import dev.datamigration.worker.source.jdbc.BoundKeys;
import dev.datamigration.worker.source.jdbc.JdbcDialect;
import dev.datamigration.worker.source.jdbc.LimitedStatements;
import dev.datamigration.worker.source.jdbc.ResultSetExtraction;
import dev.datamigration.worker.source.jdbc.SelectSyntax;
import dev.datamigration.worker.source.jdbc.SourceCatalogue;
import dev.datamigration.worker.source.planning.SourceColumn;
import dev.datamigration.worker.source.planning.TypeMap;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Redshift, read by SELECT. */
final class RedshiftDialect implements JdbcDialect {
  @Override
  public Platform platform() {
    return Platform.REDSHIFT;
  }

  @Override
  public TypeMap types() {
    return RedshiftTypes.MAP;
  }

  @Override
  public SelectSyntax syntax() {
    return RedshiftSyntax.INSTANCE;
  }

  @Override
  public SourceCatalogue catalogue(LimitedStatements statements) {
    return new RedshiftCatalogue(statements);
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
    RedshiftQuery query = new RedshiftQuery(table, now);
    BoundKeys keys = new BoundKeys();
    try (PreparedStatement statement = connection.prepareStatement(query.sql(partition, keys))) {
      keys.bind(statement);
      return new ResultSetExtraction(table, query.readers())
          .run(statement, statement::executeQuery, folder, finished, progress, cancellation);
    }
  }
}
