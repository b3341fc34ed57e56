package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.load.LoadRequest;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.QualifiedName;
import java.util.List;

/**
 * Something to do in Snowflake outside the tick's transaction. Each may be repeated after a crash.
 */
public sealed interface Effect {
  /** Create or check a target. */
  record PrepareTarget(
      String workflowId, String tableId, QualifiedName target, List<ColumnPlan> columns)
      implements Effect {
    public PrepareTarget {
      columns = List.copyOf(columns);
    }
  }

  /** Run a load. */
  record RunLoad(LoadRequest request) implements Effect {}

  /**
   * Remove a workflow's staged files.
   *
   * @param folder ends in a slash
   */
  record CleanStage(String workflowId, String folder) implements Effect {}

  /** Remove once more what lies where workflows that ended lately were cleaned up. */
  record SweepStage() implements Effect {}
}
