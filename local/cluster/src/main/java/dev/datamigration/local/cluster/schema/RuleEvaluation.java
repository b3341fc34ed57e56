package dev.datamigration.local.cluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cel.runtime.CelEvaluationException;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.status.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluates the CEL rules of a structural schema, with the old value where old and new can be
 * matched.
 */
public final class RuleEvaluation {
  private final List<FieldError> errors = new ArrayList<>();

  private RuleEvaluation() {}

  /** The broken rules of a whole object; {@code old} is null on create. */
  public static List<FieldError> evaluate(
      StructuralSchema schema, ObjectNode object, ObjectNode old) {
    RuleEvaluation evaluation = new RuleEvaluation();
    evaluation.evaluateNode(schema, object, old, "", true);
    return evaluation.errors;
  }

  private void evaluateNode(
      StructuralSchema schema, JsonNode value, JsonNode old, String path, boolean root) {
    if (value.isNull()) {
      return;
    }
    if (!schema.rules().isEmpty()) {
      Object self = root ? CelValues.root(schema, value) : CelValues.of(schema, value);
      Object oldSelf = old == null || old.isNull() ? null : previous(schema, old, root);
      for (ValidationRule rule : schema.rules()) {
        evaluateRule(rule, self, oldSelf, value, path);
      }
    }
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              entry ->
                  schema
                      .field(entry.getKey())
                      .ifPresent(
                          field -> {
                            boolean keyed = !schema.properties().containsKey(entry.getKey());
                            evaluateNode(
                                field,
                                entry.getValue(),
                                old == null ? null : old.get(entry.getKey()),
                                keyed
                                    ? path + "[" + entry.getKey() + "]"
                                    : join(path, entry.getKey()),
                                false);
                          }));
    } else if (value.isArray() && schema.items().isPresent()) {
      for (int i = 0; i < value.size(); i++) {
        JsonNode item = value.get(i);
        evaluateNode(
            schema.items().get(),
            item,
            counterpart(schema, item, old),
            path + "[" + i + "]",
            false);
      }
    }
  }

  private static Object previous(StructuralSchema schema, JsonNode old, boolean root) {
    return root ? CelValues.root(schema, old) : CelValues.of(schema, old);
  }

  /** Only items of map lists have an identity across writes. */
  private static JsonNode counterpart(StructuralSchema schema, JsonNode item, JsonNode oldList) {
    if (oldList == null || !schema.listType().equals("map")) {
      return null;
    }
    for (JsonNode candidate : oldList) {
      if (schema.listMapKeys().stream()
          .allMatch(key -> JsonNodes.same(candidate.get(key), item.get(key)))) {
        return candidate;
      }
    }
    return null;
  }

  private void evaluateRule(
      ValidationRule rule, Object self, Object oldSelf, JsonNode value, String path) {
    if (rule.transition() && oldSelf == null && !rule.optionalOldSelf()) {
      return;
    }
    Map<String, Object> variables = new HashMap<>();
    variables.put("self", self);
    if (rule.optionalOldSelf()) {
      variables.put("oldSelf", Optional.ofNullable(oldSelf));
    } else if (oldSelf != null) {
      variables.put("oldSelf", oldSelf);
    }
    String at = join(path, rule.fieldPath().replaceFirst("^\\.", ""));
    try {
      if (!Boolean.TRUE.equals(rule.expression().evaluate(variables))) {
        errors.add(broken(rule, at, value, message(rule, variables)));
      }
    } catch (CelEvaluationException e) {
      errors.add(
          FieldError.invalid(
              at, printable(value), "rule failed: " + rule.rule() + ": " + e.getMessage()));
    }
  }

  private static String message(ValidationRule rule, Map<String, Object> variables)
      throws CelEvaluationException {
    if (rule.messageExpression().isPresent()
        && rule.messageExpression().get().evaluate(variables) instanceof String text
        && !text.isBlank()) {
      return text;
    }
    return rule.message().isEmpty() ? "failed rule: " + rule.rule() : rule.message();
  }

  private static FieldError broken(
      ValidationRule rule, String path, JsonNode value, String message) {
    return switch (rule.reason()) {
      case "FieldValueForbidden" -> FieldError.forbidden(path, message);
      case "FieldValueRequired" -> FieldError.required(path, message);
      case "FieldValueDuplicate" -> FieldError.duplicate(path, printable(value));
      default -> FieldError.invalid(path, printable(value), message);
    };
  }

  /** Objects are named by their type only, as kube-apiserver does. */
  private static JsonNode printable(JsonNode value) {
    if (value.isObject()) {
      return TextNode.valueOf("object");
    }
    return value.isArray() ? TextNode.valueOf("array") : value;
  }

  private static String join(String path, String name) {
    if (name.isEmpty()) {
      return path;
    }
    return path.isEmpty() ? name : path + "." + name;
  }
}
