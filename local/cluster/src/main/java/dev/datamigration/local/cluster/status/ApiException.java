package dev.datamigration.local.cluster.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.storage.GroupResource;
import java.util.List;
import java.util.stream.Collectors;

/** A refusal, carried to the client as a Kubernetes Status object. */
public final class ApiException extends RuntimeException {
  private final transient ObjectNode status;

  private ApiException(int code, String reason, String message, ObjectNode details) {
    super(message);
    this.status = JsonNodes.object();
    status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
    status.put("status", "Failure").put("message", message);
    if (!reason.isEmpty()) {
      status.put("reason", reason);
    }
    if (!details.isEmpty()) {
      status.set("details", details);
    }
    status.put("code", code);
  }

  public ObjectNode status() {
    return status;
  }

  public int code() {
    return status.path("code").asInt();
  }

  public String reason() {
    return status.path("reason").asText("");
  }

  public static ApiException notFound(GroupResource resource, String name) {
    return new ApiException(
        404, "NotFound", resource + " \"" + name + "\" not found", details(resource, name));
  }

  /** No such path or resource type. */
  public static ApiException noSuchResource() {
    return new ApiException(
        404, "NotFound", "the server could not find the requested resource", JsonNodes.object());
  }

  public static ApiException alreadyExists(GroupResource resource, String name) {
    return new ApiException(
        409,
        "AlreadyExists",
        resource + " \"" + name + "\" already exists",
        details(resource, name));
  }

  public static ApiException conflict(GroupResource resource, String name, String why) {
    return new ApiException(
        409,
        "Conflict",
        "Operation cannot be fulfilled on " + resource + " \"" + name + "\": " + why,
        details(resource, name));
  }

  /** The answer to a write that names an outdated resourceVersion. */
  public static ApiException staleWrite(GroupResource resource, String name) {
    return conflict(
        resource,
        name,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  /** Conflicts of a server-side apply; each cause names the manager and the field. */
  public static ApiException applyConflict(List<ObjectNode> causes, String message) {
    ObjectNode details = JsonNodes.object();
    details.putArray("causes").addAll(causes);
    return new ApiException(409, "Conflict", message, details);
  }

  public static ApiException forbidden(GroupResource resource, String name, String why) {
    return new ApiException(
        403,
        "Forbidden",
        resource + " \"" + name + "\" is forbidden: " + why,
        details(resource, name));
  }

  public static ApiException unauthorized() {
    return new ApiException(401, "Unauthorized", "Unauthorized", JsonNodes.object());
  }

  public static ApiException badRequest(String message) {
    return new ApiException(400, "BadRequest", message, JsonNodes.object());
  }

  public static ApiException gone(String message) {
    return new ApiException(410, "Expired", message, JsonNodes.object());
  }

  public static ApiException unsupportedMediaType(String message) {
    return new ApiException(415, "UnsupportedMediaType", message, JsonNodes.object());
  }

  public static ApiException methodNotAllowed() {
    return new ApiException(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        JsonNodes.object());
  }

  /** An error that kube-apiserver does not map to a reason, or a failure of this server. */
  public static ApiException internal(String message) {
    return new ApiException(500, "", message, JsonNodes.object());
  }

  /** A status of the embedder's choosing, for faults on demand. */
  public static ApiException of(int code, String reason, String message) {
    return new ApiException(code, reason, message, JsonNodes.object());
  }

  public static ApiException invalid(
      String group, String kind, String name, List<FieldError> errors) {
    ObjectNode details = JsonNodes.object();
    details.put("name", name).put("group", group).put("kind", kind);
    ArrayNode causes = details.putArray("causes");
    errors.forEach(
        error ->
            causes
                .addObject()
                .put("reason", error.reason())
                .put("message", error.message())
                .put("field", error.path()));
    String joined = errors.stream().map(FieldError::text).collect(Collectors.joining(", "));
    String qualified = group.isEmpty() ? kind : kind + "." + group;
    return new ApiException(
        422,
        "Invalid",
        qualified
            + " \""
            + name
            + "\" is invalid: "
            + (errors.size() == 1 ? joined : "[" + joined + "]"),
        details);
  }

  private static ObjectNode details(GroupResource resource, String name) {
    ObjectNode details = JsonNodes.object();
    details.put("name", name);
    if (!resource.group().isEmpty()) {
      details.put("group", resource.group());
    }
    return details.put("kind", resource.plural());
  }
}
