package dev.datamigration.local.quickstart;

import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What became of the whole.
 *
 * @param time from the workflow's creation to its condition Succeeded
 */
public record QuickstartResult(List<TableOutcome> tables, Duration time) {
  public QuickstartResult {
    tables = List.copyOf(tables);
  }

  public long rows() {
    return sum(outcome -> outcome.comparison().sourceRows());
  }

  public long lost() {
    return sum(outcome -> outcome.comparison().lost());
  }

  public long doubled() {
    return sum(outcome -> outcome.comparison().doubled());
  }

  public long different() {
    return sum(outcome -> outcome.comparison().different());
  }

  private long sum(ToLongFunction<TableOutcome> figure) {
    return tables.stream().mapToLong(figure).sum();
  }

  /** Whether no row was lost, doubled or bent. */
  public boolean isPerfect() {
    return lost() == 0 && doubled() == 0 && different() == 0;
  }

  /** The last line of the quickstart's output. */
  public String resultLine() {
    return "RESULT tables=%d rows=%d lost=%d doubled=%d different=%d seconds=%d"
        .formatted(tables.size(), rows(), lost(), doubled(), different(), time.toSeconds());
  }
}
