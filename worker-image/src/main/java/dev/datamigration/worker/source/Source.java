package dev.datamigration.worker.source;

import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.model.plan.SyncState;
import dev.datamigration.model.plan.TablePlan;
import java.nio.file.Path;

/**
 * A database that rows are read from. Thread-safe: every call uses a connection of its own. Errors
 * are {@link dev.datamigration.model.error.DmwException}s; a cancelled call throws {@link
 * CancelledException}.
 */
public interface Source extends AutoCloseable {
  /** Logs in and runs a trivial query. */
  void test();

  /**
   * Introspects a table and divides it into partitions.
   *
   * @param table effective: merged and validated
   * @param since what the last run of this source and target left; null if nothing is known
   */
  TablePlan plan(TableConfiguration table, SyncState since, Cancellation cancellation);

  /**
   * Reads one partition into Parquet files in {@code folder}. Memory is bounded whatever the
   * partition's size; every finished file is handed over at once, from a thread of the extraction.
   *
   * @return what was read; equal to the sum over the files
   */
  ExtractedTotals extract(
      TableExtraction table,
      Partition partition,
      Path folder,
      FinishedFiles finished,
      ExtractionProgress progress,
      Cancellation cancellation);

  /** Closes idle connections. */
  @Override
  void close();
}
