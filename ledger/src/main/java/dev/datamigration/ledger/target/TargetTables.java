package dev.datamigration.ledger.target;

import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.QualifiedName;
import java.util.List;

/** The tables rows go to. Safe for use by several threads. */
public interface TargetTables {
  /**
   * Creates the target if it is missing and checks it in any case. May be repeated.
   *
   * @param workflowId for the query tag
   * @return what tells this table apart from a later one of the same name
   * @throws dev.datamigration.model.error.DmwException if it cannot be created, or cannot take the
   *     columns exactly
   */
  String prepare(String workflowId, QualifiedName target, List<ColumnPlan> columns);
}
