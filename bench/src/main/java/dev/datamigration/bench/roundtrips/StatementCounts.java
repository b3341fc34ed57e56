package dev.datamigration.bench.roundtrips;

import dev.datamigration.local.snowflake.execution.LoggedStatement;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many statements of each kind.
 *
 * @param byKeyword by the statement's first word
 */
public record StatementCounts(SortedMap<String, Long> byKeyword) {
  public StatementCounts {
    byKeyword = Collections.unmodifiableSortedMap(new TreeMap<>(byKeyword));
  }

  static StatementCounts of(List<LoggedStatement> statements) {
    SortedMap<String, Long> counts = new TreeMap<>();
    statements.forEach(statement -> counts.merge(RoundTrips.keyword(statement), 1L, Long::sum));
    return new StatementCounts(counts);
  }

  /** All of them. */
  public long total() {
    return byKeyword.values().stream().mapToLong(Long::longValue).sum();
  }
}
