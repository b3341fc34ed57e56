package dev.datamigration.local.cluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.operation.ObjectOperations;
import dev.datamigration.local.cluster.resource.ResourceType;
import java.util.List;
import java.util.Optional;

/** Which objects a controller's object owns. */
final class Ownership {
  private Ownership() {}

  /** Makes {@code owner} the controller of {@code object}, in place. */
  static void control(ObjectNode owner, ObjectNode object) {
    ObjectNode reference =
        JsonNodes.childArray(JsonNodes.child(object, "metadata"), "ownerReferences").addObject();
    reference.put("apiVersion", JsonNodes.text(owner, "apiVersion"));
    reference.put("kind", JsonNodes.text(owner, "kind"));
    reference.put("name", JsonNodes.text(owner, "metadata", "name"));
    reference.put("uid", JsonNodes.text(owner, "metadata", "uid"));
    reference.put("controller", true).put("blockOwnerDeletion", true);
  }

  /** The reference to the controller, if it is of this kind. */
  static Optional<JsonNode> controller(ObjectNode object, String kind) {
    return JsonNodes.at(object, "metadata", "ownerReferences")
        .valueStream()
        .filter(owner -> owner.path("controller").asBoolean())
        .filter(owner -> JsonNodes.text(owner, "kind").equals(kind))
        .findFirst();
  }

  /** The objects of a type that {@code owner} controls, in name order. */
  static List<ObjectNode> controlled(
      ObjectOperations operations, ResourceType type, ObjectNode owner) {
    String uid = JsonNodes.text(owner, "metadata", "uid");
    String kind = JsonNodes.text(owner, "kind");
    return operations.list(type, JsonNodes.text(owner, "metadata", "namespace")).items().stream()
        .filter(
            object ->
                controller(object, kind)
                    .filter(reference -> JsonNodes.text(reference, "uid").equals(uid))
                    .isPresent())
        .toList();
  }

  static boolean isDeleting(ObjectNode object) {
    return JsonNodes.at(object, "metadata").has("deletionTimestamp");
  }
}
