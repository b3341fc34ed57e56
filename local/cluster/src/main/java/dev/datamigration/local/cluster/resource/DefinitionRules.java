package dev.datamigration.local.cluster.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.schema.SchemaException;
import dev.datamigration.local.cluster.status.FieldError;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * CustomResourceDefinitions: defaults, the status they get at once, and whether their schemas can
 * be used.
 */
final class DefinitionRules {
  private DefinitionRules() {}

  static void applyDefaults(ObjectNode definition) {
    ObjectNode spec = JsonNodes.child(definition, "spec");
    ObjectNode names = JsonNodes.child(spec, "names");
    String kind = JsonNodes.text(names, "kind");
    JsonNodes.putIfAbsent(names, "singular", kind.toLowerCase(Locale.ROOT));
    JsonNodes.putIfAbsent(names, "listKind", kind + "List");
    JsonNodes.putIfAbsent(JsonNodes.child(spec, "conversion"), "strategy", "None");
    ObjectNode status = JsonNodes.child(definition, "status");
    status.set("acceptedNames", names.deepCopy());
    ArrayNode stored = status.putArray("storedVersions");
    spec.path("versions")
        .forEach(
            version -> {
              if (version.path("storage").asBoolean()) {
                stored.add(version.path("name").asText());
              }
            });
    if (!status.has("conditions")) {
      ArrayNode conditions = status.putArray("conditions");
      condition(conditions, "NamesAccepted", "NoConflicts", "no conflicts found");
      condition(
          conditions,
          "Established",
          "InitialNamesAccepted",
          "the initial names have been accepted");
    }
  }

  private static void condition(ArrayNode conditions, String type, String reason, String message) {
    conditions
        .addObject()
        .put("type", type)
        .put("status", "True")
        .put("lastTransitionTime", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("reason", reason)
        .put("message", message);
  }

  static List<FieldError> validate(ObjectNode definition, ObjectNode old) {
    List<FieldError> errors = new ArrayList<>();
    JsonNode spec = definition.path("spec");
    String name = JsonNodes.text(definition, "metadata", "name");
    String expected = JsonNodes.text(spec, "names", "plural") + "." + JsonNodes.text(spec, "group");
    if (!name.equals(expected)) {
      errors.add(
          FieldError.invalid(
              "metadata.name",
              TextNode.valueOf(name),
              "must be spec.names.plural+\".\"+spec.group"));
    }
    for (String field : List.of("group", "scope", "versions")) {
      if (!spec.hasNonNull(field)) {
        errors.add(FieldError.required("spec." + field));
      }
    }
    if (JsonNodes.text(spec, "names", "kind").isEmpty()) {
      errors.add(FieldError.required("spec.names.kind"));
    }
    if (!JsonNodes.text(spec, "conversion", "strategy").equals("None")) {
      errors.add(
          FieldError.invalid(
              "spec.conversion.strategy",
              spec.path("conversion").path("strategy"),
              "this stand-in converts between versions by changing apiVersion only (None)"));
    }
    long storage =
        spec.path("versions").valueStream().filter(v -> v.path("storage").asBoolean()).count();
    if (storage != 1) {
      errors.add(
          FieldError.invalid(
              "spec.versions",
              spec.path("versions").isMissingNode() ? JsonNodes.array() : TextNode.valueOf("array"),
              "must have exactly one version marked as storage version"));
    }
    if (errors.isEmpty()) {
      errors.addAll(schemas(definition));
    }
    return errors;
  }

  private static List<FieldError> schemas(ObjectNode definition) {
    List<FieldError> errors = new ArrayList<>();
    JsonNode versions = definition.path("spec").path("versions");
    for (int i = 0; i < versions.size(); i++) {
      String path = "spec.versions[" + i + "].schema.openAPIV3Schema";
      JsonNode schema = JsonNodes.at(versions.get(i), "schema", "openAPIV3Schema");
      if (schema.isMissingNode()) {
        errors.add(FieldError.required(path, "schemas are required"));
      } else {
        structure(schema, path, errors);
      }
    }
    if (errors.isEmpty()) {
      try {
        CustomResourceTypes.of(definition);
      } catch (SchemaException e) {
        errors.add(FieldError.invalid("spec.versions", TextNode.valueOf("array"), e.getMessage()));
      }
    }
    return errors;
  }

  /** The part of "structural" that says every node has a type and map lists have keys. */
  private static void structure(JsonNode schema, String path, List<FieldError> errors) {
    boolean untyped =
        schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()
            || schema.path("x-kubernetes-int-or-string").asBoolean();
    String type = JsonNodes.text(schema, "type");
    if (type.isEmpty() && !untyped) {
      errors.add(
          FieldError.required(path + ".type", "must not be empty for specified object fields"));
    }
    if (type.equals("array") && !schema.path("items").isObject()) {
      errors.add(FieldError.required(path + ".items", "must be specified"));
    }
    if (JsonNodes.text(schema, "x-kubernetes-list-type").equals("map")
        && schema.path("x-kubernetes-list-map-keys").isEmpty()) {
      errors.add(
          FieldError.required(
              path + ".x-kubernetes-list-map-keys",
              "must not be empty if x-kubernetes-list-type is map"));
    }
    schema
        .path("properties")
        .properties()
        .forEach(
            entry ->
                structure(entry.getValue(), path + ".properties[" + entry.getKey() + "]", errors));
    for (String nested : List.of("items", "additionalProperties")) {
      if (schema.path(nested).isObject()) {
        structure(schema.path(nested), path + "." + nested, errors);
      }
    }
  }
}
