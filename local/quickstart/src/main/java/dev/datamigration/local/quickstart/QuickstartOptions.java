package dev.datamigration.local.quickstart;

import dev.datamigration.local.source.TpchTables;
import dev.datamigration.local.stack.StackErrorCode;
import dev.datamigration.local.stack.StackOptions.SourcePlatform;
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
  public QuickstartOptions {
    tables = List.copyOf(tables);
  }

  /**
   * Finds mistakes before anything starts.
   *
   * @throws DmwException when a figure is out of range or a table is not there
   */
  public void check() {
    if (!(scale >= TpchTables.MINIMUM_SCALE) || workers < 1 || threads < 1) {
      throw new DmwException(
          StackErrorCode.BAD_OPTION,
          "The scale is %s, workers are %d, threads are %d.".formatted(scale, workers, threads),
          "Give a scale of at least "
              + TpchTables.MINIMUM_SCALE
              + ", and at least one worker and thread.");
    }
    SampleTables.chosen(this);
  }
}
