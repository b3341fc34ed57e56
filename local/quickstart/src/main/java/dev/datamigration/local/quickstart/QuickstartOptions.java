package dev.datamigration.local.quickstart;

import dev.datamigration.local.stack.StackOptions.SourcePlatform;
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
}
