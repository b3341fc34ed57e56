package dev.datamigration.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator built on the Java Operator SDK with its server-side-apply defaults. */
class OperatorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir static Path directory;
  private static ClusterServer cluster;
  private static KubernetesClient client;
  private static Operator operator;

  @BeforeAll
  static void start() {
    cluster = ClusterServer.start(ClusterOptions.in(directory));
    client = Clusters.client(cluster);
    Clusters.installBackups(client);
    operator =
        new Operator(
            overrider ->
                overrider
                    .withKubernetesClient(Clusters.client(cluster))
                    .withLeaderElectionConfiguration(
                        LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(
                                "test-lease")
                            .withLeaseNamespace("default")
                            .withExitOnStopLeading(false)
                            .build())
                    .withStopOnInformerErrorDuringStartup(true));
    operator.register(new BackupReconciler());
    operator.start();
  }

  @AfterAll
  static void stop() {
    operator.stop();
    client.close();
    cluster.close();
  }

  private static GenericKubernetesResource get(String name) {
    return client
        .genericKubernetesResources("example.dev/v1", "Backup")
        .inNamespace("default")
        .withName(name)
        .get();
  }

  private static Deployment child(String name) {
    return client.apps().deployments().inNamespace("default").withName(name).get();
  }

  private static void create(String name) {
    client
        .resource(
            Serialization.unmarshal(
                """
                apiVersion: example.dev/v1
                kind: Backup
                metadata: {name: %s, namespace: default}
                spec: {database: erp}
                """
                    .formatted(name),
                GenericKubernetesResource.class))
        .create();
  }

  @Test
  void reconcilesFromCreationToGarbageCollection() {
    create("life");
    await()
        .atMost(PATIENCE)
        .until(() -> "Running".equals(get("life").<Object>get("status", "phase")));
    assertThat(get("life").getMetadata().getFinalizers()).isNotEmpty();
    await().atMost(PATIENCE).until(() -> child("life") != null);
    assertThat(child("life").getMetadata().getOwnerReferences()).hasSize(1);
    assertThat(
            client.v1().events().inNamespace("default").list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals("life")))
        .extracting("reason")
        .contains("Started");

    client
        .genericKubernetesResources("example.dev/v1", "Backup")
        .inNamespace("default")
        .withName("life")
        .scale(5);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Integer.valueOf(2).equals(get("life").<Object>get("status", "observedGeneration"))
                    && Integer.valueOf(5).equals(get("life").<Object>get("status", "workers")));

    client
        .genericKubernetesResources("example.dev/v1", "Backup")
        .inNamespace("default")
        .withName("life")
        .delete();
    await().atMost(PATIENCE).until(() -> get("life") == null);
    await().atMost(PATIENCE).until(() -> child("life") == null);
  }

  @Test
  void holdsALeaseWhileItLeads() {
    await()
        .atMost(PATIENCE)
        .until(() -> client.leases().inNamespace("default").withName("test-lease").get() != null);
    Lease lease = client.leases().inNamespace("default").withName("test-lease").get();
    assertThat(lease.getSpec().getHolderIdentity()).isNotBlank();
    assertThat(lease.getSpec().getLeaseDurationSeconds()).isEqualTo(15);
  }

  @Test
  void needsFewRequestsForAReconciliation() {
    AtomicLong changes = new AtomicLong();
    Map<String, Long> before = cluster.requestCounts();
    Watch watch =
        client
            .apps()
            .deployments()
            .inNamespace("default")
            .watch(
                new Watcher<>() {
                  @Override
                  public void eventReceived(Action action, Deployment deployment) {
                    changes.incrementAndGet();
                  }

                  @Override
                  public void onClose(WatcherException cause) {}
                });
    try {
      create("counted");
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  child("counted") != null
                      && "Running".equals(get("counted").<Object>get("status", "phase")));
      Map<String, Long> after = cluster.requestCounts();
      assertThat(added("PATCH deployments", before, after))
          .as("the dependent is written once; its defaults cause no second write")
          .isEqualTo(1);
      assertThat(added("PATCH backups", before, after)).as("the finalizer").isEqualTo(1);
      long statuses = added("PATCH backups/status", before, after);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(statuses)
                      .as("at most one status for the object and one a change of its dependent")
                      .isBetween(1L, 1 + changes.get()));
    } finally {
      watch.close();
    }
  }

  private static long added(String what, Map<String, Long> before, Map<String, Long> after) {
    return after.getOrDefault(what, 0L) - before.getOrDefault(what, 0L);
  }
}
