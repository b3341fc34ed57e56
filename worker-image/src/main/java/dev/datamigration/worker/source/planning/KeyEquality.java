package dev.datamigration.worker.source.planning;

import dev.datamigration.model.plan.KeyValue;
import java.util.Arrays;
import java.util.List;

/**
 * Whether two keys are certainly the same. Two that the source calls equal may differ here, for
 * example {@code 1.0} and {@code 1.00}; the range between them is then empty, which does no harm.
 */
final class KeyEquality {
  private KeyEquality() {}

  static boolean same(List<KeyValue> a, List<KeyValue> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!same(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(KeyValue a, KeyValue b) {
    return (a instanceof KeyValue.BinaryKey first && b instanceof KeyValue.BinaryKey second)
        ? Arrays.equals(first.value(), second.value())
        : a.equals(b);
  }
}
