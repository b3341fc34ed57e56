package dev.datamigration.worker.source.planning;

import dev.datamigration.model.plan.KeyRange;
import dev.datamigration.model.plan.KeyValue;
import java.util.ArrayList;
import java.util.List;

/** Ranges from boundaries. A pure decision. */
final class KeyRanges {
  private KeyRanges() {}

  /**
   * Disjoint ranges that cover every key: the first open below, the last open above, and one for
   * NULL keys.
   *
   * @param boundaries ascending in the source's order; those that repeat or are not above the one
   *     before count once
   * @param nullable whether a key column may be NULL
   */
  static List<KeyRange> of(List<List<KeyValue>> boundaries, boolean nullable) {
    List<KeyRange> ranges = new ArrayList<>();
    List<KeyValue> lower = List.of();
    for (List<KeyValue> boundary : boundaries) {
      if (!KeyOrder.notAbove(lower, boundary)) {
        ranges.add(new KeyRange.Between(lower, boundary));
        lower = boundary;
      }
    }
    ranges.add(new KeyRange.Between(lower, List.of()));
    if (nullable) {
      ranges.add(new KeyRange.NullKeys());
    }
    return ranges.size() == 1 ? List.of(new KeyRange.WholeTable()) : ranges;
  }
}
