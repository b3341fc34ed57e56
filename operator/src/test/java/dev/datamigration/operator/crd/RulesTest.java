package dev.datamigration.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.operator.crd.RuleCases.RuleCase;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {
  private static final int INVALID = 422;
  private static final AtomicInteger COUNT = new AtomicInteger();

  @TempDir static Path directory;
  private static ApiServer server;
  private static KubernetesClient client;

  @BeforeAll
  static void start() {
    server = ApiServer.start(directory);
    client = server.client();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<RuleCase> onOneObject() {
    return RuleCases.onOneObject();
  }

  static List<RuleCase> onStartedWorkflows() {
    return RuleCases.onStartedWorkflows();
  }

  static List<RuleCase> onChanges() {
    return RuleCases.onChanges();
  }

  @ParameterizedTest
  @MethodSource("onOneObject")
  void aRuleTakesAGoodObjectAndRefusesABadOne(RuleCase rule) {
    server.readAsOperator(resource(rule.accepted()).create());
    assertThatThrownBy(() -> resource(rule.refused()).create())
        .isInstanceOfSatisfying(KubernetesClientException.class, e -> refusedBy(rule, e));
  }

  @ParameterizedTest
  @MethodSource("onStartedWorkflows")
  void aWorkflowKeepsWhatItMigratesOnceItHasStarted(RuleCase rule) {
    String name = uniqueName();
    resource(named(rule.before(), name)).create();
    resource(named(rule.refused(), name)).update();
    GenericKubernetesResource started = resource(named(rule.before(), name)).update();
    started.setAdditionalProperty(
        "status", Map.of("startTime", "2026-01-01T00:00:00Z", "phase", "Planning"));
    client.resource(started).updateStatus();

    assertThatThrownBy(() -> resource(named(rule.refused(), name)).update())
        .isInstanceOfSatisfying(KubernetesClientException.class, e -> refusedBy(rule, e));
    resource(named(rule.accepted(), name)).update();
  }

  @ParameterizedTest
  @MethodSource("onChanges")
  void aRuleTakesAGoodChangeAndRefusesABadOne(RuleCase rule) {
    String name = uniqueName();
    resource(named(rule.before(), name)).create();
    resource(named(rule.accepted(), name)).update();
    assertThatThrownBy(() -> resource(named(rule.refused(), name)).update())
        .isInstanceOfSatisfying(KubernetesClientException.class, e -> refusedBy(rule, e));
  }

  @Test
  void everyRuleHasACase() {
    List<RuleCase> cases =
        Stream.of(onOneObject(), onStartedWorkflows(), onChanges()).flatMap(List::stream).toList();
    Set<String> uncovered = new TreeSet<>();
    for (CustomResourceDefinition definition : DefinitionGenerator.definitions()) {
      rules(definition.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema())
          .map(ValidationRule::getMessage)
          .filter(message -> cases.stream().noneMatch(it -> message.startsWith(it.message())))
          .forEach(uncovered::add);
    }
    assertThat(uncovered).isEmpty();
  }

  private static Stream<ValidationRule> rules(JSONSchemaProps schema) {
    Stream<JSONSchemaProps> below =
        Stream.concat(
            schema.getProperties().values().stream(),
            schema.getItems() == null ? Stream.empty() : Stream.of(schema.getItems().getSchema()));
    return Stream.concat(
        schema.getXKubernetesValidations().stream(), below.flatMap(RulesTest::rules));
  }

  private static void refusedBy(RuleCase rule, KubernetesClientException refusal) {
    assertThat(refusal.getCode()).isEqualTo(INVALID);
    assertThat(refusal.getStatus().getDetails().getCauses())
        .singleElement()
        .satisfies(cause -> assertThat(cause.getMessage()).contains(rule.message()));
  }

  private static Resource<GenericKubernetesResource> resource(String yaml) {
    return client.resource(
        Serialization.unmarshal(
            yaml.contains("name: subject") ? named(yaml, uniqueName()) : yaml,
            GenericKubernetesResource.class));
  }

  private static String uniqueName() {
    return "object-" + COUNT.incrementAndGet();
  }

  private static String named(String yaml, String name) {
    return yaml.replace("name: subject", "name: " + name);
  }
}
