package dev.datamigration.model.validation;

import dev.datamigration.model.error.ConfigurationErrorCode;
import dev.datamigration.model.error.ConfigurationProblem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems in the order they are found, each once. Not thread-safe. */
final class Findings {
  private final Set<ConfigurationProblem> problems = new LinkedHashSet<>();

  void add(ConfigurationErrorCode code, String path, String what, String remedy) {
    problems.add(new ConfigurationProblem(code, path, what, remedy));
  }

  List<ConfigurationProblem> errors() {
    return problems.stream().filter(problem -> !problem.code().isWarning()).toList();
  }

  List<ConfigurationProblem> warnings() {
    return problems.stream().filter(problem -> problem.code().isWarning()).toList();
  }
}
