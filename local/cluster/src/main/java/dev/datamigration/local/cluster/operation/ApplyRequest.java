package dev.datamigration.local.cluster.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.apply.ManagedFields;
import dev.datamigration.local.cluster.apply.MergeSchema;
import dev.datamigration.local.cluster.apply.ServerSideApply;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.status.ApiException;
import java.util.Map;
import java.util.Optional;

/**
 * A server-side apply to one object: checks the applied configuration, merges it, answers the
 * candidate.
 */
record ApplyRequest(ResourceType type, String namespace, String name, String subresource) {
  record Result(ObjectNode object, ManagedFields managers) {}

  Result apply(Optional<ObjectNode> live, JsonNode patch, WriteOptions options, String now) {
    if (!(patch instanceof ObjectNode body)) {
      throw ApiException.badRequest("an apply patch must be an object");
    }
    ObjectNode applied = body.deepCopy();
    check(applied, options);
    MergeSchema schema = type.rules().mergeSchema();
    checkDeclared(schema, applied, "");
    String askedVersion = JsonNodes.text(applied, "metadata", "resourceVersion");
    String askedUid = JsonNodes.text(applied, "metadata", "uid");
    // A resourceVersion does not stand in the way of a creation; clients use one to mean "only
    // create".
    if (live.isEmpty() && !askedUid.isEmpty()) {
      throw ApiException.conflict(
          type.resource(), name, "the object to apply to by uid does not exist");
    }
    restrict(applied);
    ServerSideApply.Applied result =
        ServerSideApply.apply(
            schema,
            live.orElseGet(this::blank),
            applied,
            new ManagedFields.Manager(
                options.fieldManager(), ManagedFields.Operation.APPLY, subresource),
            options.force(),
            now);
    ObjectNode object = result.object();
    ObjectNode metadata = JsonNodes.child(object, "metadata");
    if (!askedVersion.isEmpty()) {
      metadata.put("resourceVersion", askedVersion);
    }
    if (!askedUid.isEmpty()) {
      metadata.put("uid", askedUid);
    }
    return new Result(object, result.managers());
  }

  private void check(ObjectNode applied, WriteOptions options) {
    if (options.fieldManager().isEmpty()) {
      throw ApiException.badRequest(
          "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
    }
    if (!JsonNodes.text(applied, "apiVersion").equals(type.apiVersion())
        || !JsonNodes.text(applied, "kind").equals(type.kind())) {
      throw ApiException.badRequest(
          "the applied object must be a "
              + type.kind()
              + " of "
              + type.apiVersion()
              + ", as the path says");
    }
    if (JsonNodes.at(applied, "metadata", "managedFields").size() > 0) {
      throw ApiException.badRequest("metadata.managedFields must be nil");
    }
    String asked = JsonNodes.text(applied, "metadata", "name");
    if (!asked.isEmpty() && !asked.equals(name)) {
      throw ApiException.badRequest(
          "the name of the object ("
              + asked
              + ") does not match the name on the URL ("
              + name
              + ")");
    }
  }

  /** Leaves only what this endpoint may write. */
  private void restrict(ObjectNode applied) {
    if (subresource.equals("status")) {
      JsonNode status = applied.get("status");
      applied.retain("apiVersion", "kind");
      if (status != null) {
        applied.set("status", status);
      }
    } else if (type.hasStatus()) {
      applied.remove("status");
    }
  }

  private ObjectNode blank() {
    ObjectNode blank = JsonNodes.object();
    blank.put("apiVersion", type.apiVersion()).put("kind", type.kind());
    ObjectNode metadata = blank.putObject("metadata").put("name", name);
    if (type.namespaced()) {
      metadata.put("namespace", namespace);
    }
    return blank;
  }

  private void checkDeclared(MergeSchema schema, JsonNode value, String path) {
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        String at = path + "." + entry.getKey();
        if (!schema.allows(entry.getKey())) {
          throw ApiException.internal(
              "failed to create typed patch object ("
                  + namespace
                  + "/"
                  + name
                  + "; "
                  + type.apiVersion()
                  + ", Kind="
                  + type.kind()
                  + "): "
                  + at
                  + ": field not declared in schema");
        }
        checkDeclared(schema.field(entry.getKey()), entry.getValue(), at);
      }
    } else if (value.isArray()) {
      value.forEach(item -> checkDeclared(schema.items(), item, path + "[]"));
    }
  }
}
