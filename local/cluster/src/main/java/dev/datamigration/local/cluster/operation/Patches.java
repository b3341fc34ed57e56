package dev.datamigration.local.cluster.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.patch.MergePatch;
import dev.datamigration.local.cluster.patch.StrategicMergePatch;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.status.ApiException;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;

/** The three patch formats that work on the object alone. */
final class Patches {
  private Patches() {}

  static ObjectNode apply(ResourceType type, PatchKind kind, ObjectNode old, JsonNode patch) {
    JsonNode result =
        switch (kind) {
          case JSON -> json(old, patch);
          case MERGE -> MergePatch.apply(old, patch);
          case STRATEGIC -> strategic(type, old, patch);
          case APPLY -> throw new IllegalArgumentException("an apply patch needs field managers");
        };
    if (result instanceof ObjectNode object) {
      return object;
    }
    throw ApiException.badRequest("the patched object is not an object");
  }

  static JsonNode json(ObjectNode old, JsonNode patch) {
    try {
      return JsonPatch.apply(patch, old);
    } catch (JsonPatchException e) {
      throw ApiException.of(
          422,
          "Invalid",
          "the server rejected our request due to an error in our request: " + e.getMessage());
    }
  }

  private static JsonNode strategic(ResourceType type, ObjectNode old, JsonNode patch) {
    if (!type.rules().supportsStrategicMerge() || !(patch instanceof ObjectNode fields)) {
      throw ApiException.unsupportedMediaType(
          "the body of the request was in an unknown format - accepted media types include:"
              + " application/json-patch+json, application/merge-patch+json,"
              + " application/apply-patch+yaml");
    }
    return StrategicMergePatch.apply(old, fields);
  }
}
