package dev.datamigration.local.quickstart;

import dev.datamigration.local.quickstart.comparison.ComparisonResult;
import java.time.Duration;

/**
 * What became of a table.
 *
 * @param sourceBytes the table's size at the source, without indexes
 * @param time from its first task to its end, by the ledger
 */
public record TableOutcome(
    MigratedTable table, ComparisonResult comparison, long sourceBytes, Duration time) {
  /** Megabytes (10^6) of the source's table a second. */
  public double megabytesPerSecond() {
    double seconds = time.toMillis() / 1000.0;
    return seconds == 0 ? 0 : sourceBytes / 1e6 / seconds;
  }
}
