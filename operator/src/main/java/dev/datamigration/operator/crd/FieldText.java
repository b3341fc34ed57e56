package dev.datamigration.operator.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a field's schema says, sorted for a table.
 *
 * @param type with its range
 * @param defaultValue empty if there is none
 * @param meaning without what the other parts say
 * @param change when a change takes effect; empty if the description does not say
 */
record FieldText(String type, String defaultValue, String meaning, String change) {
  static FieldText of(JSONSchemaProps schema, boolean required) {
    String defaultValue =
        schema.getDefault() == null ? "" : "`" + schema.getDefault().toString() + "`";
    List<String> meaning = new ArrayList<>();
    String change = "";
    if (required) {
      meaning.add("**Required.**");
    }
    for (String sentence : ChangeSentences.SENTENCES.split(schema.getDescription())) {
      if (ChangeSentences.isOne(sentence)) {
        change = sentence;
      } else if (sentence.matches("Default[: ].*") && defaultValue.isEmpty()) {
        defaultValue = sentence.replaceFirst("Default:? ", "").replaceFirst("\\.$", "");
      } else {
        meaning.add(sentence);
      }
    }
    return new FieldText(
        type(schema), cell(defaultValue), cell(String.join(" ", meaning)), cell(change));
  }

  /** Whether a field only names another object. */
  static boolean isReference(JSONSchemaProps schema) {
    return schema.getProperties().keySet().equals(Set.of("name"));
  }

  private static String type(JSONSchemaProps schema) {
    if (isReference(schema)) {
      return "`{name: …}`";
    }
    if (!schema.getEnum().isEmpty()) {
      return String.join(
          ", ", schema.getEnum().stream().map(word -> "`" + word.asText() + "`").toList());
    }
    if (schema.getItems() != null) {
      return "list of " + type(schema.getItems().getSchema());
    }
    if (schema.getAdditionalProperties() != null) {
      return "map to " + type(schema.getAdditionalProperties().getSchema());
    }
    if (schema.getType() == null) {
      return Boolean.TRUE.equals(schema.getXKubernetesIntOrString())
          ? "quantity"
          : "`auto` or object";
    }
    return switch (schema.getType()) {
      case "integer" -> "number " + range(schema);
      case "string" -> "date-time".equals(schema.getFormat()) ? "time" : "text";
      case "boolean" -> "`true`, `false`";
      default -> schema.getType();
    };
  }

  private static String range(JSONSchemaProps schema) {
    double max = schema.getMaximum();
    boolean bounded = max != Integer.MAX_VALUE && max != NumberFormats.MAX_EXACT;
    return "from " + whole(schema.getMinimum()) + (bounded ? " to " + whole(max) : "");
  }

  private static String whole(double number) {
    return BigDecimal.valueOf(number).toBigInteger().toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
