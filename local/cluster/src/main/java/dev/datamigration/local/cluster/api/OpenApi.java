package dev.datamigration.local.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.resource.ResourceRegistry;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.status.ApiException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code /openapi/v3}, one document per group and version: custom resources with their schemas
 * (which {@code kubectl explain} reads), Kubernetes' own types without. Its PATCH operations name
 * {@code fieldValidation}, which makes kubectl leave the checking of fields to the server.
 */
final class OpenApi {
  private static final String OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

  private final ResourceRegistry registry;

  OpenApi(ResourceRegistry registry) {
    this.registry = registry;
  }

  void handle(ApiExchange exchange) throws IOException {
    List<String> parts = RequestPath.segments(exchange.path());
    if (parts.size() < 2 || !parts.get(1).equals("v3")) {
      throw ApiException.noSuchResource();
    }
    exchange.send(
        200,
        parts.size() == 2 ? index() : document(String.join("/", parts.subList(2, parts.size()))));
  }

  private ObjectNode index() {
    ObjectNode index = JsonNodes.object();
    ObjectNode paths = index.putObject("paths");
    for (ResourceType type : registry.all()) {
      String path = prefix(type);
      int hash = document(path).hashCode();
      paths
          .putObject(path)
          .put("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + Integer.toHexString(hash));
    }
    return index;
  }

  private static String prefix(ResourceType type) {
    return type.group().isEmpty() ? "api/v1" : "apis/" + type.apiVersion();
  }

  private ObjectNode document(String path) {
    List<ResourceType> types = new ArrayList<>();
    for (ResourceType type : registry.all()) {
      if (prefix(type).equals(path)) {
        types.add(type);
      }
    }
    if (types.isEmpty()) {
      throw ApiException.noSuchResource();
    }
    ObjectNode document = JsonNodes.object();
    document.put("openapi", "3.0.0");
    document.putObject("info").put("title", "Kubernetes").put("version", "v1.32.0");
    ObjectNode paths = document.putObject("paths");
    ObjectNode schemas = document.putObject("components").putObject("schemas");
    schemas.set(OBJECT_META, objectMeta());
    for (ResourceType type : types) {
      String name = schemaName(type);
      schemas.set(name, schema(type));
      String url =
          "/"
              + path
              + (type.namespaced() ? "/namespaces/{namespace}/" : "/")
              + type.names().plural();
      ObjectNode collection = paths.putObject(url);
      operation(collection, type, name, "post", "post");
      operation(collection, type, name, "get", "list");
      ObjectNode item = paths.putObject(url + "/{name}");
      for (String method : List.of("get", "put", "patch", "delete")) {
        operation(item, type, name, method, method);
      }
    }
    return document;
  }

  private static String schemaName(ResourceType type) {
    List<String> labels = new ArrayList<>(List.of(type.group().split("\\.", -1)));
    java.util.Collections.reverse(labels);
    return String.join(".", labels) + "." + type.version() + "." + type.kind();
  }

  private static JsonNode schema(ResourceType type) {
    Optional<JsonNode> declared = type.rules().openApiSchema();
    ObjectNode schema =
        declared.map(found -> (ObjectNode) found.deepCopy()).orElseGet(JsonNodes::object);
    schema.put("type", "object");
    ObjectNode properties = JsonNodes.child(schema, "properties");
    properties
        .putObject("apiVersion")
        .put("type", "string")
        .put("description", "The version of the API that the object is written in.");
    properties
        .putObject("kind")
        .put("type", "string")
        .put("description", "The kind of the object.");
    ObjectNode metadata = properties.putObject("metadata");
    metadata.put("description", "Standard object's metadata.");
    metadata.putArray("allOf").addObject().put("$ref", "#/components/schemas/" + OBJECT_META);
    kind(schema.putArray("x-kubernetes-group-version-kind").addObject(), type);
    return schema;
  }

  private static ObjectNode objectMeta() {
    ObjectNode schema = JsonNodes.object();
    schema.put("type", "object").put("description", "Metadata that all objects have.");
    ObjectNode properties = schema.putObject("properties");
    for (String name :
        List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
      properties.putObject(name).put("type", "string");
    }
    for (String name : List.of("labels", "annotations")) {
      properties
          .putObject(name)
          .put("type", "object")
          .putObject("additionalProperties")
          .put("type", "string");
    }
    return schema;
  }

  private static void operation(
      ObjectNode path, ResourceType type, String schema, String method, String action) {
    ObjectNode operation = path.putObject(method);
    operation.put("x-kubernetes-action", action);
    kind(operation.putObject("x-kubernetes-group-version-kind"), type);
    ArrayNode parameters = operation.putArray("parameters");
    for (String name : List.of("dryRun", "fieldManager", "fieldValidation")) {
      ObjectNode parameter = parameters.addObject().put("name", name).put("in", "query");
      parameter.putObject("schema").put("type", "string");
    }
    operation
        .putObject("responses")
        .putObject("200")
        .put("description", "OK")
        .putObject("content")
        .putObject("application/json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/" + schema);
  }

  private static void kind(ObjectNode target, ResourceType type) {
    target.put("group", type.group()).put("kind", type.kind()).put("version", type.version());
  }
}
