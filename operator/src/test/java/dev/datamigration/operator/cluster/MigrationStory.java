package dev.datamigration.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.operator.resource.ConditionType;
import dev.datamigration.operator.resource.DataMigrationWorkflow;
import dev.datamigration.operator.resource.SnowflakeConnection;
import dev.datamigration.operator.resource.SourceConnection;
import dev.datamigration.operator.resource.WorkerPool;
import dev.datamigration.operator.resource.WorkflowPhase;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;

/**
 * A workflow from its making to its deletion, suspended and resumed on the way, as a person and the
 * engine have it happen. Whoever is the operator, the story goes on.
 */
final class MigrationStory {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final OperatorSeat seat;
  private final String namespace;
  private final KubernetesClient client;
  private final ScriptedLedger ledger;
  private final EngineAccount account;

  /**
   * How a run ended.
   *
   * @param atEnd when every row was loaded
   * @param afterDeletion when all was deleted that a person can delete
   */
  record Outcome(ClusterState atEnd, ClusterState afterDeletion) {}

  MigrationStory(OperatorSeat seat, String namespace) {
    this.seat = seat;
    this.namespace = namespace;
    this.client = seat.cluster().client();
    this.ledger = new ScriptedLedger(namespace);
    this.account = new EngineAccount(seat.cluster(), Samples.workflow(namespace));
  }

  /**
   * @param expected what the run is to come to; null to find that out
   */
  Outcome run(Outcome expected) {
    seat.addWitness(account);
    try {
      begin();
      untilWorking();
      merge("{\"spec\":{\"suspend\":true}}");
      until(() -> assertThat(reason(ConditionType.SUSPENDED)).isEqualTo("Suspended"));
      untilWorkers(0);
      merge("{\"spec\":{\"suspend\":false}}");
      untilWorking();
      ledger.load();
      ClusterState atEnd = untilAtEnd(expected);
      delete();
      ClusterState afterDeletion = ClusterState.of(client, namespace);
      account.check();
      return new Outcome(atEnd, afterDeletion);
    } finally {
      seat.removeWitness(account);
    }
  }

  private ConditionFactory soon() {
    return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).pollInSameThread();
  }

  private void until(ThrowingRunnable assertion) {
    soon()
        .untilAsserted(
            () -> {
              ledger.show(seat.engine());
              assertion.run();
            });
  }

  private void begin() {
    seat.cluster().namespace(namespace);
    for (String name : List.of("erp-source", "snowflake-operator", "snowflake-worker")) {
      client.resource(Samples.secret(name, Map.of("token", "t0p"))).inNamespace(namespace).create();
    }
    Samples.create(client, namespace, Samples.SOURCE);
    Samples.create(client, namespace, Samples.SNOWFLAKE);
    Samples.create(client, namespace, Samples.WORKFLOW);
  }

  private void untilWorking() {
    until(
        () -> {
          DataMigrationWorkflow found = workflow().get();
          assertThat(found.getStatus()).isNotNull();
          assertThat(found.getStatus().phase()).isEqualTo(WorkflowPhase.EXTRACTING);
          assertThat(reason(ConditionType.SUSPENDED)).isEqualTo("NotRequested");
        });
    untilWorkers(1);
  }

  private void untilWorkers(int wanted) {
    until(
        () -> {
          WorkerPool found = pool().get();
          assertThat(found).isNotNull();
          assertThat(found.getStatus()).isNotNull();
          assertThat(found.getStatus().desiredReplicas()).isEqualTo(wanted);
          assertThat(
                  client
                      .apps()
                      .deployments()
                      .inNamespace(namespace)
                      .withName("erp-to-lake-workers")
                      .get()
                      .getSpec()
                      .getReplicas())
              .isEqualTo(wanted);
        });
  }

  private ClusterState untilAtEnd(Outcome expected) {
    if (expected == null) {
      until(
          () ->
              assertThat(workflow().get().getStatus().phase()).isEqualTo(WorkflowPhase.SUCCEEDED));
      untilWorkers(0);
      until(
          () -> {
            assertThat(pool().get().getStatus().message()).isEqualTo("No workflow needs workers.");
            assertThat(pool().get().getStatus().replicas()).isZero();
            assertThat(pool().get().getStatus().backlog()).isZero();
          });
      return ClusterState.of(client, namespace);
    }
    until(
        () ->
            assertThat(ClusterState.of(client, namespace).difference(expected.atEnd())).isEmpty());
    return expected.atEnd();
  }

  private void delete() {
    workflow().delete();
    until(() -> assertThat(workflow().get()).isNull());
    // A pool whose connections are gone says so.
    until(() -> assertThat(pool().get()).isNull());
    for (Class<? extends HasMetadata> kind :
        List.of(SnowflakeConnection.class, SourceConnection.class)) {
      client.resources(kind).inNamespace(namespace).delete();
      until(
          () ->
              assertThat(client.resources(kind).inNamespace(namespace).list().getItems())
                  .isEmpty());
    }
    until(
        () -> {
          assertThat(client.apps().deployments().inNamespace(namespace).list().getItems())
              .isEmpty();
          assertThat(client.configMaps().inNamespace(namespace).list().getItems()).isEmpty();
          assertThat(ClusterState.madeByCluster(client, namespace)).isEmpty();
        });
  }

  private Resource<DataMigrationWorkflow> workflow() {
    return client
        .resources(DataMigrationWorkflow.class)
        .inNamespace(namespace)
        .withName("erp-to-lake");
  }

  private Resource<WorkerPool> pool() {
    return client.resources(WorkerPool.class).inNamespace(namespace).withName("erp-to-lake");
  }

  private String reason(String condition) {
    return workflow().get().getStatus().conditions().stream()
        .filter(it -> it.getType().equals(condition))
        .map(Condition::getReason)
        .findFirst()
        .orElseThrow();
  }

  private void merge(String patch) {
    client
        .genericKubernetesResources("datamigration.dev/v1alpha1", "DataMigrationWorkflow")
        .inNamespace(namespace)
        .withName("erp-to-lake")
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  /** Told of what and how often; more than one object for the same is a mistake. */
  Map<String, Integer> events() {
    Map<String, Integer> events = new TreeMap<>();
    client.v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getInvolvedObject().getApiVersion().startsWith("datamigration.dev/"))
        .forEach(
            event -> {
              String what =
                  String.join(
                      " ",
                      event.getInvolvedObject().getKind(),
                      event.getType(),
                      event.getReason(),
                      event.getMessage());
              assertThat(events.put(what, event.getCount())).as(what).isNull();
            });
    return events;
  }
}
