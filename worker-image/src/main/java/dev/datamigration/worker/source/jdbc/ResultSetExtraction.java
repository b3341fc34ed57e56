package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.worker.parquet.PartitionFiles;
import dev.datamigration.worker.parquet.RowSink;
import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.ExtractedTotals;
import dev.datamigration.worker.source.ExtractionProgress;
import dev.datamigration.worker.source.FinishedFiles;
import dev.datamigration.worker.source.extraction.ExactSink;
import dev.datamigration.worker.source.extraction.InexactRow;
import dev.datamigration.worker.source.extraction.InexactValueException;
import dev.datamigration.worker.source.extraction.ProgressMeter;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Reads one partition through a driver's result set, which must stream. Belongs to one thread.
 *
 * @param readers one a column, in order
 */
public record ResultSetExtraction(TableExtraction table, List<ColumnReader> readers) {
  /** Runs a query. */
  @FunctionalInterface
  public interface Query {
    ResultSet execute() throws SQLException;
  }

  /**
   * Writes a query's rows.
   *
   * @param statement that {@code query} runs, to be cancelled
   */
  public ExtractedTotals run(
      Statement statement,
      Query query,
      Path folder,
      FinishedFiles finished,
      ExtractionProgress progress,
      Cancellation cancellation)
      throws SQLException {
    ProgressMeter meter = new ProgressMeter(progress, cancellation);
    Cancellation.Registration registration =
        cancellation.onCancel(() -> StatementCancel.quietly(statement));
    try (PartitionFiles files = new PartitionFiles(table.columns(), folder, finished)) {
      cancellation.throwIfRequested();
      try (ResultSet rows = query.execute()) {
        readOrCancel(statement, rows, files, meter);
      }
      files.finish();
      return meter.totals();
    } catch (SQLException e) {
      cancellation.throwIfRequested();
      throw e;
    } finally {
      registration.close();
    }
  }

  /**
   * A result set that is closed half-read is read to its end by some drivers; a cancelled one is
   * not.
   */
  private void readOrCancel(
      Statement statement, ResultSet rows, PartitionFiles files, ProgressMeter meter)
      throws SQLException {
    boolean whole = false;
    try {
      read(rows, files, meter);
      whole = true;
    } finally {
      if (!whole) {
        StatementCancel.quietly(statement);
      }
    }
  }

  private void read(ResultSet rows, PartitionFiles files, ProgressMeter meter) throws SQLException {
    ExactSink sink = new ExactSink(table.columns(), files);
    ColumnReader[] columns = readers.toArray(ColumnReader[]::new);
    try {
      while (rows.next()) {
        files.startRow();
        long bytes = 0;
        for (int i = 0; i < columns.length; i++) {
          bytes += columns[i].read(rows, i, sink);
        }
        files.endRow(bytes);
        meter.row(bytes);
      }
    } catch (InexactValueException e) {
      throw InexactRow.error(
          table, e, meter.rows() + 1, (column, text) -> readAgain(rows, column, text));
    }
  }

  private void readAgain(ResultSet rows, int column, RowSink text) {
    try {
      readers.get(column).read(rows, column, text);
    } catch (SQLException e) {
      throw new InexactValueException(column, "cannot be read");
    }
  }
}
