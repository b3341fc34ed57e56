package dev.datamigration.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectLifeTest {
  @TempDir static Path directory;
  private static ClusterServer cluster;
  private static KubernetesClient client;

  @BeforeAll
  static void start() {
    cluster = ClusterServer.start(ClusterOptions.in(directory));
    client = Clusters.client(cluster);
  }

  @AfterAll
  static void stop() {
    client.close();
    cluster.close();
  }

  private static ConfigMapBuilder map(String namespace, String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .endMetadata()
        .withData(Map.of("a", "1"));
  }

  private static ConfigMap create(ConfigMapBuilder map) {
    return client.resource(map.build()).create();
  }

  private static ConfigMap get(String name) {
    return client.configMaps().inNamespace("default").withName(name).get();
  }

  @Test
  void refusesAWriteBasedOnAnOldVersion() {
    ConfigMap first = create(map("default", "stale"));
    client.resource(new ConfigMapBuilder(first).withData(Map.of("a", "2")).build()).update();
    assertThatThrownBy(
            () ->
                client
                    .configMaps()
                    .inNamespace("default")
                    .resource(new ConfigMapBuilder(first).withData(Map.of("a", "3")).build())
                    .lockResourceVersion(first.getMetadata().getResourceVersion())
                    .update())
        .isInstanceOfSatisfying(
            KubernetesClientException.class,
            e -> {
              assertThat(e.getCode()).isEqualTo(409);
              assertThat(e.getStatus().getReason()).isEqualTo("Conflict");
            });
    assertThat(get("stale").getData()).containsEntry("a", "2");
  }

  @Test
  void keepsTheVersionOfAWriteThatChangesNothing() {
    ConfigMap first = create(map("default", "noop"));
    ConfigMap second = client.configMaps().inNamespace("default").withName("noop").edit(old -> old);
    client
        .configMaps()
        .inNamespace("default")
        .withName("noop")
        .patch(
            io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
                io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE),
            "{\"data\":{\"a\":\"1\"}}");
    assertThat(get("noop").getMetadata().getResourceVersion())
        .isEqualTo(first.getMetadata().getResourceVersion())
        .isEqualTo(second.getMetadata().getResourceVersion());
  }

  @Test
  void refusesASecondObjectOfTheSameName() {
    create(map("default", "twice"));
    assertThatThrownBy(() -> create(map("default", "twice")))
        .isInstanceOfSatisfying(
            KubernetesClientException.class,
            e -> assertThat(e.getStatus().getReason()).isEqualTo("AlreadyExists"));
  }

  @Test
  void waitsForFinalizers() {
    create(map("default", "final").editMetadata().addToFinalizers("example.dev/f").endMetadata());
    client.configMaps().inNamespace("default").withName("final").delete();
    assertThat(get("final").getMetadata().getDeletionTimestamp()).isNotNull();
    assertThatThrownBy(
            () ->
                client
                    .configMaps()
                    .inNamespace("default")
                    .withName("final")
                    .edit(
                        old ->
                            new ConfigMapBuilder(old)
                                .editMetadata()
                                .addToFinalizers("example.dev/g")
                                .endMetadata()
                                .build()))
        .hasMessageContaining("no new finalizers can be added");
    client
        .configMaps()
        .inNamespace("default")
        .withName("final")
        .edit(
            old ->
                new ConfigMapBuilder(old)
                    .editMetadata()
                    .withFinalizers(List.of())
                    .endMetadata()
                    .build());
    assertThat(get("final")).isNull();
  }

  private static ConfigMapBuilder owned(String name, ConfigMap owner) {
    return map("default", name)
        .editMetadata()
        .addToOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withBlockOwnerDeletion(true)
                .build())
        .endMetadata();
  }

  private static void gone(String name) {
    await().atMost(Duration.ofSeconds(10)).until(() -> get(name) == null);
  }

  @Test
  void collectsWhatADeletedOwnerLeaves() {
    ConfigMap owner = create(map("default", "owner"));
    ConfigMap child = create(owned("child", owner));
    create(owned("grandchild", child));
    client.resource(owner).delete();
    gone("child");
    gone("grandchild");
  }

  @Test
  void deletesOwnedObjectsFirstInForeground() {
    ConfigMap owner = create(map("default", "front"));
    create(
        owned("front-child", owner).editMetadata().addToFinalizers("example.dev/f").endMetadata());
    client.resource(owner).withPropagationPolicy(DeletionPropagation.FOREGROUND).delete();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> get("front-child").getMetadata().getDeletionTimestamp() != null);
    assertThat(get("front")).isNotNull();
    client
        .configMaps()
        .inNamespace("default")
        .withName("front-child")
        .edit(
            old ->
                new ConfigMapBuilder(old)
                    .editMetadata()
                    .withFinalizers(List.of())
                    .endMetadata()
                    .build());
    gone("front");
  }

  @Test
  void releasesOwnedObjectsWhenOrphaned() {
    ConfigMap owner = create(map("default", "parent"));
    create(owned("orphan", owner));
    client.resource(owner).withPropagationPolicy(DeletionPropagation.ORPHAN).delete();
    gone("parent");
    assertThat(get("orphan").getMetadata().getOwnerReferences()).isEmpty();
  }

  @Test
  void emptiesANamespaceBeforeItGoes() {
    Clusters.namespace(client, "doomed");
    create(map("doomed", "inside"));
    client.namespaces().withName("doomed").delete();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> client.namespaces().withName("doomed").get() == null);
    assertThat(client.configMaps().inNamespace("doomed").withName("inside").get()).isNull();
  }

  @Test
  void refusesObjectsInANamespaceThatIsNotThere() {
    assertThatThrownBy(() -> create(map("nowhere", "lost")))
        .hasMessageContaining("namespaces \"nowhere\" not found");
  }

  @Test
  void convertsSecretText() {
    Secret secret =
        client
            .resource(
                new SecretBuilder()
                    .withNewMetadata()
                    .withNamespace("default")
                    .withName("login")
                    .endMetadata()
                    .addToStringData("username", "reader")
                    .build())
            .create();
    assertThat(secret.getData()).containsEntry("username", "cmVhZGVy");
    assertThat(secret.getStringData()).isNullOrEmpty();
    assertThat(secret.getType()).isEqualTo("Opaque");
  }

  @Test
  void selectsByLabelsAndFields() {
    for (String tier : List.of("gold", "silver", "bronze")) {
      create(map("kube-public", tier).editMetadata().addToLabels("tier", tier).endMetadata());
    }
    create(map("kube-public", "plain"));
    var maps = client.configMaps().inNamespace("kube-public");
    assertThat(maps.withLabelIn("tier", "gold", "silver").list().getItems()).hasSize(2);
    assertThat(maps.withLabelNotIn("tier", "gold").list().getItems()).hasSize(3);
    assertThat(maps.withLabel("tier").list().getItems()).hasSize(3);
    assertThat(maps.withoutLabel("tier").list().getItems()).hasSize(1);
    assertThat(maps.withLabel("tier", "gold").list().getItems()).hasSize(1);
    assertThat(maps.withField("metadata.name", "plain").list().getItems()).hasSize(1);
    assertThatThrownBy(() -> maps.withField("data.a", "1").list())
        .hasMessageContaining("field label not supported: data.a");
  }

  @Test
  void remembersEverythingAcrossARestart(@TempDir Path own) {
    String version;
    ClusterServer first = ClusterServer.start(ClusterOptions.in(own));
    try (KubernetesClient before = Clusters.client(first)) {
      Clusters.installBackups(before);
      version =
          before
              .resource(map("default", "kept").build())
              .create()
              .getMetadata()
              .getResourceVersion();
    } finally {
      first.close();
    }
    ClusterServer second = ClusterServer.start(ClusterOptions.in(own));
    try (KubernetesClient after = Clusters.client(second)) {
      ConfigMap kept = after.configMaps().inNamespace("default").withName("kept").get();
      assertThat(kept.getMetadata().getResourceVersion()).isEqualTo(version);
      ConfigMap next = after.resource(map("default", "next").build()).create();
      assertThat(Long.parseLong(next.getMetadata().getResourceVersion()))
          .isGreaterThan(Long.parseLong(version));
      assertThat(after.genericKubernetesResources("example.dev/v1", "Backup").list().getItems())
          .isEmpty();
    } finally {
      second.close();
    }
  }
}
