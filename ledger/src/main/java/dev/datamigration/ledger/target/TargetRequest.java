package dev.datamigration.ledger.target;

import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.QualifiedName;
import java.util.List;

/**
 * A target to make ready.
 *
 * @param workflowId for the query tag
 * @param mayHoldRows whether rows that are in it already are right
 * @param expectedIdentity of the table that an earlier run left, on which this one builds; null if
 *     it builds on none
 * @param stagingTable the name, in the ledger's schema, of the table that rows are loaded into
 *     first; null for none
 */
public record TargetRequest(
    String workflowId,
    QualifiedName target,
    List<ColumnPlan> columns,
    boolean mayHoldRows,
    String expectedIdentity,
    String stagingTable) {
  public TargetRequest {
    columns = List.copyOf(columns);
  }
}
