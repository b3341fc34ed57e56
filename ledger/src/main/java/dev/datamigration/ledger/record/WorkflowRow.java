package dev.datamigration.ledger.record;

import java.time.Instant;

/**
 * A row of WORKFLOW_RUN.
 *
 * @param cleaned nothing is left to be removed at its end
 * @param stageRemoved its staged files were removed
 * @param handledRetry the last wish to retry what failed that was acted on; null if there was none
 */
public record WorkflowRow(
    String workflowId,
    String namespace,
    String name,
    String uid,
    String affinity,
    String platform,
    String sourceConnection,
    State state,
    boolean suspended,
    boolean cleaned,
    boolean stageRemoved,
    String handledRetry,
    Instant createdAt,
    Instant endedAt) {
  /** Where a run is. */
  public enum State {
    ACTIVE,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** Whether it stays so. */
    public boolean isTerminal() {
      return this != ACTIVE;
    }
  }
}
