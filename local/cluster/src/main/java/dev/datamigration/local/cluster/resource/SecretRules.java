package dev.datamigration.local.cluster.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.status.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Secrets: {@code stringData} becomes {@code data}; values must be base64; immutable ones and the
 * type stay.
 */
final class SecretRules {
  private SecretRules() {}

  static void applyDefaults(ObjectNode secret) {
    JsonNodes.putIfAbsent(secret, "type", "Opaque");
    if (secret.remove("stringData") instanceof ObjectNode plain) {
      ObjectNode data = JsonNodes.child(secret, "data");
      plain
          .properties()
          .forEach(
              entry ->
                  data.put(
                      entry.getKey(),
                      Base64.getEncoder()
                          .encodeToString(
                              entry.getValue().asText().getBytes(StandardCharsets.UTF_8))));
    }
  }

  static List<FieldError> validate(ObjectNode secret, ObjectNode old) {
    List<FieldError> errors = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : secret.path("data").properties()) {
      try {
        Base64.getDecoder().decode(entry.getValue().asText());
      } catch (IllegalArgumentException e) {
        errors.add(
            FieldError.invalid(
                "data[" + entry.getKey() + "]",
                TextNode.valueOf("<hidden>"),
                "must be base64 encoded"));
      }
    }
    if (old != null && !JsonNodes.same(secret.get("type"), old.get("type"))) {
      errors.add(FieldError.invalid("type", secret.get("type"), "field is immutable"));
    }
    errors.addAll(immutableData(secret, old));
    return errors;
  }

  /** The rule that Secrets and ConfigMaps share. */
  static List<FieldError> immutableData(ObjectNode object, ObjectNode old) {
    if (old == null || !old.path("immutable").asBoolean()) {
      return List.of();
    }
    List<FieldError> errors = new ArrayList<>();
    for (String field : List.of("immutable", "data", "binaryData")) {
      if (!JsonNodes.same(object.get(field), old.get(field))) {
        errors.add(FieldError.forbidden(field, "field is immutable when `immutable` is set"));
      }
    }
    return errors;
  }
}
