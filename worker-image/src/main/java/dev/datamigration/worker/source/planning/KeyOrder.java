package dev.datamigration.worker.source.planning;

import dev.datamigration.model.plan.KeyValue;
import java.util.List;

/**
 * Whether a boundary lies above another, as far as that can be known here: numbers, dates and times
 * have one order everywhere; that of text, uuid and bytes is the source's. A boundary that a driver
 * read wrongly must not make two ranges overlap.
 */
final class KeyOrder {
  private KeyOrder() {}

  /** Whether {@code next} is certainly not above {@code previous}. */
  static boolean notAbove(List<KeyValue> previous, List<KeyValue> next) {
    if (previous.size() != next.size()) {
      return false;
    }
    for (int i = 0; i < previous.size(); i++) {
      KeyValue a = previous.get(i);
      KeyValue b = next.get(i);
      if (a.equals(b)) {
        continue;
      }
      return above(a, b) < 0;
    }
    return true;
  }

  /** Positive or negative if {@code b} is above or below {@code a}; 0 if only the source knows. */
  private static int above(KeyValue a, KeyValue b) {
    if (a instanceof KeyValue.BooleanKey first && b instanceof KeyValue.BooleanKey second) {
      return Boolean.compare(second.value(), first.value());
    }
    if (a instanceof KeyValue.IntegerKey first && b instanceof KeyValue.IntegerKey second) {
      return Long.compare(second.value(), first.value());
    }
    if (a instanceof KeyValue.DecimalKey first && b instanceof KeyValue.DecimalKey second) {
      return second.value().compareTo(first.value());
    }
    if (a instanceof KeyValue.DateKey first && b instanceof KeyValue.DateKey second) {
      return second.value().compareTo(first.value());
    }
    if (a instanceof KeyValue.TimeKey first && b instanceof KeyValue.TimeKey second) {
      return second.value().compareTo(first.value());
    }
    if (a instanceof KeyValue.TimestampKey first && b instanceof KeyValue.TimestampKey second) {
      return second.value().compareTo(first.value());
    }
    if (a instanceof KeyValue.InstantKey first && b instanceof KeyValue.InstantKey second) {
      return second.value().compareTo(first.value());
    }
    return 0;
  }
}
