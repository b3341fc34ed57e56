package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.config.Platform;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.ExtractedTotals;
import dev.datamigration.worker.source.ExtractionProgress;
import dev.datamigration.worker.source.FinishedFiles;
import dev.datamigration.worker.source.planning.SourceColumn;
import dev.datamigration.worker.source.planning.TypeMap;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a platform adds to {@link JdbcSource}. Stateless. */
public interface JdbcDialect {
  /** The platform. */
  Platform platform();

  /** What becomes of its types. */
  TypeMap types();

  /** How it writes SELECTs. */
  SelectSyntax syntax();

  /** Its catalogue, asked with these statements. */
  SourceCatalogue catalogue(LimitedStatements statements);

  /**
   * Reads one partition; see {@link dev.datamigration.worker.source.Source#extract}.
   *
   * @param now the table's columns as they are now
   */
  ExtractedTotals extract(
      Connection connection,
      List<SourceColumn> now,
      TableExtraction table,
      Partition partition,
      Path folder,
      FinishedFiles finished,
      ExtractionProgress progress,
      Cancellation cancellation)
      throws SQLException;
}
