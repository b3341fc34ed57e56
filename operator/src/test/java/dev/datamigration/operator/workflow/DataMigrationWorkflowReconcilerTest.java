package dev.datamigration.operator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.Failure;
import dev.datamigration.operator.cluster.Samples;
import dev.datamigration.operator.cluster.TestCluster;
import dev.datamigration.operator.cluster.TestOperator;
import dev.datamigration.operator.engine.api.ConnectionSnapshot;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import dev.datamigration.operator.resource.ConditionType;
import dev.datamigration.operator.resource.DataMigrationWorkflow;
import dev.datamigration.operator.resource.WorkerPool;
import dev.datamigration.operator.resource.WorkflowPhase;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workflows in a cluster; the engine says what each test wants. */
class DataMigrationWorkflowReconcilerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir static Path directory;
  private static TestCluster cluster;
  private static TestOperator operator;
  private static KubernetesClient client;

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(directory);
    client = cluster.client();
    operator = TestOperator.start(cluster, "one");
  }

  @AfterAll
  static void stop() {
    operator.close();
    cluster.close();
  }

  private static ConditionFactory soon() {
    return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
  }

  private static Resource<DataMigrationWorkflow> named(String namespace) {
    return client
        .resources(DataMigrationWorkflow.class)
        .inNamespace(namespace)
        .withName("erp-to-lake");
  }

  private static void connections(String namespace) {
    Samples.create(client, namespace, Samples.SOURCE);
    Samples.create(client, namespace, Samples.SNOWFLAKE);
  }

  private static DataMigrationWorkflow until(
      String namespace, Predicate<DataMigrationWorkflow> condition) {
    soon()
        .untilAsserted(
            () ->
                assertThat(named(namespace).get())
                    .matches(found -> found != null && condition.test(found)));
    return named(namespace).get();
  }

  private static boolean has(DataMigrationWorkflow workflow, String type, String verdict) {
    return workflow.getStatus() != null
        && workflow.getStatus().conditions() != null
        && workflow.getStatus().conditions().stream()
            .anyMatch(it -> it.getType().equals(type) && it.getStatus().equals(verdict));
  }

  private static Condition condition(DataMigrationWorkflow workflow, String type) {
    return workflow.getStatus().conditions().stream()
        .filter(it -> it.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  /** A workflow the engine has heard of. */
  private static DataMigrationWorkflow started(String namespace) {
    cluster.namespace(namespace);
    connections(namespace);
    Samples.create(client, namespace, Samples.WORKFLOW);
    soon().until(() -> operator.engine().workflowIntent(Samples.workflow(namespace)).isPresent());
    return named(namespace).get();
  }

  private static List<String> events(String namespace) {
    return client.v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getInvolvedObject().getKind().equals("DataMigrationWorkflow"))
        .map(event -> event.getType() + " " + event.getReason())
        .toList();
  }

  @Test
  void everyConditionIsThereFromTheFirstVisitWithTheObservedGeneration() {
    cluster.namespace("first");
    Samples.create(client, "first", Samples.WORKFLOW);
    DataMigrationWorkflow workflow = until("first", it -> it.getStatus() != null);
    assertThat(workflow.getStatus().conditions())
        .extracting(Condition::getType)
        .containsExactly("Accepted", "Planned", "Reconciling", "Suspended", "Stalled", "Succeeded");
    assertThat(workflow.getStatus().conditions())
        .allSatisfy(
            it -> {
              assertThat(it.getObservedGeneration()).isEqualTo(1);
              assertThat(it.getReason()).isNotBlank();
              assertThat(it.getLastTransitionTime()).isNotBlank();
            });
    assertThat(condition(workflow, ConditionType.SUCCEEDED).getStatus()).isEqualTo("Unknown");
  }

  @Test
  void aWorkflowWithoutItsConnectionsWaitsAndGoesOnByItselfOnceTheyExist() {
    cluster.namespace("waiting");
    Samples.create(client, "waiting", Samples.WORKFLOW);
    DataMigrationWorkflow workflow =
        until("waiting", it -> has(it, ConditionType.ACCEPTED, "Unknown"));
    Condition accepted = condition(workflow, ConditionType.ACCEPTED);
    assertThat(accepted.getReason()).isEqualTo("SourceConnectionMissing");
    assertThat(accepted.getMessage())
        .startsWith("DMW-403: SourceConnection waiting/erp does not exist.");
    assertThat(workflow.getStatus().startTime()).isNull();
    connections("waiting");
    until("waiting", it -> has(it, ConditionType.ACCEPTED, "True"));
    soon().until(() -> operator.engine().workflowIntent(Samples.workflow("waiting")).isPresent());
  }

  @Test
  void theEngineHearsOfAWorkflowOnlyAfterItsStartIsWrittenAndOfTheSourcesLimitFirst() {
    DataMigrationWorkflow workflow = started("intent");
    assertThat(workflow.getStatus().startTime()).isNotNull();
    WorkflowIntent intent =
        operator.engine().workflowIntent(Samples.workflow("intent")).orElseThrow();
    assertThat(intent.uid()).isEqualTo(workflow.getMetadata().getUid());
    assertThat(intent.platform()).isEqualTo("postgresql");
    assertThat(intent.affinity()).isEqualTo("emea");
    assertThat(intent.cleanUp()).isEqualTo(WorkflowIntent.CleanUp.ON_SUCCESS);
    assertThat(intent.tables())
        .extracting(table -> table.target().schemaName() + "." + table.target().tableName())
        .containsExactly("ERP.ORDERS", "ERP.CUSTOMERS");
    assertThat(
            operator
                .engine()
                .sourceIntent(new ObjectKey("intent", "erp"))
                .orElseThrow()
                .maxConcurrentTasks())
        .isEqualTo(8);
  }

  @Test
  void everyProblemOfASpecIsInTheConditionWithItsCodeAndTheEngineHearsNothing() {
    cluster.namespace("invalid");
    connections("invalid");
    Samples.create(
        client,
        "invalid",
        Samples.WORKFLOW
            .replace("target: {tableName: CUSTOMERS}", "target: {tableName: ORDERS}")
            .replace(
                "columnNamesToPartitionBy: [order_id]",
                "columnNamesToPartitionBy: [order_id, order_id]"));
    DataMigrationWorkflow workflow =
        until("invalid", it -> has(it, ConditionType.ACCEPTED, "False"));
    assertThat(condition(workflow, ConditionType.ACCEPTED).getMessage())
        .contains("DMW-113")
        .contains("DMW-123")
        .contains("tables[1].target");
    assertThat(has(workflow, ConditionType.STALLED, "True")).isTrue();
    assertThat(operator.engine().workflowIntent(Samples.workflow("invalid"))).isEmpty();
    soon().untilAsserted(() -> assertThat(events("invalid")).contains("Warning NotAccepted"));
    named("invalid").delete();
    soon().until(() -> named("invalid").get() == null);
  }

  @Test
  void theStatusShowsWhatTheEngineSays() {
    DataMigrationWorkflow workflow = started("progress");
    operator
        .engine()
        .publish(Samples.running(Samples.workflow("progress"), workflow.getMetadata().getUid(), 1));
    workflow = until("progress", it -> it.getStatus().phase() == WorkflowPhase.EXTRACTING);
    assertThat(workflow.getStatus().progress()).isEqualTo("50%");
    assertThat(workflow.getStatus().tables().display()).isEqualTo("0/2");
    assertThat(workflow.getStatus().rows().display()).isEqualTo("500k");
    assertThat(workflow.getStatus().workers()).isEqualTo(3);
    assertThat(workflow.getStatus().query())
        .isEqualTo(
            "SELECT * FROM \"SNOWCONVERT_AI\".\"DATA_MIGRATION\".\"TABLE_PROGRESS_WITH_EXAMPLE_ERROR\""
                + " WHERE WORKFLOW_ID = 'erp_to_lake_0123456789ab'");
    assertThat(has(workflow, ConditionType.PLANNED, "True")).isTrue();
    assertThat(has(workflow, ConditionType.RECONCILING, "True")).isTrue();
  }

  @Test
  void nothingIsWrittenWhenNothingChanged() {
    DataMigrationWorkflow workflow = started("quiet");
    operator
        .engine()
        .publish(Samples.running(Samples.workflow("quiet"), workflow.getMetadata().getUid(), 1));
    workflow = until("quiet", it -> it.getStatus().phase() == WorkflowPhase.EXTRACTING);
    String version = workflow.getMetadata().getResourceVersion();
    operator
        .engine()
        .publish(Samples.running(Samples.workflow("quiet"), workflow.getMetadata().getUid(), 1));
    // A workflow that is handled after it shows that the wake-up above has been dealt with.
    DataMigrationWorkflow other = started("quiet-other");
    operator
        .engine()
        .publish(Samples.running(Samples.workflow("quiet-other"), other.getMetadata().getUid(), 1));
    until("quiet-other", it -> it.getStatus().phase() == WorkflowPhase.EXTRACTING);
    assertThat(named("quiet").get().getMetadata().getResourceVersion()).isEqualTo(version);
  }

  @Test
  void whatTheEngineDoesNotKnowYetStaysAsItWas() {
    DataMigrationWorkflow ended = started("known-end");
    operator
        .engine()
        .publish(
            Samples.snapshot(
                Samples.workflow("known-end"),
                ended.getMetadata().getUid(),
                1,
                Phase.SUCCEEDED,
                null,
                2,
                2,
                1_000_000,
                true));
    until("known-end", it -> has(it, ConditionType.SUCCEEDED, "True"));
    DataMigrationWorkflow active = started("known-active");
    operator
        .engine()
        .publish(
            Samples.running(Samples.workflow("known-active"), active.getMetadata().getUid(), 1));
    until("known-active", it -> it.getStatus().phase() == WorkflowPhase.EXTRACTING);

    for (String namespace : List.of("known-end", "known-active")) {
      operator
          .engine()
          .publish(
              new ConnectionSnapshot(
                  new ObjectKey(namespace, "warehouse"),
                  1,
                  ConnectionSnapshot.State.FAILED,
                  0,
                  Samples.failure("DMW-202", ErrorClass.TRANSIENT, "Nobody answers. Again.")));
      operator.engine().forget(Samples.workflow(namespace));
    }

    active =
        until(
            "known-active",
            it -> "DMW-202: Nobody answers. Again.".equals(it.getStatus().message()));
    assertThat(active.getStatus().phase()).isEqualTo(WorkflowPhase.EXTRACTING);
    assertThat(active.getStatus().rows().loaded()).isEqualTo(500_000);
    ended = named("known-end").get();
    assertThat(ended.getStatus().phase()).isEqualTo(WorkflowPhase.SUCCEEDED);
    assertThat(has(ended, ConditionType.SUCCEEDED, "True")).isTrue();
    operator
        .engine()
        .publish(
            Samples.running(Samples.workflow("known-active"), active.getMetadata().getUid(), 1));
    until("known-active", it -> it.getStatus().message() == null);
  }

  @Test
  void anEndStaysAnEndAfterARestartAlthoughTheSourceIsNoLongerThere() {
    DataMigrationWorkflow ended = started("end-without-source");
    operator
        .engine()
        .publish(
            Samples.snapshot(
                Samples.workflow("end-without-source"),
                ended.getMetadata().getUid(),
                1,
                Phase.SUCCEEDED,
                null,
                2,
                2,
                1_000_000,
                true));
    ended = until("end-without-source", it -> has(it, ConditionType.SUCCEEDED, "True"));
    String summary = ended.getStatus().message();

    operator.engine().forget(Samples.workflow("end-without-source"));
    deleteSource("end-without-source");

    ended = until("end-without-source", it -> has(it, ConditionType.ACCEPTED, "Unknown"));
    assertThat(ended.getStatus().phase()).isEqualTo(WorkflowPhase.SUCCEEDED);
    assertThat(ended.getStatus().message()).isEqualTo(summary);
    assertThat(ended.getStatus().completionTime()).isNotNull();
    assertThat(has(ended, ConditionType.SUCCEEDED, "True")).isTrue();
    assertThat(has(ended, ConditionType.PLANNED, "True")).isTrue();
    assertThat(has(ended, ConditionType.RECONCILING, "False")).isTrue();
  }

  @Test
  void anEndStaysAnEndAlthoughTheLedgerDoesNotKnowOfIt() {
    ObjectKey key = Samples.workflow("end-not-in-ledger");
    String uid = started("end-not-in-ledger").getMetadata().getUid();
    operator
        .engine()
        .publish(Samples.snapshot(key, uid, 1, Phase.SUCCEEDED, null, 2, 2, 1_000_000, true));
    until("end-not-in-ledger", it -> has(it, ConditionType.SUCCEEDED, "True"));
    soon().until(() -> operator.engine().workflowIntent(key).orElseThrow().hasLoaded());
    ObjectKey active = Samples.workflow("active-not-in-ledger");
    String activeUid = started("active-not-in-ledger").getMetadata().getUid();
    assertThat(operator.engine().workflowIntent(active).orElseThrow().hasLoaded()).isFalse();

    Failure lost = Samples.failure("DMW-525", ErrorClass.NEEDS_PERSON, "The ledger is gone.");
    operator.engine().publish(Samples.notRecorded(key, uid, lost));
    operator.engine().publish(Samples.notRecorded(active, activeUid, lost));
    until("active-not-in-ledger", it -> has(it, ConditionType.STALLED, "True"));
    DataMigrationWorkflow ended = named("end-not-in-ledger").get();
    assertThat(ended.getStatus().phase()).isEqualTo(WorkflowPhase.SUCCEEDED);
    assertThat(has(ended, ConditionType.SUCCEEDED, "True")).isTrue();
  }

  @Test
  void whatWasReachedIsShownAfterARestartAlthoughTheSourceIsNoLongerThere() {
    DataMigrationWorkflow active = started("active-without-source");
    operator
        .engine()
        .publish(
            Samples.running(
                Samples.workflow("active-without-source"), active.getMetadata().getUid(), 1));
    until("active-without-source", it -> it.getStatus().phase() == WorkflowPhase.EXTRACTING);

    operator.engine().forget(Samples.workflow("active-without-source"));
    deleteSource("active-without-source");

    active = until("active-without-source", it -> has(it, ConditionType.ACCEPTED, "Unknown"));
    assertThat(active.getStatus().phase()).isEqualTo(WorkflowPhase.EXTRACTING);
    assertThat(active.getStatus().message()).contains("DMW-403");
    assertThat(has(active, ConditionType.PLANNED, "True")).isTrue();
  }

  private static void deleteSource(String namespace) {
    client
        .genericKubernetesResources("datamigration.dev/v1alpha1", "SourceConnection")
        .inNamespace(namespace)
        .withName("erp")
        .delete();
  }

  @Test
  void theSummaryIsTrueAtTheEnd() {
    DataMigrationWorkflow workflow = started("success");
    operator
        .engine()
        .publish(
            Samples.snapshot(
                Samples.workflow("success"),
                workflow.getMetadata().getUid(),
                1,
                Phase.SUCCEEDED,
                null,
                2,
                2,
                1_000_000,
                true));
    workflow = until("success", it -> has(it, ConditionType.SUCCEEDED, "True"));
    assertThat(workflow.getStatus().completionTime()).isNotNull();
    assertThat(workflow.getStatus().progress()).isEqualTo("100%");
    assertThat(has(workflow, ConditionType.RECONCILING, "False")).isTrue();
    soon()
        .untilAsserted(
            () -> assertThat(events("success")).contains("Normal Started", "Normal Succeeded"));
  }

  @Test
  void whatNeedsAPersonIsShownAsStalledWithItsMessage() {
    DataMigrationWorkflow workflow = started("stalled");
    operator
        .engine()
        .publish(
            Samples.snapshot(
                Samples.workflow("stalled"),
                workflow.getMetadata().getUid(),
                1,
                Phase.LOADING,
                Samples.failure(
                    "DMW-203", ErrorClass.NEEDS_PERSON, "A privilege is missing. GRANT it."),
                2,
                0,
                0,
                false));
    workflow = until("stalled", it -> has(it, ConditionType.STALLED, "True"));
    assertThat(condition(workflow, ConditionType.STALLED).getMessage()).startsWith("DMW-203: ");
    assertThat(workflow.getStatus().message()).startsWith("DMW-203: ");
    assertThat(has(workflow, ConditionType.RECONCILING, "False")).isTrue();
    soon().untilAsserted(() -> assertThat(events("stalled")).contains("Warning Stalled"));
  }

  @Test
  void aWorkflowThatIsSuspendedFromTheBeginningDoesNotStartUntilItIsResumed() {
    cluster.namespace("suspended");
    connections("suspended");
    Samples.create(
        client, "suspended", Samples.WORKFLOW.replace("affinity: emea", "suspend: true"));
    DataMigrationWorkflow workflow =
        until("suspended", it -> has(it, ConditionType.SUSPENDED, "True"));
    assertThat(workflow.getStatus().phase()).isEqualTo(WorkflowPhase.SUSPENDED);
    assertThat(workflow.getStatus().startTime()).isNull();
    assertThat(operator.engine().workflowIntent(Samples.workflow("suspended"))).isEmpty();
    client
        .genericKubernetesResources("datamigration.dev/v1alpha1", "DataMigrationWorkflow")
        .inNamespace("suspended")
        .withName("erp-to-lake")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"suspend\":false}}");
    until("suspended", it -> it.getStatus().startTime() != null);
    soon()
        .until(
            () ->
                operator
                    .engine()
                    .workflowIntent(Samples.workflow("suspended"))
                    .filter(intent -> !intent.suspend())
                    .isPresent());
  }

  private static void merge(String namespace, String patch) {
    client
        .genericKubernetesResources("datamigration.dev/v1alpha1", "DataMigrationWorkflow")
        .inNamespace(namespace)
        .withName("erp-to-lake")
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private static WorkflowIntent untilAsked(String namespace, Predicate<WorkflowIntent> condition) {
    soon()
        .until(
            () ->
                operator
                    .engine()
                    .workflowIntent(Samples.workflow(namespace))
                    .filter(condition)
                    .isPresent());
    return operator.engine().workflowIntent(Samples.workflow(namespace)).orElseThrow();
  }

  @Test
  void aSuspensionReachesTheEngineAndIsSaidToBeReachedOnceNothingRuns() {
    String uid = started("pausing").getMetadata().getUid();
    ObjectKey key = Samples.workflow("pausing");
    merge("pausing", "{\"spec\":{\"suspend\":true,\"suspendPolicy\":\"HandBack\"}}");
    WorkflowIntent intent = untilAsked("pausing", WorkflowIntent::suspend);
    assertThat(intent.suspendPolicy()).isEqualTo(WorkflowIntent.SuspendPolicy.HAND_BACK);
    operator.engine().publish(Samples.suspended(key, uid, intent.generation(), true));
    until(
        "pausing",
        it ->
            has(it, ConditionType.SUSPENDED, "True")
                && condition(it, ConditionType.SUSPENDED).getReason().equals("Suspending"));
    operator.engine().publish(Samples.suspended(key, uid, intent.generation(), false));
    until("pausing", it -> condition(it, ConditionType.SUSPENDED).getReason().equals("Suspended"));
  }

  @Test
  void aSuspensionReachesTheEngineAlthoughTheWorkflowCannotBeCarriedOutAnyMore() {
    started("orphan");
    deleteSource("orphan");
    until("orphan", it -> has(it, ConditionType.ACCEPTED, "Unknown"));
    merge("orphan", "{\"spec\":{\"suspend\":true}}");
    assertThat(untilAsked("orphan", WorkflowIntent::suspend).tables()).isEmpty();
  }

  @Test
  void anAnnotationAsksForARetryAndTheStatusSaysWhenItWasActedOn() {
    String uid = started("retried").getMetadata().getUid();
    ObjectKey key = Samples.workflow("retried");
    operator
        .engine()
        .publish(Samples.snapshot(key, uid, 1, Phase.FAILED, null, 2, 1, 500_000, true));
    until("retried", it -> it.getStatus().completionTime() != null);
    merge(
        "retried",
        "{\"metadata\":{\"annotations\":{\"datamigration.dev/retry-failed\":\"monday\"}}}");
    untilAsked("retried", intent -> "monday".equals(intent.retry()));
    operator.engine().publish(Samples.retried(key, uid, 1, Phase.EXTRACTING, "monday"));
    DataMigrationWorkflow workflow =
        until("retried", it -> "monday".equals(it.getStatus().lastHandledRetry()));
    assertThat(workflow.getStatus().phase()).isEqualTo(WorkflowPhase.EXTRACTING);
    assertThat(workflow.getStatus().completionTime()).isNull();
    assertThat(has(workflow, ConditionType.SUCCEEDED, "Unknown")).isTrue();
    assertThat(has(workflow, ConditionType.STALLED, "False")).isTrue();
  }

  @Test
  void aSuspendedWorkflowIsDeletedLikeAnyOther() {
    String uid = started("paused").getMetadata().getUid();
    merge("paused", "{\"spec\":{\"suspend\":true}}");
    untilAsked("paused", WorkflowIntent::suspend);
    named("paused").delete();
    WorkflowIntent intent = untilAsked("paused", WorkflowIntent::deleted);
    assertThat(named("paused").get().getMetadata().getFinalizers()).isNotEmpty();
    operator
        .engine()
        .publish(
            Samples.snapshot(
                Samples.workflow("paused"),
                uid,
                intent.generation(),
                Phase.CANCELLED,
                null,
                2,
                0,
                1,
                true));
    soon().until(() -> named("paused").get() == null);
  }

  @Test
  void aTableIsSuspendedAndGivenUpByItself() {
    started("tables");
    client
        .genericKubernetesResources("datamigration.dev/v1alpha1", "DataMigrationWorkflow")
        .inNamespace("tables")
        .withName("erp-to-lake")
        .patch(
            PatchContext.of(PatchType.JSON),
            """
            [{"op": "add", "path": "/spec/tables/0/suspend", "value": true},
             {"op": "add", "path": "/spec/tables/1/cancel", "value": true}]
            """);
    WorkflowIntent intent = untilAsked("tables", it -> it.tables().get(0).suspended());
    assertThat(intent.tables().get(1).cancelled()).isTrue();
    assertThat(intent.tables().get(1).suspended()).isFalse();
    assertThat(intent.suspend()).isFalse();
  }

  @Test
  void anObjectStaysUntilTheEngineHasCleanedUp() {
    DataMigrationWorkflow workflow = started("deleted");
    String uid = workflow.getMetadata().getUid();
    operator.engine().publish(Samples.running(Samples.workflow("deleted"), uid, 1));
    named("deleted").delete();
    soon()
        .until(
            () ->
                operator
                    .engine()
                    .workflowIntent(Samples.workflow("deleted"))
                    .filter(WorkflowIntent::deleted)
                    .isPresent());
    operator
        .engine()
        .publish(
            Samples.snapshot(
                Samples.workflow("deleted"), uid, 2, Phase.CANCELLING, null, 2, 0, 1, false));
    until("deleted", it -> it.getStatus().phase() == WorkflowPhase.CANCELLING);
    operator
        .engine()
        .publish(
            Samples.snapshot(
                Samples.workflow("deleted"), uid, 2, Phase.CANCELLED, null, 2, 0, 1, true));
    soon().until(() -> named("deleted").get() == null);
    assertThat(operator.engine().isRemoved(Samples.workflow("deleted"))).isTrue();
  }

  @Test
  void aSnapshotFromBeforeTheDeletionDoesNotLetTheObjectGo() {
    DataMigrationWorkflow workflow = started("stale");
    String uid = workflow.getMetadata().getUid();
    operator
        .engine()
        .publish(
            Samples.snapshot(Samples.workflow("stale"), uid, 1, Phase.FAILED, null, 2, 0, 1, true));
    until("stale", it -> has(it, ConditionType.SUCCEEDED, "False"));
    named("stale").delete();
    soon()
        .until(
            () ->
                operator
                    .engine()
                    .workflowIntent(Samples.workflow("stale"))
                    .filter(WorkflowIntent::deleted)
                    .isPresent());
    assertThat(named("stale").get()).isNotNull();
    operator
        .engine()
        .publish(
            Samples.snapshot(Samples.workflow("stale"), uid, 2, Phase.FAILED, null, 2, 0, 1, true));
    soon().until(() -> named("stale").get() == null);
  }

  @Test
  void aWorkflowThatNeverStartedGoesAtOnce() {
    cluster.namespace("never");
    Samples.create(client, "never", Samples.WORKFLOW);
    until("never", it -> has(it, ConditionType.ACCEPTED, "Unknown"));
    named("never").delete();
    soon().until(() -> named("never").get() == null);
    assertThat(operator.engine().workflowIntent(Samples.workflow("never"))).isEmpty();
  }

  @Test
  void aFinishedWorkflowGoesWhenItsTimeIsOver() {
    cluster.namespace("ttl");
    connections("ttl");
    Samples.create(
        client, "ttl", Samples.WORKFLOW.replace("affinity: emea", "ttlSecondsAfterFinished: 1"));
    soon().until(() -> operator.engine().workflowIntent(Samples.workflow("ttl")).isPresent());
    String uid = named("ttl").get().getMetadata().getUid();
    operator
        .engine()
        .publish(
            Samples.snapshot(
                Samples.workflow("ttl"), uid, 1, Phase.SUCCEEDED, null, 2, 2, 1, true));
    soon().until(() -> named("ttl").get().getMetadata().getDeletionTimestamp() != null);
    operator
        .engine()
        .publish(
            Samples.snapshot(
                Samples.workflow("ttl"), uid, 2, Phase.SUCCEEDED, null, 2, 2, 1, true));
    soon().until(() -> named("ttl").get() == null);
  }

  @Test
  void aWorkflowWithWorkersOwnsAPoolOfItsNameThatGoesWithIt() {
    DataMigrationWorkflow workflow = started("owner");
    Resource<WorkerPool> pool =
        client.resources(WorkerPool.class).inNamespace("owner").withName("erp-to-lake");
    soon().until(() -> pool.get() != null);
    assertThat(pool.get().getSpec().maxReplicas()).isEqualTo(6);
    assertThat(pool.get().getSpec().affinity()).isEqualTo("emea");
    assertThat(pool.get().getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(owner -> assertThat(owner.getUid()).isEqualTo(workflow.getMetadata().getUid()));
    named("owner").delete();
    operator
        .engine()
        .publish(
            Samples.snapshot(
                Samples.workflow("owner"),
                workflow.getMetadata().getUid(),
                2,
                Phase.CANCELLED,
                null,
                0,
                0,
                0,
                true));
    soon().until(() -> named("owner").get() == null && pool.get() == null);
  }

  @Test
  void aPoolOfThatNameThatIsSomebodyElsesIsNotTouchedAndSaidSo() {
    cluster.namespace("taken");
    connections("taken");
    Samples.create(
        client,
        "taken",
        """
        apiVersion: datamigration.dev/v1alpha1
        kind: WorkerPool
        metadata: {name: erp-to-lake}
        spec:
          sourceConnectionRef: {name: erp}
          snowflakeConnectionRef: {name: warehouse}
          affinity: other
          maxReplicas: 2
        """);
    Samples.create(client, "taken", Samples.WORKFLOW);
    DataMigrationWorkflow workflow = until("taken", it -> has(it, ConditionType.STALLED, "True"));
    assertThat(workflow.getStatus().message())
        .startsWith("DMW-405: WorkerPool taken/erp-to-lake exists");
    assertThat(
            client
                .resources(WorkerPool.class)
                .inNamespace("taken")
                .withName("erp-to-lake")
                .get()
                .getSpec()
                .maxReplicas())
        .isEqualTo(2);
  }

  @Test
  void aWorkflowThatNoPoolServesSaysSo() {
    cluster.namespace("poolless");
    connections("poolless");
    Samples.create(
        client,
        "poolless",
        Samples.WORKFLOW.replace("  workers: {minReplicas: 0, maxReplicas: 6, threads: 4}\n", ""));
    DataMigrationWorkflow workflow =
        until("poolless", it -> has(it, ConditionType.STALLED, "True"));
    assertThat(workflow.getStatus().message()).startsWith("DMW-406: No WorkerPool");
  }

  @Test
  void whatTheEngineTellsBecomesAnEventOnce() {
    started("told");
    for (int i = 0; i < 3; i++) {
      operator
          .engine()
          .tell(Samples.workflow("told"), false, "TableLoaded", "orders: 5 rows in LAKE.");
    }
    soon().untilAsserted(() -> assertThat(events("told")).contains("Normal TableLoaded"));
    List<Event> told =
        client.v1().events().inNamespace("told").list().getItems().stream()
            .filter(event -> event.getReason().equals("TableLoaded"))
            .toList();
    assertThat(told).hasSize(1);
    assertThat(told.get(0).getMessage()).isEqualTo("orders: 5 rows in LAKE.");
  }
}
