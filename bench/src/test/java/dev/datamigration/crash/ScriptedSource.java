package dev.datamigration.crash;

import dev.datamigration.crash.ExternalCalls.Fate;
import dev.datamigration.crash.SourceTables.Row;
import dev.datamigration.model.config.Synchronization;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.model.plan.SyncState;
import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.worker.parquet.PartitionFiles;
import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.ExtractedTotals;
import dev.datamigration.worker.source.ExtractionProgress;
import dev.datamigration.worker.source.FinishedFiles;
import dev.datamigration.worker.source.Source;
import dev.datamigration.worker.source.SourceErrorCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** The tables of {@link SourceTables}, as one process sees them; reading takes virtual time. */
final class ScriptedSource implements Source {
  private static final Duration READING = Duration.ofMillis(300);

  /** So that a partition of three rows has two files. */
  private static final int ROWS_A_FILE = 2;

  private static final long ROW_BYTES = 8;

  /** A row that large makes {@link PartitionFiles} look at the size of its file. */
  private static final long FILE_ENDS = 1 << 20;

  private final SimulatedProcess process;
  private final ExternalCalls calls;
  private final VirtualClock clock;
  private final Predicate<String> unreadable;

  /**
   * @param unreadable partitions that cannot be read now, however often it is tried
   */
  ScriptedSource(
      SimulatedProcess process,
      ExternalCalls calls,
      VirtualClock clock,
      Predicate<String> unreadable) {
    this.unreadable = unreadable;
    this.process = process;
    this.calls = calls;
    this.clock = clock;
  }

  private void call(String what, SourceErrorCode code) {
    Fate fate = calls.reach(process, what, false);
    if (fate != Fate.MADE) {
      throw new DmwException(code, what + " failed.", "It is tried again.");
    }
  }

  @Override
  public void test() {
    throw new UnsupportedOperationException();
  }

  @Override
  public TablePlan plan(TableConfiguration table, SyncState since, Cancellation cancellation) {
    String name = table.source().tableName();
    call("plan " + name, SourceErrorCode.UNREACHABLE);
    clock.advance(READING);
    return SourceTables.plan(name, Synchronization.strategyOf(table.synchronization()));
  }

  @Override
  public ExtractedTotals extract(
      TableExtraction table,
      Partition partition,
      Path folder,
      FinishedFiles finished,
      ExtractionProgress progress,
      Cancellation cancellation) {
    String name = table.source().table();
    String what = name + "/" + partition.number();
    call("read " + what, SourceErrorCode.UNREACHABLE);
    clock.advance(READING);
    if (unreadable.test(what)) {
      throw new DmwException(SourceErrorCode.STATEMENT_REFUSED, what + " is refused.", "Mend it.");
    }
    List<Row> rows = SourceTables.PARTITIONS.get(name).get(partition.number() - 1);
    try (PartitionFiles files = new PartitionFiles(table.columns(), folder, finished, 1, 1)) {
      for (int i = 0; i < rows.size(); i++) {
        boolean endsFile = i % ROWS_A_FILE == ROWS_A_FILE - 1 || i == rows.size() - 1;
        if (endsFile) {
          call("write a file of " + what, SourceErrorCode.LOCAL_FOLDER);
        }
        write(rows.get(i), files);
        files.endRow(endsFile ? FILE_ENDS : ROW_BYTES);
      }
      files.finish();
      return new ExtractedTotals(rows.size(), ROW_BYTES * rows.size());
    }
  }

  private static void write(Row row, PartitionFiles files) {
    files.startRow();
    if (row.id() == null) {
      files.putNull(0);
    } else {
      files.putLong(0, row.id());
    }
    byte[] note = row.note() == null ? null : row.note().getBytes(StandardCharsets.UTF_8);
    if (note == null) {
      files.putNull(1);
    } else {
      files.putBytes(1, note, 0, note.length);
    }
  }

  @Override
  public void close() {}
}
