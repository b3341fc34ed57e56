package dev.datamigration.model.reading;

import dev.datamigration.model.error.ConfigurationProblem;
import java.util.List;

/**
 * What reading gave.
 *
 * @param value null if there is a problem
 * @param problems all of them; empty if there is a value
 */
public record Reading<T>(T value, List<ConfigurationProblem> problems) {
  public Reading {
    problems = List.copyOf(problems);
  }

  /** Whether there is a value. */
  public boolean succeeded() {
    return problems.isEmpty();
  }
}
