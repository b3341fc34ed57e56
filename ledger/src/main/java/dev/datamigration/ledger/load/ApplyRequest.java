package dev.datamigration.ledger.load;

import dev.datamigration.ledger.sync.SyncKey;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.model.plan.SyncRun;
import java.util.List;

/**
 * The rows of a staging table, complete, are to change the target in one transaction.
 *
 * @param epoch it may be marked only under this epoch and attempt
 * @param targetIdentity of the table that was prepared; no other of that name is changed
 * @param stagingTable its name in the ledger's schema
 * @param stagingIdentity of the staging table that was filled
 * @param change what becomes of the target
 * @param key the source and the target
 * @param run what is remembered of them, and what is to be
 */
public record ApplyRequest(
    String loadId,
    long epoch,
    int attempt,
    String workflowId,
    String tableId,
    QualifiedName target,
    String targetIdentity,
    String stagingTable,
    String stagingIdentity,
    List<ColumnPlan> columns,
    long expectedRows,
    TargetChange change,
    SyncKey key,
    SyncRun run)
    implements MarkedLoad {
  public ApplyRequest {
    columns = List.copyOf(columns);
  }

  @Override
  public long stagedBytes() {
    return 0;
  }
}
