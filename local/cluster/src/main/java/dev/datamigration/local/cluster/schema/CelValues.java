package dev.datamigration.local.cluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.NullValue;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns JSON into the values that CEL expressions see, typed by the schema as Kubernetes types
 * them.
 */
final class CelValues {
  private static final Set<String> RESERVED =
      Set.of(
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");

  private CelValues() {}

  static Object of(StructuralSchema schema, JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> map(schema, value);
      case ARRAY -> list(schema, value);
      case STRING -> text(schema, value.asText());
      case NUMBER ->
          schema.type().equals("number") || !value.isIntegralNumber()
              ? (Object) value.asDouble()
              : (Object) value.asLong();
      case BOOLEAN -> value.asBoolean();
      default -> NullValue.NULL_VALUE;
    };
  }

  private static Map<String, Object> map(StructuralSchema schema, JsonNode value) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      Optional<StructuralSchema> field = schema.field(entry.getKey());
      boolean property = schema.properties().containsKey(entry.getKey());
      if (field.isPresent()) {
        map.put(
            property ? escape(entry.getKey()) : entry.getKey(), of(field.get(), entry.getValue()));
      }
    }
    return map;
  }

  /** A root's metadata is visible by name and generateName only. */
  static Map<String, Object> root(StructuralSchema schema, JsonNode object) {
    Map<String, Object> map = map(schema, object);
    Map<String, Object> metadata = new LinkedHashMap<>();
    for (String name : List.of("name", "generateName")) {
      if (object.path("metadata").has(name)) {
        metadata.put(name, object.path("metadata").path(name).asText());
      }
    }
    map.put("metadata", metadata);
    map.put("apiVersion", object.path("apiVersion").asText());
    map.put("kind", object.path("kind").asText());
    return map;
  }

  private static List<Object> list(StructuralSchema schema, JsonNode value) {
    List<Object> list = new ArrayList<>();
    schema.items().ifPresent(items -> value.forEach(item -> list.add(of(items, item))));
    return list;
  }

  private static Object text(StructuralSchema schema, String text) {
    return switch (schema.format()) {
      case "date-time" -> {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        yield Timestamp.newBuilder()
            .setSeconds(instant.getEpochSecond())
            .setNanos(instant.getNano())
            .build();
      }
      case "byte" -> ByteString.copyFrom(Base64.getDecoder().decode(text));
      default -> text;
    };
  }

  /** Kubernetes' spelling of property names that are not CEL identifiers. */
  private static String escape(String name) {
    if (RESERVED.contains(name)) {
      return "__" + name + "__";
    }
    return name.replace("__", "__underscores__")
        .replace(".", "__dot__")
        .replace("-", "__dash__")
        .replace("/", "__slash__");
  }
}
