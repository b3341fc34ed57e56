package dev.datamigration.local.cluster.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.apply.ManagedFields;
import dev.datamigration.local.cluster.apply.ServerSideApply;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.status.ApiException;
import dev.datamigration.local.cluster.status.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps every new state of an object passes: pruning, defaults, validation, generation, field
 * managers. Pure.
 */
final class WritePipeline {
  private WritePipeline() {}

  /** A new object, metadata already initialised; {@code managers} are given for an apply. */
  static ObjectNode create(
      ResourceType type,
      ObjectNode object,
      Optional<ManagedFields> managers,
      WriteOptions options,
      String now) {
    prune(type, object, options);
    type.rules().applyDefaults(object);
    validate(type, object, null);
    ObjectNode nothing = JsonNodes.object();
    ManagedFields result =
        managers.orElseGet(
            () ->
                ServerSideApply.update(
                    type.rules().mergeSchema(), nothing, object, updater(options, ""), now));
    result.writeTo(object);
    return object;
  }

  /** The next state of {@code old}, from what a client asked for. */
  static ObjectNode update(
      ResourceType type,
      ObjectNode old,
      ObjectNode asked,
      String subresource,
      Optional<ManagedFields> managers,
      WriteOptions options,
      String now) {
    if (!asked.has("apiVersion")) {
      asked.put("apiVersion", type.apiVersion()).put("kind", type.kind());
    }
    ObjectMetadata.carryOver(type, old, asked);
    ObjectNode next = subresource.equals("status") ? old.deepCopy() : asked;
    if (subresource.equals("status")) {
      copyStatus(asked, next);
    } else if (type.hasStatus()) {
      copyStatus(old, next);
    }
    prune(type, next, options);
    type.rules().applyDefaults(next);
    validate(type, next, old);
    checkFinalizers(type, old, next);
    if (type.tracksGeneration() && !JsonNodes.same(desired(type, old), desired(type, next))) {
      ObjectNode metadata = JsonNodes.child(next, "metadata");
      metadata.put("generation", metadata.path("generation").asInt() + 1);
    }
    ManagedFields result =
        managers.orElseGet(
            () ->
                ServerSideApply.update(
                    type.rules().mergeSchema(), old, next, updater(options, subresource), now));
    result.writeTo(next);
    return next;
  }

  private static void copyStatus(ObjectNode from, ObjectNode to) {
    if (from.hasNonNull("status")) {
      to.set("status", from.get("status").deepCopy());
    } else {
      to.remove("status");
    }
  }

  private static ObjectNode desired(ResourceType type, ObjectNode object) {
    ObjectNode desired = object.deepCopy();
    desired.remove(List.of("metadata", "apiVersion", "kind"));
    if (type.hasStatus()) {
      desired.remove("status");
    }
    return desired;
  }

  private static ManagedFields.Manager updater(WriteOptions options, String subresource) {
    return new ManagedFields.Manager(
        options.fieldManager(), ManagedFields.Operation.UPDATE, subresource);
  }

  private static void prune(ResourceType type, ObjectNode object, WriteOptions options) {
    List<String> unknown = new ArrayList<>(ObjectMetadata.prune(object));
    unknown.addAll(type.rules().prune(object));
    if (unknown.isEmpty()) {
      return;
    }
    switch (options.fieldValidation()) {
      case STRICT ->
          throw ApiException.badRequest(
              type.kind()
                  + " in version \""
                  + type.version()
                  + "\" cannot be handled as a "
                  + type.kind()
                  + ": strict decoding error: "
                  + String.join(
                      ", ",
                      unknown.stream().map(path -> "unknown field \"" + path + "\"").toList()));
      case WARN ->
          unknown.forEach(path -> options.warnings().add("unknown field \"" + path + "\""));
      case IGNORE -> {}
    }
  }

  private static void validate(ResourceType type, ObjectNode object, ObjectNode old) {
    List<FieldError> errors = new ArrayList<>(ObjectMetadata.validate(type, object));
    errors.addAll(type.rules().validate(object, old));
    if (!errors.isEmpty()) {
      throw ApiException.invalid(
          type.group(), type.kind(), JsonNodes.text(object, "metadata", "name"), errors);
    }
  }

  private static void checkFinalizers(ResourceType type, ObjectNode old, ObjectNode next) {
    if (!ObjectMetadata.isDeleting(old)) {
      return;
    }
    List<String> before = JsonNodes.strings(JsonNodes.at(old, "metadata", "finalizers"));
    List<String> added =
        new ArrayList<>(JsonNodes.strings(JsonNodes.at(next, "metadata", "finalizers")));
    added.removeAll(before);
    if (!added.isEmpty()) {
      throw ApiException.invalid(
          type.group(),
          type.kind(),
          JsonNodes.text(next, "metadata", "name"),
          List.of(
              FieldError.forbidden(
                  "metadata.finalizers",
                  "no new finalizers can be added if the object is being deleted, found new"
                      + " finalizers "
                      + added)));
    }
  }
}
