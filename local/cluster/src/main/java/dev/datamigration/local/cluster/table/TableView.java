package dev.datamigration.local.cluster.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.util.List;

/** Objects as a {@code meta.k8s.io/v1 Table}, which is what {@code kubectl get} prints. */
public final class TableView {
  /** How much of each object a row carries. */
  public enum IncludeObject {
    NONE,
    METADATA,
    OBJECT
  }

  private TableView() {}

  public static ObjectNode of(
      List<Column> columns,
      List<ObjectNode> objects,
      String resourceVersion,
      IncludeObject include) {
    ObjectNode table = JsonNodes.object();
    table.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
    table.putObject("metadata").put("resourceVersion", resourceVersion);
    ArrayNode definitions = table.putArray("columnDefinitions");
    definition(definitions, "Name", "string", "name", "Name of the object", 0);
    columns.forEach(
        column ->
            definition(
                definitions,
                column.name(),
                column.type().equals("date") ? "string" : column.type(),
                column.format(),
                column.description(),
                column.priority()));
    ArrayNode rows = table.putArray("rows");
    for (ObjectNode object : objects) {
      ObjectNode row = rows.addObject();
      ArrayNode cells = row.putArray("cells");
      cells.add(JsonNodes.text(object, "metadata", "name"));
      columns.forEach(column -> cells.add(column.value().apply(object)));
      switch (include) {
        case METADATA -> row.set("object", metadataOnly(object));
        case OBJECT -> row.set("object", object);
        case NONE -> {}
      }
    }
    return table;
  }

  /** The object reduced to a {@code PartialObjectMetadata}. */
  public static ObjectNode metadataOnly(ObjectNode object) {
    ObjectNode partial = JsonNodes.object();
    partial.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
    partial.set("metadata", object.path("metadata").deepCopy());
    return partial;
  }

  private static void definition(
      ArrayNode definitions,
      String name,
      String type,
      String format,
      String description,
      int priority) {
    definitions
        .addObject()
        .put("name", name)
        .put("type", type)
        .put("format", format)
        .put("description", description)
        .put("priority", priority);
  }
}
