package dev.datamigration.worker.config;

import java.util.ArrayList;
import java.util.List;

/** Everything found wrong while a configuration is read. */
final class Findings {
  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** A clause without a full stop. */
  void error(String what) {
    errors.add(what);
  }

  /** A clause without a full stop. */
  void warning(String what) {
    warnings.add(what);
  }

  List<String> errors() {
    return List.copyOf(errors);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
