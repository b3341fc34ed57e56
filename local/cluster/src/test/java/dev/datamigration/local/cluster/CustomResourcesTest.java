package dev.datamigration.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomResourcesTest {
  @TempDir static Path directory;
  private static ClusterServer cluster;
  private static KubernetesClient client;

  @BeforeAll
  static void start() {
    cluster = ClusterServer.start(ClusterOptions.in(directory));
    client = Clusters.client(cluster);
    Clusters.installBackups(client);
  }

  @AfterAll
  static void stop() {
    client.close();
    cluster.close();
  }

  private static MixedOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      backups() {
    return client.genericKubernetesResources("example.dev/v1", "Backup");
  }

  private static GenericKubernetesResource backup(String name, String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: example.dev/v1
        kind: Backup
        metadata: {name: %s, namespace: default}
        spec: %s
        """
            .formatted(name, spec),
        GenericKubernetesResource.class);
  }

  private static GenericKubernetesResource create(String name, String spec) {
    return backups().inNamespace("default").resource(backup(name, spec)).create();
  }

  @Test
  void fillsInDefaultsAtEveryDepth() {
    GenericKubernetesResource created = create("defaults", "{database: erp, targets: [{name: a}]}");
    assertThat(created.<Object>get("spec", "workers")).isEqualTo(2);
    assertThat(created.<Object>get("spec", "mode")).isEqualTo("full");
    assertThat(created.<List<Map<String, Object>>>get("spec", "targets"))
        .containsExactly(Map.of("name", "a", "port", 443));
    assertThat(created.getMetadata().getGeneration()).isEqualTo(1);
  }

  @Test
  void prunesUnknownFieldsExceptWherePreserved() {
    GenericKubernetesResource created =
        create("pruned", "{database: erp, ghost: 1, options: {any: {thing: 1}}}");
    assertThat(created.<Object>get("spec", "ghost")).isNull();
    assertThat(created.<Object>get("spec", "options", "any", "thing")).isEqualTo(1);
  }

  @Test
  void refusesWhatTheSchemaForbidsAndNamesEveryField() {
    assertThatThrownBy(
            () -> create("invalid", "{workers: 0, mode: sometimes, size: big, schedule: x}"))
        .isInstanceOfSatisfying(
            KubernetesClientException.class,
            e -> {
              assertThat(e.getCode()).isEqualTo(422);
              assertThat(e.getStatus().getReason()).isEqualTo("Invalid");
              assertThat(e.getStatus().getDetails().getKind()).isEqualTo("Backup");
              assertThat(e.getStatus().getDetails().getCauses())
                  .extracting("field", "reason")
                  .contains(
                      org.assertj.core.api.Assertions.tuple("spec.database", "FieldValueRequired"),
                      org.assertj.core.api.Assertions.tuple("spec.workers", "FieldValueInvalid"),
                      org.assertj.core.api.Assertions.tuple("spec.mode", "FieldValueNotSupported"),
                      org.assertj.core.api.Assertions.tuple("spec.size", "FieldValueInvalid"),
                      org.assertj.core.api.Assertions.tuple("spec.schedule", "FieldValueInvalid"));
              assertThat(e.getStatus().getMessage())
                  .startsWith("Backup.example.dev \"invalid\" is invalid: [")
                  .contains("spec.database: Required value")
                  .contains(
                      "spec.workers: Invalid value: 0: spec.workers in body should be greater than"
                          + " or equal to 1")
                  .contains("supported values: \"full\", \"incremental\"");
            });
  }

  @Test
  void refusesDuplicateKeysOfAMapList() {
    assertThatThrownBy(
            () -> create("duplicate", "{database: erp, targets: [{name: a}, {name: a}]}"))
        .hasMessageContaining("spec.targets[1]: Duplicate value: {\"name\":\"a\"}");
  }

  @Test
  void evaluatesRulesOnCreateAndTransitionRulesOnUpdate() {
    assertThatThrownBy(() -> create("rule", "{database: erp, mode: incremental}"))
        .hasMessageContaining("spec: Invalid value: \"object\": incremental needs a schedule");
    GenericKubernetesResource created = create("transition", "{database: erp}");
    created.setAdditionalProperty("spec", Map.of("database", "crm"));
    assertThatThrownBy(() -> backups().inNamespace("default").resource(created).update())
        .hasMessageContaining(
            "spec.database: Invalid value: \"crm\": database is immutable, it was erp");
  }

  @Test
  void acceptsIntOrStringAndCombinedSchemas() {
    create("auto", "{database: erp, size: auto}");
    create("number", "{database: erp, size: 64}");
    assertThatThrownBy(() -> create("both", "{database: erp, either: {a: 1, b: 1}}"))
        .hasMessageContaining("must validate one and only one schema (oneOf)");
  }

  @Test
  void keepsSpecAndStatusApart() {
    GenericKubernetesResource created = create("status", "{database: erp}");
    created.setAdditionalProperty("spec", Map.of("database", "other", "workers", 5));
    created.setAdditionalProperty("status", Map.of("phase", "Running"));
    GenericKubernetesResource afterStatus =
        backups().inNamespace("default").resource(created).updateStatus();
    assertThat(afterStatus.<Object>get("spec", "database")).isEqualTo("erp");
    assertThat(afterStatus.<Object>get("status", "phase")).isEqualTo("Running");
    assertThat(afterStatus.getMetadata().getGeneration()).isEqualTo(1);

    afterStatus.setAdditionalProperty("spec", Map.of("database", "erp", "workers", 5));
    afterStatus.setAdditionalProperty("status", Map.of("phase", "Lost"));
    GenericKubernetesResource afterSpec =
        backups().inNamespace("default").resource(afterStatus).update();
    assertThat(afterSpec.<Object>get("status", "phase")).isEqualTo("Running");
    assertThat(afterSpec.<Object>get("spec", "workers")).isEqualTo(5);
    assertThat(afterSpec.getMetadata().getGeneration()).isEqualTo(2);
  }

  @Test
  void scalesThroughTheSubresource() {
    create("scaled", "{database: erp}");
    assertThat(backups().inNamespace("default").withName("scaled").scale().getSpec().getReplicas())
        .isEqualTo(2);
    backups().inNamespace("default").withName("scaled").scale(7);
    assertThat(
            backups()
                .inNamespace("default")
                .withName("scaled")
                .get()
                .<Object>get("spec", "workers"))
        .isEqualTo(7);
  }

  @Test
  void servesSeveralVersions() {
    create("versions", "{database: erp}");
    GenericKubernetesResource old =
        client
            .genericKubernetesResources("example.dev/v1beta1", "Backup")
            .inNamespace("default")
            .withName("versions")
            .get();
    assertThat(old.getApiVersion()).isEqualTo("example.dev/v1beta1");
    assertThat(old.<Object>get("spec", "database")).isEqualTo("erp");
  }

  @Test
  void refusesARuleThatDoesNotCompile() {
    String broken =
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: bads.example.dev}
        spec:
          group: example.dev
          scope: Namespaced
          names: {plural: bads, kind: Bad}
          versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                x-kubernetes-validations: [{rule: "self.spec.("}]
        """;
    assertThatThrownBy(() -> client.load(stream(broken)).create())
        .hasMessageContaining("compilation failed");
  }

  private static java.io.InputStream stream(String text) {
    return new java.io.ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
