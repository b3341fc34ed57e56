package dev.datamigration.model.validation;

import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.error.ConfigurationProblem;
import java.util.List;

/**
 * What validation found.
 *
 * @param tables the effective configuration of each table, merged, in the order written; to be used
 *     only if there are no errors
 * @param errors everything that keeps the workflow from running
 * @param warnings what a person should know although it runs
 */
public record ValidatedWorkflow(
    List<TableConfiguration> tables,
    List<ConfigurationProblem> errors,
    List<ConfigurationProblem> warnings) {
  public ValidatedWorkflow {
    tables = List.copyOf(tables);
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
  }

  /** Whether the workflow may run. */
  public boolean valid() {
    return errors.isEmpty();
  }
}
