package dev.datamigration.model.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Copies of lists that may be absent. */
final class NullableList {
  private NullableList() {}

  /** An unmodifiable copy, null elements kept for validation to report; null for null. */
  static <T> List<T> copyOf(List<T> list) {
    return list == null ? null : Collections.unmodifiableList(new ArrayList<>(list));
  }
}
