package dev.datamigration.operator.workflow;

import dev.datamigration.operator.engine.api.ConnectionSnapshot;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.resource.DataMigrationWorkflow;
import dev.datamigration.operator.resource.SnowflakeConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides when an object that is being deleted may go: pure functions. */
final class WorkflowDeletion {
  /** Long enough for a new leader to have read the connection's Secret. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private WorkflowDeletion() {}

  /** What becomes of the object now. */
  enum Step {
    /** Nothing was ever begun, or all is cleaned up. */
    REMOVE,
    /** Nobody can clean up any more. */
    ABANDON,
    /** The engine is to clean up. */
    WAIT
  }

  /**
   * @param connection the workflow's, if it exists
   * @param account what the engine says of it
   * @param snapshot what the engine says of the workflow
   */
  static Step decide(
      DataMigrationWorkflow workflow,
      Optional<SnowflakeConnection> connection,
      Optional<ConnectionSnapshot> account,
      Optional<WorkflowSnapshot> snapshot,
      Instant now) {
    if (workflow.getStatus() == null || workflow.getStatus().startTime() == null) {
      return Step.REMOVE;
    }
    boolean absorbed =
        snapshot
            .map(WorkflowSnapshot::observedGeneration)
            .filter(seen -> seen >= workflow.getMetadata().getGeneration())
            .isPresent();
    if (absorbed && snapshot.get().cleanedUp()) {
      return Step.REMOVE;
    }
    return connection.isEmpty() || isGivenUp(connection.get(), account, now)
        ? Step.ABANDON
        : Step.WAIT;
  }

  /** Whether the connection is being deleted as well, and does not work. */
  private static boolean isGivenUp(
      SnowflakeConnection connection, Optional<ConnectionSnapshot> account, Instant now) {
    String deleted = connection.getMetadata().getDeletionTimestamp();
    return deleted != null
        && account.map(ConnectionSnapshot::state).orElse(ConnectionSnapshot.State.FAILED)
            == ConnectionSnapshot.State.FAILED
        && Instant.parse(deleted).plus(PATIENCE).isBefore(now);
  }
}
