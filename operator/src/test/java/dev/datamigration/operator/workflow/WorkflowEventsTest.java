package dev.datamigration.operator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.operator.cluster.FakeEngine;
import dev.datamigration.operator.cluster.Samples;
import dev.datamigration.operator.cluster.TestCluster;
import dev.datamigration.operator.cluster.TestOperator;
import dev.datamigration.operator.cluster.WatchFaults;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import dev.datamigration.operator.resource.DataMigrationWorkflow;
import dev.datamigration.operator.resource.WorkflowPhase;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator hears of workflows comes late, more than once, or when they are gone. */
class WorkflowEventsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String NAMESPACE = "events";
  private static final ObjectKey KEY = Samples.workflow(NAMESPACE);

  @TempDir Path directory;
  private final WatchFaults watches = new WatchFaults();
  private final List<WorkflowIntent> told = new CopyOnWriteArrayList<>();
  private TestCluster cluster;
  private TestOperator operator;
  private KubernetesClient client;

  @BeforeEach
  void start() {
    cluster = TestCluster.start(directory, watches);
    client = cluster.client();
    operator = TestOperator.start(cluster, "one");
    operator
        .engine()
        .addWitness(
            new FakeEngine.Witness() {
              @Override
              public void applied(WorkflowIntent intent) {
                told.add(intent);
              }

              @Override
              public void removed(ObjectKey key, String uid, Optional<WorkflowSnapshot> last) {}
            });
    cluster.namespace(NAMESPACE);
    Samples.create(client, NAMESPACE, Samples.SOURCE);
    Samples.create(client, NAMESPACE, Samples.SNOWFLAKE);
  }

  @AfterEach
  void stop() {
    watches.release();
    operator.close();
    cluster.close();
  }

  private static ConditionFactory soon() {
    return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
  }

  private Resource<DataMigrationWorkflow> workflow() {
    return client
        .resources(DataMigrationWorkflow.class)
        .inNamespace(NAMESPACE)
        .withName("erp-to-lake");
  }

  private void patch(String json) {
    client
        .genericKubernetesResources("datamigration.dev/v1alpha1", "DataMigrationWorkflow")
        .inNamespace(NAMESPACE)
        .withName("erp-to-lake")
        .patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  /** A new workflow of which the engine has heard; answers its unique name. */
  private String started() {
    Samples.create(client, NAMESPACE, Samples.WORKFLOW);
    String uid = workflow().get().getMetadata().getUid();
    untilTold(uid, false);
    return uid;
  }

  private void untilTold(String uid, boolean deleted) {
    soon()
        .until(() -> told.stream().anyMatch(it -> it.uid().equals(uid) && it.deleted() == deleted));
  }

  private void untilShown(WorkflowPhase phase) {
    soon()
        .until(
            () ->
                Optional.ofNullable(workflow().get().getStatus())
                    .filter(status -> status.phase() == phase)
                    .isPresent());
  }

  private WorkflowSnapshot ended(String uid, long generation, Phase phase) {
    return Samples.snapshot(KEY, uid, generation, phase, null, 2, 2, 1_000_000, true);
  }

  @Test
  void aWorkflowOfWhichEverythingIsHeardTwiceRunsOnceAndIsDeletedOnce() {
    watches.repeat(2);
    String uid = started();
    operator.engine().publish(Samples.running(KEY, uid, 1));
    untilShown(WorkflowPhase.EXTRACTING);
    operator.engine().publish(ended(uid, 1, Phase.SUCCEEDED));
    untilShown(WorkflowPhase.SUCCEEDED);
    String start = workflow().get().getStatus().startTime();
    workflow().delete();
    untilTold(uid, true);
    assertThat(workflow().get().getStatus().startTime()).isEqualTo(start);
    operator.engine().publish(ended(uid, 2, Phase.SUCCEEDED));
    soon().until(() -> workflow().get() == null);
    assertThat(told.stream().map(WorkflowIntent::deleted).distinct().toList())
        .containsExactly(false, true);
    assertThat(told.stream().sorted((a, b) -> Boolean.compare(a.deleted(), b.deleted())).toList())
        .as("nothing is begun after the deletion")
        .isEqualTo(told);
    assertThat(told.stream().map(WorkflowIntent::loaded).distinct()).hasSize(2);
  }

  @Test
  void aSuspensionHeardOfLateIsNotLostBesideAStatus() {
    String uid = started();
    operator.engine().publish(Samples.extracting(KEY, uid, 1, 10, 10));
    untilShown(WorkflowPhase.EXTRACTING);
    watches.hold();
    patch("{\"spec\":{\"suspend\":true}}");
    int before = told.size();
    operator.engine().publish(ended(uid, 1, Phase.FAILED));
    soon().until(() -> told.size() > before);
    watches.release();
    soon().until(() -> told.stream().anyMatch(WorkflowIntent::suspend));
    soon().until(() -> workflow().get().getStatus().observedGeneration() == 2);
  }

  @Test
  void whatIsSaidOfAWorkflowThatIsGoneIsNotWrittenOnTheOneThatHasItsName() {
    String old = started();
    operator.engine().publish(Samples.running(KEY, old, 1));
    untilShown(WorkflowPhase.EXTRACTING);
    watches.hold();
    workflow().delete();
    patch("{\"metadata\":{\"finalizers\":null}}");
    soon().until(() -> workflow().get() == null);
    Samples.create(client, NAMESPACE, Samples.WORKFLOW.replace("spec:", "spec:\n  suspend: true"));
    String next = workflow().get().getMetadata().getUid();
    int before = told.size();
    operator.engine().publish(ended(old, 1, Phase.SUCCEEDED));
    soon().until(() -> told.size() > before);
    // Handled after it, by the same reconciler, and nothing of it is held.
    operator.engine().publish(ended(old, 1, Phase.FAILED));
    soon().until(() -> told.size() > before + 1);
    assertThat(workflow().get().getStatus()).isNull();
    watches.release();
    untilShown(WorkflowPhase.SUSPENDED);
    assertThat(workflow().get().getStatus().startTime()).isNull();
    assertThat(workflow().get().getStatus().completionTime()).isNull();
    assertThat(told).noneMatch(intent -> intent.uid().equals(next));
  }

  @Test
  void aWorkflowMadeAnewBeforeTheEndOfTheOldOneIsHeardOfStartsAsItself() {
    String old = started();
    workflow().delete();
    untilTold(old, true);
    watches.hold();
    operator.engine().publish(ended(old, 2, Phase.CANCELLED));
    soon().until(() -> workflow().get() == null);
    Samples.create(client, NAMESPACE, Samples.WORKFLOW);
    String next = workflow().get().getMetadata().getUid();
    operator.engine().publish(ended(old, 2, Phase.FAILED));
    assertThat(workflow().get().getStatus()).isNull();
    watches.release();
    untilTold(next, false);
    soon().until(() -> workflow().get().getStatus() != null);
    assertThat(workflow().get().getStatus().phase()).isEqualTo(WorkflowPhase.PENDING);
    assertThat(workflow().get().getStatus().completionTime()).isNull();
    assertThat(workflow().get().getMetadata().getFinalizers()).isNotEmpty();
    int first = told.stream().map(WorkflowIntent::uid).toList().indexOf(next);
    assertThat(told.subList(first, told.size()))
        .allMatch(intent -> intent.uid().equals(next) && !intent.deleted());
  }
}
