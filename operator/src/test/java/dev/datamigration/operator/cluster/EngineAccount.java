package dev.datamigration.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.resource.DataMigrationWorkflow;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what engines are told of one workflow, and judges it. */
final class EngineAccount implements FakeEngine.Witness {
  private final TestCluster cluster;
  private final ObjectKey workflow;
  private final List<WorkflowIntent> intents = new CopyOnWriteArrayList<>();
  private final List<Optional<WorkflowSnapshot>> removals = new CopyOnWriteArrayList<>();
  private final List<String> early = new CopyOnWriteArrayList<>();

  EngineAccount(TestCluster cluster, ObjectKey workflow) {
    this.cluster = cluster;
    this.workflow = workflow;
  }

  @Override
  public void applied(WorkflowIntent intent) {
    if (!intent.key().equals(workflow)) {
      return;
    }
    DataMigrationWorkflow stored =
        cluster
            .client()
            .resources(DataMigrationWorkflow.class)
            .inNamespace(workflow.namespace())
            .withName(workflow.name())
            .get();
    boolean started =
        stored != null
            && stored.getMetadata().getUid().equals(intent.uid())
            && stored.getStatus() != null
            && stored.getStatus().startTime() != null
            && !stored.getMetadata().getFinalizers().isEmpty();
    boolean goneByNow = stored == null && intent.deleted();
    if (!started && !goneByNow) {
      early.add(intent.toString());
    }
    intents.add(intent);
  }

  @Override
  public void removed(ObjectKey key, String uid, Optional<WorkflowSnapshot> last) {
    if (key.equals(workflow)) {
      removals.add(last);
    }
  }

  /** To be called when the workflow is gone. */
  void check() {
    assertThat(early).as("told before its start and its finalizer were written").isEmpty();
    assertThat(intents).isNotEmpty();
    WorkflowIntent before = intents.get(0);
    for (WorkflowIntent intent : intents) {
      assertThat(intent.generation()).isGreaterThanOrEqualTo(before.generation());
      assertThat(before.deleted() && !intent.deleted()).as("started after its end").isFalse();
      if (intent.generation() == before.generation()) {
        assertThat(intent.loaded()).as("asks for the same as before").isEqualTo(before.loaded());
      }
      before = intent;
    }
    assertThat(before.deleted()).isTrue();
    assertThat(removals).isNotEmpty();
    assertThat(removals)
        .allSatisfy(
            last -> assertThat(last.map(WorkflowSnapshot::cleanedUp)).contains(Boolean.TRUE));
  }
}
