package dev.datamigration.ledger.record;

import java.time.Instant;

/** A row of WORKFLOW_RUN. */
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
