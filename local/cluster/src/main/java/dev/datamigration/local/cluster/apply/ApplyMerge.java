package dev.datamigration.local.cluster.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The two halves of a server-side apply on values: laying an applied value over a live one, and
 * removing fields.
 */
final class ApplyMerge {
  private ApplyMerge() {}

  /** {@code applied} over {@code live}; neither is changed. */
  static JsonNode merge(MergeSchema schema, JsonNode live, JsonNode applied) {
    if (live == null || live.isNull()) {
      return applied.deepCopy();
    }
    if (live.isObject() && applied.isObject() && !schema.atomicMap()) {
      ObjectNode result = live.deepCopy();
      applied
          .properties()
          .forEach(
              entry ->
                  result.set(
                      entry.getKey(),
                      merge(
                          schema.field(entry.getKey()),
                          live.get(entry.getKey()),
                          entry.getValue())));
      return result;
    }
    if (live.isArray() && applied.isArray() && schema.listKind() != MergeSchema.ListKind.ATOMIC) {
      return mergeLists(schema, live, applied);
    }
    return applied.deepCopy();
  }

  private static JsonNode mergeLists(MergeSchema schema, JsonNode live, JsonNode applied) {
    Map<String, JsonNode> merged = new LinkedHashMap<>(ListItems.byElement(schema, live));
    ListItems.byElement(schema, applied)
        .forEach(
            (element, item) ->
                merged.merge(
                    element,
                    item,
                    (present, ours) ->
                        schema.listKind() == MergeSchema.ListKind.MAP
                            ? merge(schema.items(), present, ours)
                            : ours));
    ArrayNode result = JsonNodes.array();
    merged.values().forEach(item -> result.add(item.deepCopy()));
    return result;
  }

  /**
   * Removes the members of {@code remove} from {@code value}, except those that {@code keep} holds
   * or that contain what it holds. Containers that become empty vanish too.
   */
  static JsonNode remove(MergeSchema schema, JsonNode value, FieldSet remove, FieldSet keep) {
    if (value instanceof ObjectNode object && !schema.atomicMap()) {
      ObjectNode result = JsonNodes.object();
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        JsonNode left =
            child(
                schema.field(entry.getKey()),
                FieldSet.field(entry.getKey()),
                entry.getValue(),
                remove,
                keep);
        if (left != null) {
          result.set(entry.getKey(), left);
        }
      }
      return result;
    }
    if (value.isArray() && schema.listKind() != MergeSchema.ListKind.ATOMIC) {
      ArrayNode result = JsonNodes.array();
      for (JsonNode item : value) {
        JsonNode left = child(schema.items(), ListItems.element(schema, item), item, remove, keep);
        if (left != null) {
          result.add(left);
        }
      }
      return result;
    }
    return value;
  }

  private static JsonNode child(
      MergeSchema schema, String element, JsonNode value, FieldSet remove, FieldSet keep) {
    FieldSet removeBelow = remove.children().get(element);
    if (removeBelow == null) {
      return value;
    }
    FieldSet keepBelow = keep.children().getOrDefault(element, new FieldSet());
    if (removeBelow.isMember() && keepBelow.isEmpty()) {
      return null;
    }
    JsonNode left = remove(schema, value, removeBelow, keepBelow);
    boolean emptied = left.isContainerNode() && left.isEmpty() && !value.isEmpty();
    return emptied && !keepBelow.isMember() ? null : left;
  }
}
