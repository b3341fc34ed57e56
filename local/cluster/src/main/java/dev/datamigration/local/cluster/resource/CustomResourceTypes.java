package dev.datamigration.local.cluster.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.json.JsonPath;
import dev.datamigration.local.cluster.schema.SchemaException;
import dev.datamigration.local.cluster.schema.StructuralSchema;
import dev.datamigration.local.cluster.storage.GroupResource;
import dev.datamigration.local.cluster.table.Column;
import dev.datamigration.local.cluster.table.Columns;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a CustomResourceDefinition into the types it makes the server serve. */
public final class CustomResourceTypes {
  private CustomResourceTypes() {}

  /**
   * One type per served version.
   *
   * @throws SchemaException when a schema, rule or column of the CRD cannot be used; the message
   *     starts with its field
   */
  public static List<ResourceType> of(ObjectNode definition) {
    JsonNode spec = definition.path("spec");
    List<ResourceType> types = new ArrayList<>();
    JsonNode versions = spec.path("versions");
    for (int i = 0; i < versions.size(); i++) {
      try {
        ResourceType type = type(spec, versions.get(i));
        if (versions.get(i).path("served").asBoolean()) {
          types.add(type);
        }
      } catch (SchemaException | IllegalArgumentException e) {
        throw new SchemaException("spec.versions[" + i + "]: " + e.getMessage(), e);
      }
    }
    return types;
  }

  private static ResourceType type(JsonNode spec, JsonNode version) {
    String group = JsonNodes.text(spec, "group");
    JsonNode names = spec.path("names");
    String plural = JsonNodes.text(names, "plural");
    String name = JsonNodes.text(version, "name");
    JsonNode subresources = version.path("subresources");
    JsonNode openApi = JsonNodes.at(version, "schema", "openAPIV3Schema");
    ObjectRules rules =
        new CustomResourceRules(
            group + "/" + name,
            StructuralSchema.parse(openApi),
            openApi,
            columns(version.path("additionalPrinterColumns")),
            selectableFields(version.path("selectableFields")));
    return new ResourceType(
        group,
        name,
        new ResourceNames(
            JsonNodes.text(names, "kind"),
            JsonNodes.text(names, "listKind"),
            plural,
            JsonNodes.text(names, "singular"),
            JsonNodes.strings(names.path("shortNames")),
            JsonNodes.strings(names.path("categories"))),
        JsonNodes.text(spec, "scope").equals("Namespaced"),
        subresources.has("status"),
        true,
        scale(subresources.path("scale")),
        new GroupResource(group, plural),
        rules);
  }

  private static Optional<ScalePaths> scale(JsonNode scale) {
    return scale.isMissingNode()
        ? Optional.empty()
        : Optional.of(
            new ScalePaths(
                JsonNodes.text(scale, "specReplicasPath"),
                JsonNodes.text(scale, "statusReplicasPath"),
                JsonNodes.text(scale, "labelSelectorPath")));
  }

  private static List<Column> columns(JsonNode definitions) {
    if (definitions.isEmpty()) {
      return List.of(Columns.AGE);
    }
    List<Column> columns = new ArrayList<>();
    for (JsonNode definition : definitions) {
      JsonPath path = JsonPath.parse(JsonNodes.text(definition, "jsonPath"));
      String type = JsonNodes.text(definition, "type");
      columns.add(
          new Column(
              JsonNodes.text(definition, "name"),
              type,
              JsonNodes.text(definition, "format"),
              JsonNodes.text(definition, "description"),
              definition.path("priority").asInt(),
              object -> Columns.cell(type, path.first(object))));
    }
    return columns;
  }

  private static Set<String> selectableFields(JsonNode fields) {
    Set<String> paths = new LinkedHashSet<>();
    fields.forEach(field -> paths.add(JsonNodes.text(field, "jsonPath").replaceFirst("^\\.", "")));
    return paths;
  }
}
