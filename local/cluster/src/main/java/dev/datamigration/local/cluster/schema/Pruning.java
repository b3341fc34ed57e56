package dev.datamigration.local.cluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Removes fields that a structural schema does not know. */
public final class Pruning {
  private static final Set<String> RESOURCE_FIELDS = Set.of("apiVersion", "kind", "metadata");

  private Pruning() {}

  /**
   * Prunes a whole object (apiVersion, kind and metadata are left alone).
   *
   * @return the paths of the removed fields, such as {@code spec.ghost}
   */
  public static List<String> pruneResource(StructuralSchema schema, ObjectNode object) {
    List<String> removed = new ArrayList<>();
    prune(schema, object, "", removed, true);
    return removed;
  }

  private static void prune(
      StructuralSchema schema,
      JsonNode value,
      String path,
      List<String> removed,
      boolean resource) {
    if (value instanceof ObjectNode object) {
      for (String name : names(object)) {
        if (resource && RESOURCE_FIELDS.contains(name)) {
          continue;
        }
        Optional<StructuralSchema> field = schema.field(name);
        String fieldPath = path.isEmpty() ? name : path + "." + name;
        if (field.isPresent()) {
          prune(field.get(), object.get(name), fieldPath, removed, field.get().embeddedResource());
        } else if (!schema.preserveUnknownFields()) {
          object.remove(name);
          removed.add(fieldPath);
        }
      }
    } else if (value.isArray() && schema.items().isPresent()) {
      for (int i = 0; i < value.size(); i++) {
        StructuralSchema items = schema.items().get();
        prune(items, value.get(i), path + "[" + i + "]", removed, items.embeddedResource());
      }
    }
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
