package dev.datamigration.operator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.operator.cluster.Samples;
import dev.datamigration.operator.engine.api.ConnectionSnapshot;
import dev.datamigration.operator.engine.api.ConnectionSnapshot.State;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import dev.datamigration.operator.resource.DataMigrationWorkflow;
import dev.datamigration.operator.resource.SnowflakeConnection;
import dev.datamigration.operator.workflow.WorkflowDeletion.Step;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkflowDeletionTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final ObjectKey KEY = new ObjectKey("shop", "erp-to-lake");

  private static DataMigrationWorkflow workflow(boolean started) {
    DataMigrationWorkflow workflow =
        Serialization.unmarshal(
            Samples.WORKFLOW + (started ? "status: {startTime: '2026-11-24T09:00:00Z'}\n" : ""),
            DataMigrationWorkflow.class);
    workflow.getMetadata().setGeneration(2L);
    return workflow;
  }

  private static Optional<SnowflakeConnection> connection(String deleted) {
    SnowflakeConnection connection =
        Serialization.unmarshal(Samples.SNOWFLAKE, SnowflakeConnection.class);
    connection.getMetadata().setDeletionTimestamp(deleted);
    return Optional.of(connection);
  }

  private static Optional<ConnectionSnapshot> account(State state) {
    return Optional.of(
        new ConnectionSnapshot(
            new ObjectKey("shop", "warehouse"),
            1,
            state,
            0,
            state == State.FAILED
                ? Samples.failure("DMW-201", ErrorClass.NEEDS_PERSON, "Refused.")
                : null));
  }

  @Test
  void whatNeverStartedGoes() {
    assertThat(
            WorkflowDeletion.decide(
                workflow(false), connection(null), Optional.empty(), Optional.empty(), NOW))
        .isEqualTo(Step.REMOVE);
  }

  @Test
  void whatStartedWaitsForTheEngine() {
    assertThat(
            WorkflowDeletion.decide(
                workflow(true), connection(null), account(State.FAILED), Optional.empty(), NOW))
        .isEqualTo(Step.WAIT);
  }

  @Test
  void cleanedUpCountsOnlyIfTheEngineKnowsOfTheDeletion() {
    assertThat(
            WorkflowDeletion.decide(
                workflow(true),
                connection(null),
                account(State.READY),
                Optional.of(Samples.snapshot(KEY, "uid", 1, Phase.FAILED, null, 2, 0, 0, true)),
                NOW))
        .isEqualTo(Step.WAIT);
    assertThat(
            WorkflowDeletion.decide(
                workflow(true),
                connection(null),
                account(State.READY),
                Optional.of(Samples.snapshot(KEY, "uid", 2, Phase.FAILED, null, 2, 0, 0, true)),
                NOW))
        .isEqualTo(Step.REMOVE);
  }

  @Test
  void nobodyWaitsForAConnectionThatIsGone() {
    assertThat(
            WorkflowDeletion.decide(
                workflow(true), Optional.empty(), Optional.empty(), Optional.empty(), NOW))
        .isEqualTo(Step.ABANDON);
  }

  @Test
  void nobodyWaitsForLongForAConnectionThatIsBeingDeletedAndDoesNotWork() {
    assertThat(
            WorkflowDeletion.decide(
                workflow(true),
                connection("2026-11-24T09:59:30Z"),
                account(State.FAILED),
                Optional.empty(),
                NOW))
        .isEqualTo(Step.WAIT);
    assertThat(
            WorkflowDeletion.decide(
                workflow(true),
                connection("2026-11-24T09:58:30Z"),
                account(State.FAILED),
                Optional.empty(),
                NOW))
        .isEqualTo(Step.ABANDON);
    assertThat(
            WorkflowDeletion.decide(
                workflow(true),
                connection("2026-11-24T09:58:30Z"),
                account(State.READY),
                Optional.empty(),
                NOW))
        .isEqualTo(Step.WAIT);
  }
}
