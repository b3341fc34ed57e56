package dev.datamigration.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";

  @TempDir static Path directory;
  private static ClusterServer cluster;
  private static KubernetesClient client;
  private static Http http;

  @BeforeAll
  static void start() {
    cluster = ClusterServer.start(ClusterOptions.in(directory));
    client = Clusters.client(cluster);
    http = new Http(cluster);
  }

  @AfterAll
  static void stop() {
    client.close();
    cluster.close();
  }

  private static ConfigMap create(String name, String tier) {
    return client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName(name)
                .addToLabels("tier", tier)
                .endMetadata()
                .build())
        .create();
  }

  private static void label(String name, String tier) {
    client
        .configMaps()
        .inNamespace("default")
        .withName(name)
        .edit(
            old ->
                new ConfigMapBuilder(old)
                    .editMetadata()
                    .addToLabels("tier", tier)
                    .endMetadata()
                    .build());
  }

  @Test
  void showsObjectsEnteringAndLeavingTheSelection() {
    List<String> seen = new CopyOnWriteArrayList<>();
    try (Watch watch =
        client
            .configMaps()
            .inNamespace("default")
            .withLabel("tier", "enter")
            .watch(
                new Watcher<ConfigMap>() {
                  @Override
                  public void eventReceived(Action action, ConfigMap map) {
                    if (action != Action.BOOKMARK) {
                      seen.add(action + " " + map.getMetadata().getName());
                    }
                  }

                  @Override
                  public void onClose(WatcherException cause) {
                    seen.add("closed");
                  }
                })) {
      assertThat(watch).isNotNull();
      create("mover", "outside");
      label("mover", "enter");
      label("mover", "outside");
      client.configMaps().inNamespace("default").withName("mover").delete();
      create("stayer", "enter");
      await().atMost(Duration.ofSeconds(10)).until(() -> seen.contains("ADDED stayer"));
    }
    assertThat(seen).startsWith("ADDED mover", "DELETED mover", "ADDED stayer");
  }

  @Test
  void keepsAnInformerUpToDate() {
    try (SharedIndexInformer<ConfigMap> informer =
        client.configMaps().inNamespace("default").withLabel("tier", "informed").inform()) {
      create("informed-1", "informed");
      create("informed-2", "informed");
      await().atMost(Duration.ofSeconds(10)).until(() -> informer.getStore().list().size() == 2);
      client.configMaps().inNamespace("default").withName("informed-1").delete();
      await().atMost(Duration.ofSeconds(10)).until(() -> informer.getStore().list().size() == 1);
    }
  }

  @Test
  void anInformerReadsLettersOutsideOfAscii() {
    try (SharedIndexInformer<ConfigMap> informer =
        client.configMaps().inNamespace("kube-public").inform()) {
      await().atMost(Duration.ofSeconds(10)).until(informer::isWatching);
      ConfigMap large =
          new ConfigMapBuilder()
              .withNewMetadata()
              .withNamespace("kube-public")
              .withName("letters")
              .endMetadata()
              .addToData("text", "Größe 日本 😀 ".repeat(1000))
              .build();
      client.resource(large).create();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  informer.getStore().list().stream()
                      .anyMatch(map -> map.getData().equals(large.getData())));
      assertThat(informer.isWatching()).isTrue();
    }
  }

  @Test
  void anInformerCountsAsWatchingSoon() {
    try (SharedIndexInformer<ConfigMap> informer =
        client.configMaps().inNamespace("kube-system").inform()) {
      await().atMost(Duration.ofSeconds(10)).until(informer::isWatching);
    }
  }

  @Test
  void goesOnFromAVersionAndEndsInTime() {
    String version = http.get(MAPS).body().path("metadata").path("resourceVersion").asText();
    create("later", "replayed");
    Http.Answer events =
        http.get(
            MAPS
                + "?watch=true&timeoutSeconds=1&labelSelector=tier%3Dreplayed&resourceVersion="
                + version);
    assertThat(events.response().body().lines()).hasSize(1);
    JsonNode event = JsonNodes.read(events.response().body());
    assertThat(event.path("type").asText()).isEqualTo("ADDED");
    assertThat(JsonNodes.text(event, "object", "metadata", "name")).isEqualTo("later");
  }

  @Test
  void sendsInitialEventsAndTheirEnd() {
    create("initial", "initial");
    List<JsonNode> events =
        http.get(
                MAPS
                    + "?watch=true&timeoutSeconds=1&sendInitialEvents=true&allowWatchBookmarks=true"
                    + "&resourceVersionMatch=NotOlderThan&labelSelector=tier%3Dinitial")
            .response()
            .body()
            .lines()
            .map(JsonNodes::read)
            .toList();
    assertThat(events).extracting(e -> e.path("type").asText()).startsWith("ADDED", "BOOKMARK");
    assertThat(
            JsonNodes.text(
                events.get(1), "object", "metadata", "annotations", "k8s.io/initial-events-end"))
        .isEqualTo("true");
  }

  @Test
  void refusesVersionsThatAreNoLongerKept(@TempDir Path own) {
    ClusterServer first = ClusterServer.start(ClusterOptions.in(own));
    String old =
        new Http(first).get("/api/v1/namespaces").body().at("/metadata/resourceVersion").asText();
    first.close();
    try (ClusterServer second = ClusterServer.start(ClusterOptions.in(own))) {
      Http.Answer gone =
          new Http(second).get("/api/v1/namespaces?watch=true&resourceVersion=" + old);
      assertThat(gone.code()).isEqualTo(410);
      assertThat(gone.body().path("reason").asText()).isEqualTo("Expired");
    }
  }
}
