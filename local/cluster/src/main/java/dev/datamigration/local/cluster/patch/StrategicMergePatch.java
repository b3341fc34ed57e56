package dev.datamigration.local.cluster.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.status.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Strategic merge patch for Kubernetes' own types, with the merge keys of a fixed table. Knows
 * {@code $patch: delete | replace | merge}, {@code $deleteFromPrimitiveList} and {@code
 * $retainKeys}; {@code $setElementOrder} only orders lists and is not needed for the result to be
 * right, so it is dropped.
 */
public final class StrategicMergePatch {
  private static final Map<String, String> MERGE_KEYS =
      Map.ofEntries(
          Map.entry("containers", "name"),
          Map.entry("initContainers", "name"),
          Map.entry("ephemeralContainers", "name"),
          Map.entry("env", "name"),
          Map.entry("volumes", "name"),
          Map.entry("volumeMounts", "mountPath"),
          Map.entry("volumeDevices", "devicePath"),
          Map.entry("imagePullSecrets", "name"),
          Map.entry("secrets", "name"),
          Map.entry("hostAliases", "ip"),
          Map.entry("topologySpreadConstraints", "topologyKey"),
          Map.entry("conditions", "type"),
          Map.entry("ownerReferences", "uid"));
  private static final Set<String> MERGED_VALUES = Set.of("finalizers");
  private static final String DIRECTIVE = "$patch";
  private static final String DELETE_VALUES = "$deleteFromPrimitiveList/";
  private static final String ELEMENT_ORDER = "$setElementOrder/";
  private static final String RETAIN_KEYS = "$retainKeys";

  private StrategicMergePatch() {}

  /** {@code patch} applied to {@code target}; neither is changed. */
  public static ObjectNode apply(ObjectNode target, ObjectNode patch) {
    ObjectNode result = target.deepCopy();
    String directive = JsonNodes.text(patch, DIRECTIVE);
    if (directive.equals("replace")) {
      result = patch.deepCopy();
      result.remove(DIRECTIVE);
      return result;
    }
    if (directive.equals("delete")) {
      return JsonNodes.object();
    }
    if (patch.has(RETAIN_KEYS)) {
      result.retain(JsonNodes.strings(patch.get(RETAIN_KEYS)));
    }
    for (Map.Entry<String, JsonNode> entry : patch.properties()) {
      String name = entry.getKey();
      JsonNode value = entry.getValue();
      boolean directiveOnly =
          name.equals(DIRECTIVE) || name.equals(RETAIN_KEYS) || name.startsWith(ELEMENT_ORDER);
      if (name.startsWith(DELETE_VALUES)) {
        removeValues(result, name.substring(DELETE_VALUES.length()), value);
      } else if (value.isNull()) {
        result.remove(name);
      } else if (!directiveOnly) {
        result.set(name, field(name, result.get(name), value));
      }
    }
    return result;
  }

  private static JsonNode field(String name, JsonNode present, JsonNode patch) {
    if (patch instanceof ObjectNode fields) {
      return apply(present instanceof ObjectNode object ? object : JsonNodes.object(), fields);
    }
    if (patch instanceof ArrayNode items) {
      ArrayNode before = present instanceof ArrayNode array ? array : JsonNodes.array();
      Optional<String> key = mergeKey(name, items, before);
      if (key.isPresent()) {
        return list(before, items, key.get());
      }
      return MERGED_VALUES.contains(name) ? values(before, items) : items.deepCopy();
    }
    return patch;
  }

  private static Optional<String> mergeKey(String name, ArrayNode patch, ArrayNode before) {
    if (name.equals("ports")) {
      JsonNode sample = patch.isEmpty() ? before.path(0) : patch.path(0);
      return Optional.of(sample.has("containerPort") ? "containerPort" : "port");
    }
    return Optional.ofNullable(MERGE_KEYS.get(name));
  }

  private static ArrayNode values(ArrayNode before, ArrayNode patch) {
    ArrayNode result = before.deepCopy();
    List<JsonNode> present = new ArrayList<>();
    before.forEach(present::add);
    patch.forEach(
        value -> {
          if (!present.contains(value)) {
            result.add(value);
          }
        });
    return result;
  }

  private static ArrayNode list(ArrayNode before, ArrayNode patch, String key) {
    List<JsonNode> items = new ArrayList<>();
    boolean replace = false;
    for (JsonNode item : patch) {
      replace |= item.size() == 1 && JsonNodes.text(item, DIRECTIVE).equals("replace");
    }
    if (!replace) {
      before.forEach(items::add);
    }
    for (JsonNode item : patch) {
      if (item.size() == 1 && item.has(DIRECTIVE)) {
        continue;
      }
      if (!item.isObject() || !item.has(key)) {
        throw ApiException.badRequest(
            "map: " + item + " does not contain declared merge key: " + key);
      }
      int index = indexOf(items, key, item.get(key));
      boolean delete = JsonNodes.text(item, DIRECTIVE).equals("delete");
      if (delete && index >= 0) {
        items.remove(index);
      } else if (!delete && index >= 0) {
        items.set(index, apply((ObjectNode) items.get(index), (ObjectNode) item));
      } else if (!delete) {
        items.add(apply(JsonNodes.object(), (ObjectNode) item));
      }
    }
    ArrayNode result = JsonNodes.array();
    items.forEach(item -> result.add(item.deepCopy()));
    return result;
  }

  private static int indexOf(List<JsonNode> items, String key, JsonNode value) {
    for (int i = 0; i < items.size(); i++) {
      if (JsonNodes.same(items.get(i).get(key), value)) {
        return i;
      }
    }
    return -1;
  }

  private static void removeValues(ObjectNode target, String name, JsonNode values) {
    if (target.get(name) instanceof ArrayNode present) {
      ArrayNode left = JsonNodes.array();
      List<JsonNode> gone = new ArrayList<>();
      values.forEach(gone::add);
      present.forEach(
          value -> {
            if (!gone.contains(value)) {
              left.add(value);
            }
          });
      target.set(name, left);
    }
  }
}
