package dev.datamigration.local.cluster.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.json.JsonPath;
import dev.datamigration.local.cluster.patch.MergePatch;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.resource.ScalePaths;
import dev.datamigration.local.cluster.status.ApiException;
import dev.datamigration.local.cluster.status.FieldError;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An object as an {@code autoscaling/v1 Scale}, and a changed Scale written back into the object.
 * Pure.
 */
public final class ScaleView {
  private ScaleView() {}

  public static ObjectNode of(ResourceType type, ObjectNode object) {
    ScalePaths paths = type.scale().orElseThrow(ApiException::noSuchResource);
    ObjectNode scale = JsonNodes.object();
    scale.put("kind", "Scale").put("apiVersion", "autoscaling/v1");
    ObjectNode metadata = scale.putObject("metadata");
    for (String field :
        List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
      if (object.path("metadata").has(field)) {
        metadata.set(field, object.path("metadata").get(field));
      }
    }
    JsonNode replicas = JsonPath.parse(paths.specReplicas()).first(object);
    if (!replicas.isNumber()) {
      throw ApiException.internal(
          "the spec replicas field \"" + paths.specReplicas() + "\" does not exist");
    }
    scale.putObject("spec").set("replicas", replicas);
    ObjectNode status = scale.putObject("status");
    status.put("replicas", JsonPath.parse(paths.statusReplicas()).first(object).asInt());
    String selector = selector(object, paths);
    if (!selector.isEmpty()) {
      status.put("selector", selector);
    }
    return scale;
  }

  private static String selector(ObjectNode object, ScalePaths paths) {
    JsonNode labels = JsonNodes.at(object, "spec", "selector", "matchLabels");
    if (labels.isObject()) {
      return labels.properties().stream()
          .map(entry -> entry.getKey() + "=" + entry.getValue().asText())
          .collect(Collectors.joining(","));
    }
    return paths.labelSelector().isEmpty()
        ? ""
        : JsonPath.parse(paths.labelSelector()).first(object).asText("");
  }

  /** A Scale after a patch to it. */
  public static JsonNode patched(ObjectNode scale, PatchKind kind, JsonNode patch) {
    return kind == PatchKind.JSON ? Patches.json(scale, patch) : MergePatch.apply(scale, patch);
  }

  /**
   * {@code object} with the replicas of {@code scale}, and its resourceVersion as a precondition.
   */
  public static ObjectNode writeBack(ResourceType type, ObjectNode object, JsonNode scale) {
    JsonNode replicas = scale.path("spec").path("replicas");
    if (!replicas.isIntegralNumber() && !replicas.isMissingNode()) {
      throw ApiException.badRequest("spec.replicas of a Scale must be an integer");
    }
    if (replicas.asInt() < 0) {
      throw ApiException.invalid(
          "autoscaling",
          "Scale",
          JsonNodes.text(object, "metadata", "name"),
          List.of(
              FieldError.invalid("spec.replicas", replicas, "must be greater than or equal to 0")));
    }
    ObjectNode next = object.deepCopy();
    String[] path =
        type.scale()
            .orElseThrow(ApiException::noSuchResource)
            .specReplicas()
            .substring(1)
            .split("\\.", -1);
    ObjectNode parent = next;
    for (int i = 0; i < path.length - 1; i++) {
      parent = JsonNodes.child(parent, path[i]);
    }
    parent.put(path[path.length - 1], replicas.asInt());
    String version = JsonNodes.text(scale, "metadata", "resourceVersion");
    if (!version.isEmpty()) {
      JsonNodes.child(next, "metadata").put("resourceVersion", version);
    }
    return next;
  }
}
