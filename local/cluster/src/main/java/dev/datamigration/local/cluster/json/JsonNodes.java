package dev.datamigration.local.cluster.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Reading, building and comparing JSON trees. Numbers are compared by value, not by Java type. */
public final class JsonNodes {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Comparator<JsonNode> BY_VALUE =
      (left, right) -> {
        if (left.isNumber() && right.isNumber()) {
          return left.decimalValue().compareTo(right.decimalValue());
        }
        return left.equals(right) ? 0 : 1;
      };

  private JsonNodes() {}

  /** The shared mapper; thread-safe, never reconfigured. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** The node at {@code path}, or a missing node; never null. */
  public static JsonNode at(JsonNode node, String... path) {
    JsonNode current = node == null ? MissingNode.getInstance() : node;
    for (String name : path) {
      current = current.path(name);
    }
    return current;
  }

  /** The text at {@code path}, or the empty string when absent or not a value. */
  public static String text(JsonNode node, String... path) {
    return at(node, path).asText("");
  }

  /** The object field {@code name} of {@code parent}; created when absent or not an object. */
  public static ObjectNode child(ObjectNode parent, String name) {
    return parent.get(name) instanceof ObjectNode present ? present : parent.putObject(name);
  }

  /** The array field {@code name} of {@code parent}; created when absent or not an array. */
  public static ArrayNode childArray(ObjectNode parent, String name) {
    return parent.get(name) instanceof ArrayNode present ? present : parent.putArray(name);
  }

  /** Puts {@code value} unless the field is present already. */
  public static void putIfAbsent(ObjectNode parent, String name, JsonNode value) {
    if (!parent.hasNonNull(name)) {
      parent.set(name, value);
    }
  }

  public static void putIfAbsent(ObjectNode parent, String name, String value) {
    putIfAbsent(parent, name, JsonNodeFactory.instance.textNode(value));
  }

  public static void putIfAbsent(ObjectNode parent, String name, int value) {
    putIfAbsent(parent, name, JsonNodeFactory.instance.numberNode(value));
  }

  public static List<String> strings(JsonNode array) {
    List<String> values = new ArrayList<>();
    array.forEach(item -> values.add(item.asText()));
    return values;
  }

  /** Deep equality; null, missing and JSON null are equal to each other. */
  public static boolean same(JsonNode left, JsonNode right) {
    JsonNode first = left == null || left.isNull() ? MissingNode.getInstance() : left;
    JsonNode second = right == null || right.isNull() ? MissingNode.getInstance() : right;
    return Objects.equals(first, second) || first.equals(BY_VALUE, second);
  }

  public static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree could not be written", e);
    }
  }

  public static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
