package dev.datamigration.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.datamigration.operator.cluster.Samples;
import dev.datamigration.operator.cluster.TestCluster;
import dev.datamigration.operator.cluster.TestOperator;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import dev.datamigration.operator.object.FieldManager;
import dev.datamigration.operator.resource.WorkerPool;
import dev.datamigration.operator.resource.WorkerPoolStatus;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pools in a cluster without nodes; the engine says what each test wants. */
class WorkerPoolReconcilerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String POOL =
      """
      apiVersion: datamigration.dev/v1alpha1
      kind: WorkerPool
      metadata: {name: emea}
      spec:
        sourceConnectionRef: {name: erp}
        snowflakeConnectionRef: {name: warehouse}
        affinity: emea
        minReplicas: 0
        maxReplicas: 6
        threads: 4
      """;
  private static final String POOLED_WORKFLOW =
      Samples.WORKFLOW.replace("  workers: {minReplicas: 0, maxReplicas: 6, threads: 4}\n", "");

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

  private static Resource<WorkerPool> pool(String namespace) {
    return client.resources(WorkerPool.class).inNamespace(namespace).withName("emea");
  }

  private static String message(String namespace) {
    WorkerPoolStatus status = pool(namespace).get().getStatus();
    return status == null ? null : status.message();
  }

  private static Resource<Deployment> deployment(String namespace) {
    return client.apps().deployments().inNamespace(namespace).withName("emea-workers");
  }

  private static Resource<ConfigMap> configuration(String namespace) {
    return client.configMaps().inNamespace(namespace).withName("emea-workers");
  }

  private static void patch(Resource<?> resource, String json) {
    resource.patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  private static Resource<?> object(String namespace, String kind, String name) {
    return client
        .genericKubernetesResources("datamigration.dev/v1alpha1", kind)
        .inNamespace(namespace)
        .withName(name);
  }

  /** A namespace with a pool that has its Deployment, and a workflow that has started. */
  private static Deployment prepare(String namespace) {
    cluster.namespace(namespace);
    Samples.create(client, namespace, Samples.SOURCE);
    Samples.create(client, namespace, Samples.SNOWFLAKE);
    Samples.create(client, namespace, POOL);
    Samples.create(client, namespace, POOLED_WORKFLOW);
    soon()
        .until(
            () ->
                deployment(namespace).get() != null
                    && operator.engine().workflowIntent(Samples.workflow(namespace)).isPresent());
    return deployment(namespace).get();
  }

  private static void untilReplicas(String namespace, int replicas) {
    soon()
        .untilAsserted(
            () ->
                assertThat(deployment(namespace).get().getSpec().getReplicas())
                    .isEqualTo(replicas));
  }

  @Test
  void thePodIsRestrictedAndHasItsSecretsAsFilesAndOneFolderToWrite() {
    PodSpec pod = prepare("content").getSpec().getTemplate().getSpec();
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(40);
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    Container worker = pod.getContainers().get(0);
    assertThat(worker.getImage()).isEqualTo("registry.example/dmw-worker:1");
    assertThat(worker.getArgs()).containsExactly("run", "--config", "/etc/dmw/worker/worker.toml");
    assertThat(worker.getEnv()).isEmpty();
    assertThat(worker.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(worker.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(worker.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(worker.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/livez");
    assertThat(worker.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
    assertThat(worker.getResources().getLimits()).containsOnlyKeys("memory");
    assertThat(worker.getResources().getRequests())
        .containsEntry("memory", new Quantity("1098Mi"))
        .containsEntry("cpu", new Quantity("1000m"));
    assertThat(worker.getVolumeMounts())
        .extracting(VolumeMount::getMountPath)
        .containsExactly(
            "/etc/dmw/worker", "/etc/dmw/source", "/etc/dmw/snowflake", "/var/lib/dmw/scratch");
    assertThat(pod.getVolumes())
        .filteredOn(volume -> volume.getSecret() != null)
        .extracting(volume -> volume.getSecret().getSecretName())
        .containsExactly("erp-source", "snowflake-worker");
    assertThat(pod.getVolumes())
        .extracting(Volume::getEmptyDir)
        .filteredOn(folder -> folder != null)
        .extracting(EmptyDirVolumeSource::getSizeLimit)
        .containsExactly(new Quantity("5Gi"));
  }

  @Test
  void theConfigurationHoldsNoSecretAndIsOwnedByThePool() throws IOException {
    prepare("config");
    ConfigMap rendered = configuration("config").get();
    JsonNode toml = new TomlMapper().readTree(rendered.getData().get("worker.toml"));
    assertThat(toml.at("/application/source_connection").asText()).isEqualTo("config/erp");
    assertThat(toml.at("/connections/source/postgresql/password_file").asText())
        .isEqualTo("/etc/dmw/source/password");
    assertThat(rendered.getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(owner -> assertThat(owner.getKind()).isEqualTo("WorkerPool"));
  }

  @Test
  void thePoolGrowsWithTheBacklogAndGoesToZeroWhenNothingIsLeft() {
    prepare("scale");
    operator.engine().publish(Samples.work("scale", 17, 0, 1));
    untilReplicas("scale", 5);
    soon()
        .untilAsserted(
            () -> {
              WorkerPool now = pool("scale").get();
              assertThat(now.getStatus().desiredReplicas()).isEqualTo(5);
              assertThat(now.getStatus().backlog()).isEqualTo(17);
              assertThat(now.getStatus().message()).isEqualTo("17 tasks for 4 threads a worker.");
              assertThat(now.getStatus().selector()).isEqualTo("datamigration.dev/pool=emea");
              assertThat(now.getStatus().conditions())
                  .singleElement()
                  .satisfies(ready -> assertThat(ready.getStatus()).isEqualTo("False"));
            });
    operator.engine().publish(Samples.work("scale", 0, 2, 1));
    operator.engine().publish(Samples.work("scale", 0, 0, 0));
    untilReplicas("scale", 0);
    soon()
        .untilAsserted(
            () ->
                assertThat(pool("scale").get().getStatus().conditions())
                    .singleElement()
                    .satisfies(ready -> assertThat(ready.getReason()).isEqualTo("NoneNeeded")));
  }

  @Test
  void aWorkflowsOwnPoolDoesNotGrowForOthersOnceItIsAtItsEnd() {
    String namespace = "own";
    cluster.namespace(namespace);
    Samples.create(client, namespace, Samples.SOURCE);
    Samples.create(client, namespace, Samples.SNOWFLAKE);
    Samples.create(client, namespace, Samples.WORKFLOW);
    Samples.create(client, namespace, Samples.WORKFLOW.replace("erp-to-lake", "second"));
    soon()
        .until(
            () ->
                operator.engine().workflowIntent(Samples.workflow(namespace)).isPresent()
                    && operator
                        .engine()
                        .workflowIntent(new ObjectKey(namespace, "second"))
                        .isPresent());
    Resource<?> first = object(namespace, "DataMigrationWorkflow", "erp-to-lake");
    operator
        .engine()
        .publish(
            Samples.snapshot(
                Samples.workflow(namespace),
                ((HasMetadata) first.get()).getMetadata().getUid(),
                1,
                Phase.SUCCEEDED,
                null,
                2,
                2,
                1,
                true));
    operator.engine().publish(Samples.work(namespace, 17, 0, 1));
    soon()
        .untilAsserted(
            () -> {
              assertThat(replicas(namespace, "second-workers")).isEqualTo(5);
              assertThat(replicas(namespace, "erp-to-lake-workers")).isZero();
              assertThat(
                      client
                          .resources(WorkerPool.class)
                          .inNamespace(namespace)
                          .withName("erp-to-lake")
                          .get()
                          .getStatus()
                          .message())
                  .isEqualTo("No workflow needs workers.");
            });
  }

  /** -1 before there is a Deployment. */
  private static int replicas(String namespace, String name) {
    Deployment found = client.apps().deployments().inNamespace(namespace).withName(name).get();
    return found == null ? -1 : found.getSpec().getReplicas();
  }

  @Test
  void aPoolWhoseWorkIsNotKnownYetKeepsItsSize() {
    prepare("unknown");
    patch(object("unknown", "WorkerPool", "emea"), "{\"spec\":{\"replicas\":3}}");
    untilReplicas("unknown", 3);
    patch(object("unknown", "WorkerPool", "emea"), "{\"spec\":{\"replicas\":-1}}");
    soon()
        .untilAsserted(
            () ->
                assertThat(message("unknown")).isEqualTo("Unchanged: the work is not known yet."));
    assertThat(deployment("unknown").get().getSpec().getReplicas()).isEqualTo(3);
  }

  @Test
  void theScaleSubresourceFixesTheSize() {
    prepare("fixed");
    pool("fixed").scale(4);
    untilReplicas("fixed", 4);
    soon().untilAsserted(() -> assertThat(message("fixed")).isEqualTo("Fixed by spec.replicas."));
  }

  @Test
  void aChangedConnectionReplacesThePods() {
    Deployment before = prepare("rolled");
    patch(object("rolled", "SourceConnection", "erp"), "{\"spec\":{\"host\":\"other.internal\"}}");
    soon()
        .untilAsserted(
            () ->
                assertThat(annotation(deployment("rolled").get()))
                    .isNotEqualTo(annotation(before)));
    assertThat(configuration("rolled").get().getData().get("worker.toml"))
        .contains("other.internal");
  }

  private static String annotation(Deployment deployment) {
    return deployment
        .getSpec()
        .getTemplate()
        .getMetadata()
        .getAnnotations()
        .get(PoolObjects.CONFIGURATION_HASH);
  }

  @Test
  void whatSomebodyChangedInTheDeploymentIsPutRight() {
    prepare("drift");
    patch(
        deployment("drift"),
        "{\"spec\":{\"template\":{\"spec\":{\"automountServiceAccountToken\":true}}}}");
    soon()
        .untilAsserted(
            () ->
                assertThat(
                        deployment("drift")
                            .get()
                            .getSpec()
                            .getTemplate()
                            .getSpec()
                            .getAutomountServiceAccountToken())
                    .isFalse());
  }

  @Test
  void anUnchangedPoolIsNotWrittenAgain() {
    prepare("calm");
    operator.engine().publish(Samples.work("calm", 4, 0, 1));
    untilReplicas("calm", 1);
    // The cluster writes the Deployment's status when it likes, and the pool shows it.
    soon()
        .until(
            () ->
                pool("calm").get().getStatus().desiredReplicas() == 1
                    && pool("calm").get().getStatus().replicas() == 1);
    List<ManagedFieldsEntry> deployed = writtenByOperator(deployment("calm").get());
    assertThat(deployed).isNotEmpty();
    String status = pool("calm").get().getMetadata().getResourceVersion();
    operator.engine().publish(Samples.work("calm", 4, 0, 1));
    // A pool that is handled after it shows that the wake-up above has been dealt with.
    prepare("calm-other");
    operator.engine().publish(Samples.work("calm-other", 4, 0, 1));
    untilReplicas("calm-other", 1);
    assertThat(writtenByOperator(deployment("calm").get())).isEqualTo(deployed);
    assertThat(pool("calm").get().getMetadata().getResourceVersion()).isEqualTo(status);
  }

  /** With the time of the last write. */
  private static List<ManagedFieldsEntry> writtenByOperator(HasMetadata object) {
    return object.getMetadata().getManagedFields().stream()
        .filter(entry -> entry.getManager().equals(FieldManager.POOLS))
        .toList();
  }

  @Test
  void aMissingConnectionIsNamedAndThePoolGoesOnOnceItExists() {
    cluster.namespace("lonely");
    Samples.create(client, "lonely", POOL);
    Samples.create(client, "lonely", Samples.SNOWFLAKE);
    soon()
        .untilAsserted(
            () ->
                assertThat(message("lonely"))
                    .startsWith("DMW-403: SourceConnection lonely/erp does not exist."));
    Samples.create(client, "lonely", Samples.SOURCE);
    soon().until(() -> deployment("lonely").get() != null);
  }

  @Test
  void aDeploymentOfThatNameThatIsSomebodyElsesIsNotTouched() {
    cluster.namespace("foreign");
    Samples.create(
        client,
        "foreign",
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: emea-workers}
        spec:
          replicas: 1
          selector: {matchLabels: {app: other}}
          template:
            metadata: {labels: {app: other}}
            spec: {containers: [{name: other, image: "other:1"}]}
        """);
    Samples.create(client, "foreign", Samples.SOURCE);
    Samples.create(client, "foreign", Samples.SNOWFLAKE);
    Samples.create(client, "foreign", POOL);
    soon()
        .untilAsserted(
            () ->
                assertThat(message("foreign"))
                    .startsWith("DMW-405: Deployment foreign/emea-workers exists"));
    assertThat(deployment("foreign").get().getSpec().getSelector().getMatchLabels())
        .isEqualTo(Map.of("app", "other"));
  }
}
