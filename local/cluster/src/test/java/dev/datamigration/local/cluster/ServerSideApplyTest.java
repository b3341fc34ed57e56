package dev.datamigration.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerSideApplyTest {
  private static final String BACKUPS = "/apis/example.dev/v1/namespaces/default/backups/";
  private static final String MAPS = "/api/v1/namespaces/default/configmaps/";
  private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments/";

  @TempDir static Path directory;
  private static ClusterServer cluster;
  private static Http http;

  @BeforeAll
  static void start() {
    cluster = ClusterServer.start(ClusterOptions.in(directory));
    http = new Http(cluster);
    try (KubernetesClient client = Clusters.client(cluster)) {
      Clusters.installBackups(client);
    }
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static String backup(String name, String spec) {
    return "{apiVersion: example.dev/v1, kind: Backup, metadata: {name: %s}, spec: %s}"
        .formatted(name, spec);
  }

  private static JsonNode fields(JsonNode object, String manager) {
    for (JsonNode entry : JsonNodes.at(object, "metadata", "managedFields")) {
      if (JsonNodes.text(entry, "manager").equals(manager)) {
        return entry.path("fieldsV1");
      }
    }
    return JsonNodes.at(null);
  }

  @Test
  void recordsWhoOwnsWhat() {
    Http.Answer created =
        http.apply(
            BACKUPS + "owned",
            "alice",
            false,
            backup("owned", "{database: erp, targets: [{name: a}], tags: [x]}"));
    assertThat(created.code()).isEqualTo(201);
    assertThat(fields(created.body(), "alice").toString())
        .isEqualTo(
            "{\"f:spec\":{\"f:database\":{},\"f:tags\":{\"v:\\\"x\\\"\":{}},"
                + "\"f:targets\":{\"k:{\\\"name\\\":\\\"a\\\"}\":{\".\":{},\"f:name\":{}}}}}");
    assertThat(created.body().path("spec").path("workers").asInt()).isEqualTo(2);
  }

  @Test
  void refusesToTakeAFieldOverUnlessForced() {
    http.apply(BACKUPS + "fought", "alice", false, backup("fought", "{database: erp, workers: 3}"));
    Http.Answer refused =
        http.apply(
            BACKUPS + "fought", "bob", false, backup("fought", "{database: erp, workers: 4}"));
    assertThat(refused.code()).isEqualTo(409);
    assertThat(refused.body().path("message").asText())
        .isEqualTo(
            "Apply failed with 1 conflict: conflict with \"alice\" using example.dev/v1:"
                + " .spec.workers");
    assertThat(refused.body().path("details").path("causes").get(0).path("reason").asText())
        .isEqualTo("FieldManagerConflict");
    Http.Answer forced =
        http.apply(
            BACKUPS + "fought", "bob", true, backup("fought", "{database: erp, workers: 4}"));
    assertThat(forced.code()).isEqualTo(200);
    assertThat(fields(forced.body(), "alice").toString())
        .contains("f:database")
        .doesNotContain("f:workers");
  }

  @Test
  void sharesAFieldThatTwoManagersSetAlike() {
    http.apply(BACKUPS + "shared", "alice", false, backup("shared", "{database: erp, workers: 3}"));
    http.apply(BACKUPS + "shared", "bob", false, backup("shared", "{database: erp, workers: 3}"));
    Http.Answer withoutAlice =
        http.apply(BACKUPS + "shared", "alice", false, backup("shared", "{database: erp}"));
    assertThat(withoutAlice.body().path("spec").path("workers").asInt()).isEqualTo(3);
    Http.Answer withoutBoth =
        http.apply(BACKUPS + "shared", "bob", false, backup("shared", "{database: erp}"));
    assertThat(withoutBoth.body().path("spec").path("workers").asInt())
        .as("the default comes back once nobody sets it")
        .isEqualTo(2);
  }

  @Test
  void mergesMapListsByKeyAndRemovesOnlyItsOwnItems() {
    http.apply(
        BACKUPS + "lists",
        "alice",
        false,
        backup("lists", "{database: erp, targets: [{name: a}, {name: b}]}"));
    http.apply(
        BACKUPS + "lists",
        "bob",
        false,
        backup("lists", "{database: erp, targets: [{name: c, port: 1}]}"));
    Http.Answer result =
        http.apply(
            BACKUPS + "lists",
            "alice",
            false,
            backup("lists", "{database: erp, targets: [{name: b}]}"));
    assertThat(result.body().path("spec").path("targets").findValuesAsText("name"))
        .containsExactly("b", "c");
  }

  @Test
  void changesNothingWhenAppliedAgain() {
    String body = backup("again", "{database: erp}");
    Http.Answer first = http.apply(BACKUPS + "again", "alice", false, body);
    Http.Answer second = http.apply(BACKUPS + "again", "alice", false, body);
    assertThat(second.code()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void keepsManagersOfTheStatusApart() {
    http.apply(BACKUPS + "st", "alice", false, backup("st", "{database: erp}"));
    Http.Answer status =
        http.apply(
            BACKUPS + "st/status",
            "alice",
            true,
            "{apiVersion: example.dev/v1, kind: Backup, metadata: {name: st}, status: {phase: Up}}");
    assertThat(status.code()).isEqualTo(200);
    assertThat(status.body().path("spec").path("database").asText()).isEqualTo("erp");
    assertThat(status.body().path("metadata").path("managedFields")).hasSize(2);
    assertThat(status.body().path("metadata").path("managedFields").findValuesAsText("subresource"))
        .containsExactly("status");
    Http.Answer spec = http.apply(BACKUPS + "st", "alice", false, backup("st", "{database: erp}"));
    assertThat(spec.body().path("status").path("phase").asText()).isEqualTo("Up");
  }

  @Test
  void refusesFieldsThatTheSchemaDoesNotDeclare() {
    Http.Answer refused =
        http.apply(BACKUPS + "ghost", "alice", false, backup("ghost", "{database: erp, ghost: 1}"));
    assertThat(refused.code()).isEqualTo(500);
    assertThat(refused.body().path("message").asText())
        .endsWith(".spec.ghost: field not declared in schema");
  }

  @Test
  void needsAManager() {
    Http.Answer refused = http.apply(BACKUPS + "x", "", false, backup("x", "{database: erp}"));
    assertThat(refused.code()).isEqualTo(400);
    assertThat(refused.body().path("message").asText()).contains("fieldManager");
  }

  @Test
  void takesOwnershipByOrdinaryUpdatesToo() {
    http.apply(
        MAPS + "m",
        "alice",
        false,
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: m}, data: {a: '1', b: '1'}}");
    http.send(
        "PATCH",
        MAPS + "m?fieldManager=editor",
        "application/merge-patch+json",
        "{\"data\":{\"a\":\"2\"}}");
    Http.Answer conflict =
        http.apply(
            MAPS + "m",
            "alice",
            false,
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: m}, data: {a: '1', b: '1'}}");
    assertThat(conflict.code()).isEqualTo(409);
    assertThat(conflict.body().path("message").asText())
        .contains("conflict with \"editor\" using v1: .data.a");
  }

  @Test
  void mergesContainersOfDeploymentsByName() {
    String deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: d}
        spec:
          paused: true  # no controller writes meanwhile
          selector: {matchLabels: {app: d}}
          template:
            metadata: {labels: {app: d}}
            spec:
              containers:
              - {name: main, image: "x:1", ports: [{containerPort: 80}]}
        """;
    http.apply(DEPLOYMENTS + "d", "alice", false, deployment);
    Http.Answer other =
        http.apply(
            DEPLOYMENTS + "d",
            "bob",
            false,
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: d}
            spec:
              template:
                spec:
                  containers:
                  - {name: main, env: [{name: A, value: b}]}
            """);
    JsonNode container =
        JsonNodes.at(other.body(), "spec", "template", "spec", "containers").get(0);
    assertThat(container.path("image").asText()).isEqualTo("x:1");
    assertThat(container.path("env").get(0).path("value").asText()).isEqualTo("b");
    Http.Answer again = http.apply(DEPLOYMENTS + "d", "alice", false, deployment);
    assertThat(again.body().path("metadata").path("resourceVersion"))
        .isEqualTo(other.body().path("metadata").path("resourceVersion"));
  }
}
