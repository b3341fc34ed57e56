package dev.datamigration.local.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.operation.DeleteOptions;
import dev.datamigration.local.cluster.operation.Deletion;
import dev.datamigration.local.cluster.operation.ObjectOperations;
import dev.datamigration.local.cluster.operation.PatchKind;
import dev.datamigration.local.cluster.operation.ScaleView;
import dev.datamigration.local.cluster.operation.WriteOptions;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.select.FieldSelectors;
import dev.datamigration.local.cluster.select.LabelSelectors;
import dev.datamigration.local.cluster.select.Selector;
import dev.datamigration.local.cluster.status.ApiException;
import dev.datamigration.local.cluster.storage.Snapshot;
import java.io.IOException;
import java.util.List;

/** Requests to collections, objects and their subresources. */
final class ResourceHandler {
  private final ObjectOperations operations;
  private final WatchHandler watches;
  private final LogHandler logs;

  ResourceHandler(ObjectOperations operations, WatchHandler watches, PodLogs logs) {
    this.operations = operations;
    this.watches = watches;
    this.logs = new LogHandler(operations, logs);
  }

  void handle(RequestPath path, ApiExchange exchange) throws IOException, InterruptedException {
    ResourceType type =
        operations
            .registry()
            .find(path.group(), path.version(), path.plural())
            .orElseThrow(ApiException::noSuchResource);
    if (exchange.method().equals("GET")
        && exchange.header("Upgrade").equalsIgnoreCase("websocket")) {
      // Clients that try WebSocket first fall back to plain HTTP at once on this answer.
      exchange.sendNothing();
      return;
    }
    if (path.name().isEmpty()) {
      collection(type, path, exchange);
    } else {
      switch (path.subresource()) {
        case "" -> object(type, path, exchange);
        case "status", "finalize" -> {
          if (!type.hasStatus()) {
            throw ApiException.noSuchResource();
          }
          object(type, path, exchange);
        }
        case "scale" -> scale(type, path, exchange);
        case "log" -> logs.handle(type, path, exchange);
        default -> throw ApiException.noSuchResource();
      }
    }
  }

  private void collection(ResourceType type, RequestPath path, ApiExchange exchange)
      throws IOException, InterruptedException {
    switch (exchange.method()) {
      case "GET" -> {
        if (exchange.flag("watch")) {
          watches.serve(type, path.namespace(), selector(type, exchange), exchange);
        } else {
          list(type, path, exchange);
        }
      }
      case "POST" -> {
        if (type.namespaced() && path.namespace().isEmpty()) {
          throw ApiException.methodNotAllowed();
        }
        ObjectNode body = objectBody(type, path, exchange);
        WriteOptions options = RequestOptions.write(exchange);
        ObjectNode created = operations.create(type, path.namespace(), body, options);
        answer(201, type, created, options, exchange);
      }
      case "DELETE" -> deleteCollection(type, path, exchange);
      default -> throw ApiException.methodNotAllowed();
    }
  }

  private void list(ResourceType type, RequestPath path, ApiExchange exchange) throws IOException {
    if (!exchange.query("continue").isEmpty()) {
      throw ApiException.badRequest("continue is not supported: every list is complete");
    }
    Selector selector = selector(type, exchange);
    Snapshot all = operations.list(type, path.namespace());
    List<ObjectNode> matching = all.items().stream().filter(selector::matches).toList();
    exchange.send(200, Representation.of(exchange).list(type, matching, all.version(), exchange));
  }

  private void deleteCollection(ResourceType type, RequestPath path, ApiExchange exchange)
      throws IOException {
    DeleteOptions options = RequestOptions.delete(exchange);
    Selector selector = selector(type, exchange);
    Snapshot all = operations.list(type, path.namespace());
    List<ObjectNode> matching = all.items().stream().filter(selector::matches).toList();
    for (ObjectNode object : matching) {
      operations.delete(
          type,
          JsonNodes.text(object, "metadata", "namespace"),
          JsonNodes.text(object, "metadata", "name"),
          options);
    }
    exchange.send(200, Representation.OBJECT.list(type, matching, all.version(), exchange));
  }

  private static Selector selector(ResourceType type, ApiExchange exchange) {
    return LabelSelectors.parse(exchange.query("labelSelector"))
        .and(FieldSelectors.parse(type, exchange.query("fieldSelector")));
  }

