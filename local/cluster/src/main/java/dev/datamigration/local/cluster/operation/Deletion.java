package dev.datamigration.local.cluster.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.status.ApiException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Decides what a delete request does to an object. Pure. */
public final class Deletion {
  /** Set while a CRD's objects are removed before it. */
  public static final String CUSTOM_RESOURCE_CLEANUP = "customresourcecleanup.apiextensions.k8s.io";

  /** Set while owned objects are removed before their owner. */
  public static final String FOREGROUND = "foregroundDeletion";

  /** Set while owned objects are released before their owner goes. */
  public static final String ORPHAN = "orphan";

  /**
   * What became of the object.
   *
   * @param object its last state, or its state while being deleted
   */
  public record Outcome(ObjectNode object, boolean removed) {}

  private Deletion() {}

  static Outcome decide(ResourceType type, ObjectNode old, DeleteOptions options, Instant now) {
    checkPreconditions(type, old, options);
    ObjectNode next = old.deepCopy();
    ObjectNode metadata = JsonNodes.child(next, "metadata");
    boolean deleting = ObjectMetadata.isDeleting(old);
    if (!deleting) {
      switch (options.propagation()) {
        case FOREGROUND -> addFinalizer(metadata, FOREGROUND);
        case ORPHAN -> addFinalizer(metadata, ORPHAN);
        case BACKGROUND -> {}
      }
      if (type.kind().equals("CustomResourceDefinition")) {
        addFinalizer(metadata, CUSTOM_RESOURCE_CLEANUP);
      }
    }
    long grace = grace(type, old, options);
    if (grace == 0 && !ObjectMetadata.hasFinalizers(next)) {
      return new Outcome(old, true);
    }
    if (!deleting) {
      metadata.put(
          "deletionTimestamp", now.plusSeconds(grace).truncatedTo(ChronoUnit.SECONDS).toString());
      metadata.put("deletionGracePeriodSeconds", grace);
      if (metadata.has("generation")) {
        metadata.put("generation", metadata.path("generation").asInt() + 1);
      }
      if (type.kind().equals("Namespace")) {
        JsonNodes.child(next, "status").put("phase", "Terminating");
      }
    } else if (grace < metadata.path("deletionGracePeriodSeconds").asLong()) {
      metadata.put("deletionGracePeriodSeconds", grace);
    }
    return new Outcome(next, false);
  }

  private static void checkPreconditions(ResourceType type, ObjectNode old, DeleteOptions options) {
    check(type, old, "uid", "UID", options.uid());
    check(type, old, "resourceVersion", "ResourceVersion", options.resourceVersion());
  }

  private static void check(
      ResourceType type, ObjectNode old, String field, String label, Optional<String> wanted) {
    String actual = JsonNodes.text(old, "metadata", field);
    if (wanted.isPresent() && !wanted.get().equals(actual)) {
      throw ApiException.conflict(
          type.resource(),
          JsonNodes.text(old, "metadata", "name"),
          "Precondition failed: "
              + label
              + " in precondition: "
              + wanted.get()
              + ", "
              + label
              + " in object meta: "
              + actual);
    }
  }

  /** Only pods that run on the node end gracefully. */
  private static long grace(ResourceType type, ObjectNode old, DeleteOptions options) {
    if (!type.kind().equals("Pod") || JsonNodes.text(old, "spec", "nodeName").isEmpty()) {
      return 0;
    }
    return options
        .gracePeriodSeconds()
        .orElse(JsonNodes.at(old, "spec", "terminationGracePeriodSeconds").asLong(30));
  }

  private static void addFinalizer(ObjectNode metadata, String finalizer) {
    ArrayNode finalizers = JsonNodes.childArray(metadata, "finalizers");
    if (!JsonNodes.strings(finalizers).contains(finalizer)) {
      finalizers.add(finalizer);
    }
  }
}
