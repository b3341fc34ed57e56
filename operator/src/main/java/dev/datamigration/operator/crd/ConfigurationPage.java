package dev.datamigration.operator.crd;

import dev.datamigration.model.validation.SupportedFeatures;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The page that explains every key of every kind, made from the definitions. */
final class ConfigurationPage {
  private static final String INTRODUCTION =
      """
      # Configuration

      <!-- Generated from dev.datamigration.operator.resource; to change it:
           ./mvnw -q -pl operator -am -Pgenerate process-classes -->

      Every key of every kind, as `kubectl explain` shows it too. The keys of a table are those of Snowflake's own migration tool;
      `dmw convert` makes a workflow of its file.

      **When a change takes effect.** *Live*: while the workflow runs. *At the next run*: a workflow is one run, so the change is taken,
      and matters once the object is deleted and created again, or when a retry plans a failed table anew ([lifecycle](lifecycle.md)).
      *Cannot be changed*: the API server refuses it; for a workflow, once
      `status.startTime` is set.

      **Inheritance.** A table takes from `defaultTableConfiguration` what it does not say itself: `source`, `target`, `extraction`,
      `loading`, `synchronization`, `queryModifiers` and `icebergConfig` key by key, lists as a whole, `customColumnTransforms` column
      by column. The partition size counts as one setting in whatever spelling. `target.tableName` is never inherited.

      **Not yet.** A setting that this version does not carry out is refused with DMW-190, never ignored.

      """;

  /** What the model cannot know, by kind and key. */
  private static final Map<String, String> NOT_YET =
      Map.of("SourceConnection spec.auth.type", "`iam`");

  private final StringBuilder page = new StringBuilder(INTRODUCTION);

  private ConfigurationPage() {}

  /** The page as Markdown. */
  static String markdown(List<CustomResourceDefinition> definitions) {
    ConfigurationPage page = new ConfigurationPage();
    definitions.forEach(page::kind);
    return page.page.toString();
  }

  private void kind(CustomResourceDefinition definition) {
    String kind = definition.getSpec().getNames().getKind();
    JSONSchemaProps root =
        definition.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
    line("## " + kind + " (`" + definition.getSpec().getNames().getShortNames().get(0) + "`)");
    line("");
    line(root.getDescription());
    line("");
    JSONSchemaProps spec = root.getProperties().get("spec");
    object(kind, "spec", spec);
    rules(root);
    status(root.getProperties().get("status"), "status");
  }

  private void object(String kind, String path, JSONSchemaProps object) {
    line("### `" + path + "`");
    line("");
    line("| key | type | default | meaning | a change | supported |");
    line("|---|---|---|---|---|---|");
    object
        .getProperties()
        .forEach(
            (name, field) -> {
              FieldText text = FieldText.of(field, object.getRequired().contains(name));
              row(
                  "`" + name + "`",
                  text.type(),
                  text.defaultValue(),
                  text.meaning(),
                  text.change(),
                  supported(kind, path + "." + name));
            });
    line("");
    object
        .getProperties()
        .forEach(
            (name, field) -> {
              below(kind, path + "." + name, field);
            });
  }

  private void below(String kind, String path, JSONSchemaProps field) {
    if (path.equals("spec.defaultTableConfiguration")) {
      line("### `" + path + "`");
      line("");
      line("The keys of `spec.tables[]` but `suspend` and `cancel`, inherited by every table.");
      line("");
    } else if (field.getItems() != null) {
      below(kind, path + "[]", field.getItems().getSchema());
    } else if (!field.getProperties().isEmpty() && !FieldText.isReference(field)) {
      object(kind, path, field);
    }
  }

  private static String supported(String kind, String path) {
    String connection = NOT_YET.get(kind + " " + path);
    if (connection != null) {
      return "not yet: " + connection;
    }
    String setting = path.replaceFirst("^spec\\.(tables\\[]\\.)?", "");
    List<String> missing = SupportedFeatures.notYet().getOrDefault(setting, List.of());
    return !kind.equals("DataMigrationWorkflow") || missing.isEmpty()
        ? "yes"
        : "not yet: " + String.join(", ", missing);
  }

  private void rules(JSONSchemaProps root) {
    Set<String> messages = new LinkedHashSet<>();
    collectRules(root, messages);
    if (messages.isEmpty()) {
      return;
    }
    line("### Refused by the API server");
    line("");
    messages.forEach(message -> line("- " + message));
    line("");
  }

  private static void collectRules(JSONSchemaProps schema, Set<String> messages) {
    schema.getXKubernetesValidations().stream()
        .map(ValidationRule::getMessage)
        .forEach(messages::add);
    schema.getProperties().values().forEach(field -> collectRules(field, messages));
    if (schema.getItems() != null) {
      collectRules(schema.getItems().getSchema(), messages);
    }
  }

  private void status(JSONSchemaProps object, String path) {
    line("### `" + path + "`");
    line("");
    line("| key | type | meaning |");
    line("|---|---|---|");
    object
        .getProperties()
        .forEach(
            (name, field) -> {
              FieldText text = FieldText.of(field, false);
              row("`" + name + "`", text.type(), text.meaning());
            });
    line("");
    object
        .getProperties()
        .forEach(
            (name, field) -> {
              boolean list = field.getItems() != null;
              JSONSchemaProps part = list ? field.getItems().getSchema() : field;
              if (!name.equals("conditions") && !part.getProperties().isEmpty()) {
                status(part, path + "." + name + (list ? "[]" : ""));
              }
            });
  }

  private void row(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
