package dev.datamigration.local.cluster.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;

/** JSON merge patch, RFC 7386. */
public final class MergePatch {
  private MergePatch() {}

  /** {@code patch} applied to {@code target}; neither is changed. */
  public static JsonNode apply(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch.deepCopy();
    }
    ObjectNode result =
        target instanceof ObjectNode object ? object.deepCopy() : JsonNodes.object();
    patch
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().isNull()) {
                result.remove(entry.getKey());
              } else {
                result.set(entry.getKey(), apply(result.get(entry.getKey()), entry.getValue()));
              }
            });
    return result;
  }
}
