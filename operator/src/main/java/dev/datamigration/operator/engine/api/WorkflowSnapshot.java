package dev.datamigration.operator.engine.api;

import dev.datamigration.model.error.Failure;
import java.time.Duration;
import java.util.List;

/**
 * What the engine knows of one workflow: the source of the object's status. Bounded in size
 * whatever the number of tables.
 *
 * @param observedGeneration the newest intent the engine has absorbed
 * @param workflowId its id in the ledger, the WORKFLOW_ID of the views
 * @param phase for the STATUS column
 * @param stalled why a person is needed; null if nobody is
 * @param rowsPerSecond over the last minute; 0 when nothing moves
 * @param remaining estimated time to the end; null when unknown
 * @param firstErrors at most ten, the oldest first, one a table
 * @param tablesSuspended of those not at their end, by themselves
 * @param atWork something of it runs in a worker or in Snowflake, or may
 * @param handledRetry the last {@link WorkflowIntent#retry} that was acted on; null if none was
 * @param cleanedUp nothing of this workflow runs or is left anywhere that should not be: the
 *     finalizer may go
 */
public record WorkflowSnapshot(
    ObjectKey key,
    String uid,
    long observedGeneration,
    String workflowId,
    Phase phase,
    Failure stalled,
    int tablesTotal,
    int tablesPlanned,
    int tablesDone,
    int tablesFailed,
    int tablesCancelled,
    int tablesSuspended,
    long partitionsTotal,
    long partitionsDone,
    long partitionsFailed,
    long rowsTotalEstimated,
    long rowsExtracted,
    long rowsLoaded,
    long bytesStaged,
    long rowsPerSecond,
    Duration remaining,
    int liveWorkers,
    List<TableError> firstErrors,
    boolean atWork,
    String handledRetry,
    boolean cleanedUp) {
  public WorkflowSnapshot {
    firstErrors = List.copyOf(firstErrors);
  }

  /** This snapshot with another reason why a person is needed. */
  public WorkflowSnapshot withStalled(Failure other, boolean nowCleanedUp) {
    return new WorkflowSnapshot(
        key,
        uid,
        observedGeneration,
        workflowId,
        phase,
        other,
        tablesTotal,
        tablesPlanned,
        tablesDone,
        tablesFailed,
        tablesCancelled,
        tablesSuspended,
        partitionsTotal,
        partitionsDone,
        partitionsFailed,
        rowsTotalEstimated,
        rowsExtracted,
        rowsLoaded,
        bytesStaged,
        rowsPerSecond,
        remaining,
        liveWorkers,
        firstErrors,
        atWork,
        handledRetry,
        nowCleanedUp);
  }

  /** The STATUS column; derived from the same facts as the conditions, which are the interface. */
  public enum Phase {
    PENDING,
    PLANNING,
    EXTRACTING,
    LOADING,
    SUSPENDED,
    SUCCEEDED,
    FAILED,
    CANCELLING,
    CANCELLED;

    /** Whether a workflow stays there by itself. */
    public boolean isEnd() {
      return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
  }

  /** The first error of a table. */
  public record TableError(String table, Failure failure) {}
}
