package dev.datamigration.operator.workflow;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.model.error.Failure;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import java.util.Optional;

/**
 * Everything a workflow's status is made from.
 *
 * @param generation of the object
 * @param suspended what the spec says
 * @param started whether work has begun, or begins now
 * @param deleting whether the object is being deleted
 * @param acceptance whether the spec can be carried out
 * @param obstacle why work cannot begin or go on although the spec is fine, found outside the
 *     engine; null if there is nothing
 * @param snapshot what the engine says; empty if it has not seen the workflow yet
 * @param ledger where the views are
 */
record WorkflowFacts(
    long generation,
    boolean suspended,
    boolean started,
    boolean deleting,
    Acceptance acceptance,
    Failure obstacle,
    Optional<WorkflowSnapshot> snapshot,
    LedgerLocation ledger) {

  /** Whether the workflow is at its end. */
  boolean ended() {
    return snapshot.map(WorkflowSnapshot::phase).map(Phase::isEnd).orElse(false);
  }
}
