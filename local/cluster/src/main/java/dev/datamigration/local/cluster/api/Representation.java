package dev.datamigration.local.cluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.status.ApiException;
import dev.datamigration.local.cluster.table.TableView;
import java.util.List;

/** The forms a client may ask objects in, by its Accept header. */
enum Representation {
  OBJECT,
  TABLE,
  METADATA;

  static Representation of(ApiExchange exchange) {
    for (String accepted : exchange.accepted()) {
      String type = accepted.replace(" ", "");
      boolean json =
          type.isEmpty()
              || type.startsWith("application/json")
              || type.startsWith("*/*")
              || type.startsWith("application/*");
      if (!json) {
        continue;
      }
      boolean metaV1 =
          type.contains("g=meta.k8s.io") && type.contains("v=v1") && !type.contains("v=v1beta1");
      if (type.contains("as=Table") && metaV1) {
        return TABLE;
      }
      if (type.contains("as=PartialObjectMetadata") && metaV1) {
        return METADATA;
      }
      if (!type.contains("as=")) {
        return OBJECT;
      }
    }
    throw ApiException.of(
        406, "NotAcceptable", "only the following media types are accepted: application/json");
  }

  ObjectNode single(ResourceType type, ObjectNode object, ApiExchange exchange) {
    return switch (this) {
      case OBJECT -> object;
      case METADATA -> TableView.metadataOnly(object);
      case TABLE ->
          TableView.of(
              type.rules().columns(),
              List.of(object),
              JsonNodes.text(object, "metadata", "resourceVersion"),
              include(exchange));
    };
  }

  ObjectNode list(ResourceType type, List<ObjectNode> objects, long version, ApiExchange exchange) {
    if (this == TABLE) {
      return TableView.of(
          type.rules().columns(), objects, Long.toString(version), include(exchange));
    }
    ObjectNode list = JsonNodes.object();
    list.put("kind", this == METADATA ? "PartialObjectMetadataList" : type.names().listKind());
    list.put("apiVersion", this == METADATA ? "meta.k8s.io/v1" : type.apiVersion());
    list.putObject("metadata").put("resourceVersion", Long.toString(version));
    var items = list.putArray("items");
    objects.forEach(
        object -> items.add(this == METADATA ? TableView.metadataOnly(object) : object));
    return list;
  }

  private static TableView.IncludeObject include(ApiExchange exchange) {
    return switch (exchange.query("includeObject")) {
      case "None" -> TableView.IncludeObject.NONE;
      case "Object" -> TableView.IncludeObject.OBJECT;
      default -> TableView.IncludeObject.METADATA;
    };
  }
}
