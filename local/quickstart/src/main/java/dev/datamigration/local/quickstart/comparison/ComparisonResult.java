package dev.datamigration.local.quickstart.comparison;

import java.util.List;

/**
 * What the comparison of one table found. For each key, {@code s} rows at the source and {@code t}
 * at the target, of which {@code c} are equal:
 *
 * @param lost the sum of {@code s - t} where that is positive
 * @param doubled the sum of {@code t - s} where that is positive; a row nobody sent counts here
 * @param different the sum of {@code min(s, t) - c}: rows that arrived, but bent. Without a key a
 *     row is its own key, and a bent row counts as one lost and one doubled
 * @param sourceHash the multiset hash, 32 hexadecimal digits
 * @param examples up to five sentences that name a key
 */
public record ComparisonResult(
    long sourceRows,
    long targetRows,
    String sourceHash,
    String targetHash,
    long lost,
    long doubled,
    long different,
    List<String> examples) {
  public ComparisonResult {
    examples = List.copyOf(examples);
  }

  /** Whether source and target hold the same rows equally often. */
  public boolean equal() {
    return lost == 0 && doubled == 0 && different == 0;
  }
}
