package dev.datamigration.local.sqlserver.engine;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.catalogue.HistogramStep;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The histograms of a server, each kept until a row of its table changes: a question about one of
 * them is answered from all. Safe for several threads.
 */
public final class KnownHistograms {
  private final Map<String, Known> known = new HashMap<>();

  private record Known(long change, List<HistogramStep> steps) {}

  /** Counts a column's keys. */
  @FunctionalInterface
  interface Counting {
    List<HistogramStep> count() throws ServerError, SQLException;
  }

  /**
   * The histogram of a column.
   *
   * @param place table and column
   * @param change the table's last change
   */
  synchronized List<HistogramStep> histogram(String place, long change, Counting counting)
      throws ServerError, SQLException {
    Known before = known.get(place);
    if (before != null && before.change() == change) {
      return before.steps();
    }
    List<HistogramStep> steps = List.copyOf(counting.count());
    known.put(place, new Known(change, steps));
    return steps;
  }
}