  private void object(ResourceType type, RequestPath path, ApiExchange exchange)
      throws IOException, InterruptedException {
    String subresource = path.subresource();
    switch (exchange.method()) {
      case "GET" -> {
        ObjectNode object = operations.get(type, path.namespace(), path.name());
        exchange.send(200, Representation.of(exchange).single(type, object, exchange));
      }
      case "PUT" -> {
        ObjectNode body = objectBody(type, path, exchange);
        WriteOptions options = RequestOptions.write(exchange);
        ObjectNode updated =
            operations.update(type, path.namespace(), path.name(), subresource, body, options);
        answer(200, type, updated, options, exchange);
      }
      case "PATCH" -> {
        PatchKind kind = patchKind(exchange);
        boolean fresh =
            kind == PatchKind.APPLY
                && operations.find(type, path.namespace(), path.name()).isEmpty();
        WriteOptions options =
            kind == PatchKind.APPLY
                ? RequestOptions.apply(exchange)
                : RequestOptions.write(exchange);
        ObjectNode patched =
            operations.patch(
                type, path.namespace(), path.name(), subresource, kind, exchange.body(), options);
        answer(fresh ? 201 : 200, type, patched, options, exchange);
      }
      case "DELETE" -> delete(type, path, exchange);
      default -> throw ApiException.methodNotAllowed();
    }
  }

  private static PatchKind patchKind(ApiExchange exchange) {
    return PatchKind.of(exchange.contentType())
        .orElseThrow(
            () ->
                ApiException.unsupportedMediaType(
                    "the body of the request was in an unknown format - accepted media types"
                        + " include: application/json-patch+json, application/merge-patch+json,"
                        + " application/strategic-merge-patch+json, application/apply-patch+yaml"));
  }

  private void delete(ResourceType type, RequestPath path, ApiExchange exchange)
      throws IOException {
    Deletion.Outcome outcome =
        operations.delete(type, path.namespace(), path.name(), RequestOptions.delete(exchange));
    if (!outcome.removed()) {
      exchange.send(200, outcome.object());
      return;
    }
    ObjectNode status = JsonNodes.object();
    status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
    status.put("status", "Success");
    ObjectNode details = status.putObject("details");
    details.put("name", path.name());
    if (!type.group().isEmpty()) {
      details.put("group", type.group());
    }
    details.put("kind", type.names().plural());
    details.put("uid", JsonNodes.text(outcome.object(), "metadata", "uid"));
    exchange.send(200, status);
  }

  private void scale(ResourceType type, RequestPath path, ApiExchange exchange) throws IOException {
    if (type.scale().isEmpty()) {
      throw ApiException.noSuchResource();
    }
    WriteOptions options = RequestOptions.write(exchange);
    ObjectNode result =
        switch (exchange.method()) {
          case "GET" -> operations.get(type, path.namespace(), path.name());
          case "PUT" -> {
            JsonNode scale = exchange.body();
            yield operations.change(
                type,
                path.namespace(),
                path.name(),
                "",
                old -> ScaleView.writeBack(type, old, scale),
                options);
          }
          case "PATCH" -> {
            PatchKind kind = patchKind(exchange);
            if (kind == PatchKind.APPLY) {
              throw ApiException.unsupportedMediaType(
                  "server-side apply to the scale subresource is not supported here; use a merge"
                      + " patch");
            }
            JsonNode patch = exchange.body();
            yield operations.change(
                type,
                path.namespace(),
                path.name(),
                "",
                old ->
                    ScaleView.writeBack(
                        type, old, ScaleView.patched(ScaleView.of(type, old), kind, patch)),
                options);
          }
          default -> throw ApiException.methodNotAllowed();
        };
    exchange.send(200, ScaleView.of(type, result));
  }

  private static void answer(
      int code, ResourceType type, ObjectNode object, WriteOptions options, ApiExchange exchange)
      throws IOException {
    exchange.warn(options.warnings());
    exchange.send(code, Representation.of(exchange).single(type, object, exchange));
  }

  private static ObjectNode objectBody(ResourceType type, RequestPath path, ApiExchange exchange)
      throws IOException {
    if (!(exchange.body() instanceof ObjectNode body)) {
      throw ApiException.badRequest("the request needs an object as its body");
    }
    String apiVersion = JsonNodes.text(body, "apiVersion");
    String kind = JsonNodes.text(body, "kind");
    if ((!apiVersion.isEmpty() && !apiVersion.equals(type.apiVersion()))
        || (!kind.isEmpty() && !kind.equals(type.kind()))) {
      throw ApiException.badRequest(
          "the API version in the data ("
              + apiVersion
              + ", Kind="
              + kind
              + ") does not match the expected API version ("
              + type.apiVersion()
              + ", Kind="
              + type.kind()
              + ")");
    }
    body.put("apiVersion", type.apiVersion()).put("kind", type.kind());
    String namespace = JsonNodes.text(body, "metadata", "namespace");
    if (type.namespaced() && !namespace.isEmpty() && !namespace.equals(path.namespace())) {
      throw ApiException.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
    String name = JsonNodes.text(body, "metadata", "name");
    if (!path.name().isEmpty() && !name.isEmpty() && !name.equals(path.name())) {
      throw ApiException.badRequest(
          "the name of the object ("
              + name
              + ") does not match the name on the URL ("
              + path.name()
              + ")");
    }
    return body;
  }
}
