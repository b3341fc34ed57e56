package dev.datamigration.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitionTest {
  private static final List<CustomResourceDefinition> DEFINITIONS =
      DefinitionGenerator.definitions();

  static List<CustomResourceDefinition> definitions() {
    return DEFINITIONS;
  }

  private static CustomResourceDefinitionVersion version(String kind) {
    return DEFINITIONS.stream()
        .filter(definition -> definition.getSpec().getNames().getKind().equals(kind))
        .findFirst()
        .orElseThrow()
        .getSpec()
        .getVersions()
        .get(0);
  }

  private static List<String> columns(String kind, int priority) {
    return version(kind).getAdditionalPrinterColumns().stream()
        .filter(column -> column.getPriority() == priority)
        .map(CustomResourceColumnDefinition::getName)
        .toList();
  }

  private static void walk(
      String path, JSONSchemaProps schema, BiConsumer<String, JSONSchemaProps> visitor) {
    visitor.accept(path, schema);
    schema.getProperties().forEach((name, field) -> walk(path + "." + name, field, visitor));
    if (schema.getItems() != null) {
      walk(path + "[]", schema.getItems().getSchema(), visitor);
    }
    if (schema.getAdditionalProperties() != null) {
      walk(path + "{}", schema.getAdditionalProperties().getSchema(), visitor);
    }
  }

  private static List<String> fieldsWhere(
      CustomResourceDefinition definition, Predicate<JSONSchemaProps> wrong) {
    List<String> found = new ArrayList<>();
    walk(
        "",
        definition.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema(),
        (path, schema) -> {
          if (wrong.test(schema)) {
            found.add(path);
          }
        });
    return found;
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void everyFieldIsDescribed(CustomResourceDefinition definition) {
    assertThat(fieldsWhere(definition, schema -> schema.getDescription() == null))
        .allMatch(path -> path.endsWith("[]") || path.endsWith("{}"));
  }

  /** What kubectl explain says of when a change takes effect. */
  private static final Set<String> CHANGES =
      Set.of(
          "Live: takes effect while running.",
          "Live: takes effect while running and after.",
          "Live: takes effect at the next statement.",
          "Live: takes effect as workers are replaced one by one.",
          "Live: takes effect with the next task handed out.",
          "Takes effect at the next run.",
          "Cannot be changed.",
          "Cannot be changed once the workflow has started.",
          "Each key says when a change of it takes effect.");

  @ParameterizedTest
  @MethodSource("definitions")
  void everyFieldOfASpecSaysAtItsEndWhenAChangeTakesEffect(CustomResourceDefinition definition) {
    List<String> silent = new ArrayList<>();
    List<String> said = new ArrayList<>();
    walk(
        "",
        definition.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema(),
        (path, schema) -> {
          boolean named = !path.endsWith("[]") && !path.endsWith("{}");
          if (path.startsWith(".spec.") && named) {
            boolean says = CHANGES.stream().anyMatch(schema.getDescription()::endsWith);
            (says ? said : silent).add(path);
          }
        });
    assertThat(silent).isEmpty();
    assertThat(said).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void everyTextIsBounded(CustomResourceDefinition definition) {
    assertThat(
            fieldsWhere(
                definition,
                schema ->
                    "string".equals(schema.getType())
                        && schema.getMaxLength() == null
                        && schema.getEnum().isEmpty()
                        && !"date-time".equals(schema.getFormat())))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void everyListIsBounded(CustomResourceDefinition definition) {
    assertThat(
            fieldsWhere(
                definition,
                schema -> "array".equals(schema.getType()) && schema.getMaxItems() == null))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void everyMapIsBounded(CustomResourceDefinition definition) {
    assertThat(
            fieldsWhere(
                definition,
                schema ->
                    schema.getAdditionalProperties() != null && schema.getMaxProperties() == null))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void everyNumberIsBoundedSoThatTheOperatorCanReadIt(CustomResourceDefinition definition) {
    assertThat(
            fieldsWhere(
                definition,
                schema -> "integer".equals(schema.getType()) && schema.getMaximum() == null))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void conditionsAreAListByType(CustomResourceDefinition definition) {
    JSONSchemaProps conditions =
        definition
            .getSpec()
            .getVersions()
            .get(0)
            .getSchema()
            .getOpenAPIV3Schema()
            .getProperties()
            .get("status")
            .getProperties()
            .get("conditions");
    assertThat(conditions.getXKubernetesListType()).isEqualTo("map");
    assertThat(conditions.getXKubernetesListMapKeys()).containsExactly("type");
    assertThat(conditions.getItems().getSchema().getRequired())
        .containsExactlyInAnyOrder("lastTransitionTime", "message", "reason", "status", "type");
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void everyKindIsNamespacedInTheCategoryAndHasAStatus(CustomResourceDefinition definition) {
    assertThat(definition.getSpec().getScope()).isEqualTo("Namespaced");
    assertThat(definition.getSpec().getGroup()).isEqualTo("datamigration.dev");
    assertThat(definition.getSpec().getNames().getCategories()).containsExactly("datamigration");
    assertThat(definition.getSpec().getVersions())
        .singleElement()
        .satisfies(
            version -> {
              assertThat(version.getName()).isEqualTo("v1alpha1");
              assertThat(version.getSubresources().getStatus()).isNotNull();
            });
  }

  @Test
  void kindsHaveTheirShortNames() {
    assertThat(DEFINITIONS)
        .extracting(definition -> definition.getSpec().getNames().getShortNames())
        .containsExactly(List.of("dmw"), List.of("wp"), List.of("srcconn"), List.of("sfconn"));
  }

  @Test
  void workflowsShowTheirColumnsInReadingOrder() {
    assertThat(columns("DataMigrationWorkflow", 0))
        .containsExactly("Status", "Tables", "Progress", "Rows", "Failed", "Workers", "Age");
    assertThat(columns("DataMigrationWorkflow", 1))
        .containsExactly("Bytes", "Rate", "ETA", "Message");
  }

  @Test
  void poolsCanBeScaled() {
    var scale = version("WorkerPool").getSubresources().getScale();
    assertThat(scale.getSpecReplicasPath()).isEqualTo(".spec.replicas");
    assertThat(scale.getStatusReplicasPath()).isEqualTo(".status.replicas");
    assertThat(scale.getLabelSelectorPath()).isEqualTo(".status.selector");
  }

  @Test
  void noSettingOfATableHasADefaultBecauseItWouldHideWhatIsInherited() {
    Map<String, JSONSchemaProps> spec =
        version("DataMigrationWorkflow")
            .getSchema()
            .getOpenAPIV3Schema()
            .getProperties()
            .get("spec")
            .getProperties();
    List<String> defaults = new ArrayList<>();
    for (String name : List.of("tables", "defaultTableConfiguration")) {
      walk(
          name,
          spec.get(name),
          (path, schema) -> {
            if (schema.getDefault() != null) {
              defaults.add(path);
            }
          });
    }
    assertThat(defaults).isEmpty();
  }
}
