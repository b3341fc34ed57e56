package dev.datamigration.worker.source.postgresql;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.worker.parquet.PartitionFiles;
import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.ExtractedTotals;
import dev.datamigration.worker.source.ExtractionProgress;
import dev.datamigration.worker.source.FinishedFiles;
import dev.datamigration.worker.source.SourceErrorCode;
import dev.datamigration.worker.source.extraction.ExactSink;
import dev.datamigration.worker.source.extraction.InexactRow;
import dev.datamigration.worker.source.extraction.InexactValueException;
import dev.datamigration.worker.source.extraction.ProgressMeter;
import dev.datamigration.worker.source.jdbc.PlannedColumns;
import dev.datamigration.worker.source.jdbc.RowsSql;
import dev.datamigration.worker.source.jdbc.SelectSyntax;
import dev.datamigration.worker.source.planning.RowSelection;
import dev.datamigration.worker.source.planning.SourceColumn;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Reads one partition by binary COPY. Belongs to one thread. */
final class CopyExtraction {
  private final TableExtraction table;
  private final List<CopyColumn> columns;

  /**
   * Prepares the extraction of one table.
   *
   * @param now the table's columns as they are now
   * @throws DmwException if they cannot be read as planned
   */
  CopyExtraction(TableExtraction table, List<SourceColumn> now) {
    this.table = table;
    PlannedColumns planned = new PlannedColumns(table, now);
    this.columns =
        table.columns().stream()
            .map(
                column ->
                    CopyColumn.of(column, planned.named(column.sourceName()))
                        .orElseThrow(() -> planned.typeChanged(column)))
            .toList();
  }

  /** The statement that reads the partition. */
  String sql(Partition partition) {
    String list = columns.stream().map(CopyColumn::expression).collect(Collectors.joining(", "));
    RowSelection rows =
        new RowSelection(
            table.source(), table.whereClause(), table.objectModifier(), table.selectModifier());
    String condition = RowConditions.of(partition.range(), table.keyColumns());
    return "COPY ("
        + new RowsSql(SelectSyntax.STANDARD).select(rows, list, "", List.of(condition))
        + ") TO STDOUT (FORMAT BINARY)";
  }

  ExtractedTotals run(
      Connection connection,
      Partition partition,
      Path folder,
      FinishedFiles finished,
      ExtractionProgress progress,
      Cancellation cancellation)
      throws SQLException {
    PGConnection copying = connection.unwrap(PGConnection.class);
    ProgressMeter meter = new ProgressMeter(progress, cancellation);
    Cancellation.Registration registration = cancellation.onCancel(() -> cancelQuietly(copying));
    try (PartitionFiles files = new PartitionFiles(table.columns(), folder, finished)) {
      cancellation.throwIfRequested();
      CopyOut copy = copying.getCopyAPI().copyOut(sql(partition));
      read(copy, files, meter);
      if (copy.getHandledRowCount() != files.rows()) {
        throw new DmwException(
            SourceErrorCode.COUNT_DIFFERS,
            "The source sent "
                + copy.getHandledRowCount()
                + " rows of "
                + table.source().display()
                + " and "
                + files.rows()
                + " were written.",
            "It is tried again. If it happens again, please report it: it is an error of this program.");
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

  private void read(CopyOut copy, PartitionFiles files, ProgressMeter meter) throws SQLException {
    CopyStream stream =
        new CopyStream(columns.stream().map(CopyColumn::decoder).toArray(FieldDecoder[]::new));
    ExactSink sink = new ExactSink(table.columns(), files);
    try {
      for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
        stream.message(message);
        for (int length = stream.nextRow(); length >= 0; length = stream.nextRow()) {
          files.startRow();
          stream.decode(sink);
          files.endRow(length);
          meter.row(length);
        }
      }
    } catch (InexactValueException e) {
      throw InexactRow.error(table, e, meter.rows() + 1, stream::decode);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new DmwException(
          SourceErrorCode.UNREADABLE_ROW,
          "Row "
              + (meter.rows() + 1)
              + " of a partition of "
              + table.source().display()
              + " did not arrive as PostgreSQL writes rows ("
              + e.getMessage()
              + ").",
          "It is tried again. If it happens again, look for a proxy between worker and source, or report it.",
          e);
    }
    if (!stream.ended()) {
      throw new SQLException("the rows ended before their end mark", "08006");
    }
  }

  private static void cancelQuietly(PGConnection connection) {
    try {
      connection.cancelQuery();
    } catch (SQLException e) {
      // Then the extraction ends at its next batch.
    }
  }
}
