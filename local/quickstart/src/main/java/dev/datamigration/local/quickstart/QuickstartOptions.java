package dev.datamigration.local.quickstart;

import dev.datamigration.local.source.TpchTables;
import dev.datamigration.local.stack.SourcePlatform;
import dev.datamigration.local.stack.StackErrorCode;
import dev.datamigration.model.error.DmwException;
import java.util.List;

/**
 * What the quickstart is to do.
 *
 * @param scale scale factor of the TPC-H tables
 * @param workers worker processes at most
 * @param threads partitions that each works on at the same time
 * @param tables labels of the tables to migrate; empty: all
 */
public record QuickstartOptions(
    double scale, int workers, int threads, SourcePlatform platform, List<String> tables) {
  /** About 100 GB, at the source and once more in Snowflake. */
  static final double MOST_SCALE = 100;

  /** What the resource definitions allow as {@code spec.workers.maxReplicas}. */
  static final int MOST_WORKERS = 1_000;

  /** What the resource definitions allow as {@code spec.workers.threads}. */
  static final int MOST_THREADS = 64;

  public QuickstartOptions {
    tables = List.copyOf(tables);
  }

  /**
   * Finds mistakes before anything starts.
   *
   * @throws DmwException when a figure is out of range or a table is not there
   */
  public void check() {
    check(
        "--scale",
        scale,
        scale >= TpchTables.MINIMUM_SCALE && scale <= MOST_SCALE,
        TpchTables.MINIMUM_SCALE,
        MOST_SCALE);
    check("--workers", workers, workers >= 1 && workers <= MOST_WORKERS, 1, MOST_WORKERS);
    check("--threads", threads, threads >= 1 && threads <= MOST_THREADS, 1, MOST_THREADS);
    SampleTables.chosen(this);
  }

  private static void check(
      String option, Number value, boolean inRange, Number least, Number most) {
    if (!inRange) {
      throw new DmwException(
          StackErrorCode.BAD_OPTION,
          option + " is " + value + "; nothing was started.",
          "Give a figure from " + least + " to " + most + ".");
    }
  }
}
