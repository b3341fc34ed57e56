package dev.datamigration.local.cluster.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.status.ApiException;
import dev.datamigration.local.cluster.status.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The metadata that every object has: what the server sets, what it keeps, and what it refuses. */
final class ObjectMetadata {
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern PATH_SEGMENT = Pattern.compile("(?!\\.{1,2}$)[^/%]+");
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int MAX_NAME = 253;
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "generateName",
          "namespace",
          "selfLink",
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "labels",
          "annotations",
          "ownerReferences",
          "finalizers",
          "managedFields");
  private static final List<String> SERVER_SET =
      List.of(
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "selfLink",
          "managedFields");

  private ObjectMetadata() {}

  static void initialise(ResourceType type, String namespace, ObjectNode object, String now) {
    ObjectNode metadata = JsonNodes.child(object, "metadata");
    String generateName = JsonNodes.text(metadata, "generateName");
    if (JsonNodes.text(metadata, "name").isEmpty() && !generateName.isEmpty()) {
      metadata.put("name", generateName + suffix());
    }
    metadata.remove(SERVER_SET);
    if (type.namespaced()) {
      metadata.put("namespace", namespace);
    } else {
      metadata.remove("namespace");
    }
    metadata.put("uid", UUID.randomUUID().toString());
    metadata.put("creationTimestamp", now);
    if (type.tracksGeneration()) {
      metadata.put("generation", 1);
    }
  }

  private static String suffix() {
    StringBuilder suffix = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      suffix.append(ALPHABET.charAt(ThreadLocalRandom.current().nextInt(ALPHABET.length())));
    }
    return suffix.toString();
  }

  /** Puts back what only the server sets, and refuses a write against another object or version. */
  static void carryOver(ResourceType type, ObjectNode old, ObjectNode next) {
    ObjectNode metadata = JsonNodes.child(next, "metadata");
    JsonNode before = old.path("metadata");
    String name = JsonNodes.text(before, "name");
    String version = JsonNodes.text(metadata, "resourceVersion");
    if (!version.isEmpty() && !version.equals(JsonNodes.text(before, "resourceVersion"))) {
      throw ApiException.staleWrite(type.resource(), name);
    }
    String uid = JsonNodes.text(metadata, "uid");
    if (!uid.isEmpty() && !uid.equals(JsonNodes.text(before, "uid"))) {
      throw ApiException.conflict(
          type.resource(),
          name,
          "Precondition failed: UID in precondition: "
              + uid
              + ", UID in object meta: "
              + JsonNodes.text(before, "uid"));
    }
    for (String field : SERVER_SET) {
      if (before.has(field)) {
        metadata.set(field, before.get(field).deepCopy());
      } else {
        metadata.remove(field);
      }
    }
    for (String field : List.of("name", "namespace")) {
      if (before.has(field)) {
        metadata.set(field, before.get(field));
      }
    }
  }

  /** Removes unknown metadata fields and empty maps; answers the unknown fields' paths. */
  static List<String> prune(ObjectNode object) {
    List<String> removed = new ArrayList<>();
    ObjectNode metadata = JsonNodes.child(object, "metadata");
    List<String> names = new ArrayList<>();
    metadata.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode value = metadata.get(name);
      if (!KNOWN.contains(name)) {
        removed.add("metadata." + name);
        metadata.remove(name);
      } else if (value.isNull() || (value.isContainerNode() && value.isEmpty())) {
        metadata.remove(name);
      }
    }
    return removed;
  }

  static List<FieldError> validate(ResourceType type, ObjectNode object) {
    List<FieldError> errors = new ArrayList<>();
    JsonNode metadata = object.path("metadata");
    String name = JsonNodes.text(metadata, "name");
    Pattern allowed = type.group().equals(RBAC) ? PATH_SEGMENT : SUBDOMAIN;
    if (name.isEmpty()) {
      errors.add(FieldError.required("metadata.name", "name or generateName is required"));
    } else if (!allowed.matcher(name).matches() || name.length() > MAX_NAME) {
      errors.add(
          FieldError.invalid(
              "metadata.name",
              TextNode.valueOf(name),
              "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters,"
                  + " '-' or '.', and must start and end with an alphanumeric character"));
    }
    for (String field : List.of("labels", "annotations")) {
      for (Map.Entry<String, JsonNode> entry : metadata.path(field).properties()) {
        if (!entry.getValue().isTextual()) {
          throw ApiException.badRequest(
              "metadata."
                  + field
                  + ": the value of "
                  + entry.getKey()
                  + " must be a string, not "
                  + entry.getValue());
        }
      }
    }
    return errors;
  }

  static boolean isDeleting(JsonNode object) {
    return JsonNodes.at(object, "metadata", "deletionTimestamp").isTextual();
  }

  /** Whether something still has to happen before a deleted object may go. */
  static boolean hasFinalizers(JsonNode object) {
    boolean namespace = JsonNodes.text(object, "kind").equals("Namespace");
    return !JsonNodes.at(object, "metadata", "finalizers").isEmpty()
        || (namespace && !JsonNodes.at(object, "spec", "finalizers").isEmpty());
  }
}
