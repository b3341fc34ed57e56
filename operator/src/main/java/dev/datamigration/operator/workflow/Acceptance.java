package dev.datamigration.operator.workflow;

import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.error.ConfigurationProblem;
import dev.datamigration.model.error.DmwException;
import java.util.List;

/** Whether a workflow can be carried out as its object says. */
sealed interface Acceptance {
  /**
   * It can.
   *
   * @param tables effective configurations, at least one
   * @param warnings what a person should know all the same
   */
  record Accepted(
      String platform, List<TableConfiguration> tables, List<ConfigurationProblem> warnings)
      implements Acceptance {
    public Accepted {
      tables = List.copyOf(tables);
      warnings = List.copyOf(warnings);
    }
  }

  /** It cannot until the object is changed. */
  record Refused(List<ConfigurationProblem> problems) implements Acceptance {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /**
   * It cannot be said yet.
   *
   * @param reason UpperCamelCase
   */
  record Waiting(String reason, DmwException why) implements Acceptance {}
}
