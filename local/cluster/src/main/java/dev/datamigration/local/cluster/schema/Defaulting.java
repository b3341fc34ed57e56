package dev.datamigration.local.cluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Fills in a structural schema's defaults, and drops nulls that the schema does not allow. */
public final class Defaulting {
  private Defaulting() {}

  /** Applies the defaults to {@code value} and everything below it, in place. */
  public static void apply(StructuralSchema schema, JsonNode value) {
    if (value instanceof ObjectNode object) {
      for (Map.Entry<String, StructuralSchema> property : schema.properties().entrySet()) {
        StructuralSchema field = property.getValue();
        JsonNode present = object.get(property.getKey());
        boolean replaceable = present == null || (present.isNull() && !field.nullable());
        if (replaceable && field.defaultValue().isPresent()) {
          object.set(property.getKey(), field.defaultValue().get().deepCopy());
        } else if (present != null && present.isNull() && !field.nullable()) {
          object.remove(property.getKey());
        }
      }
      object
          .properties()
          .forEach(
              entry ->
                  schema.field(entry.getKey()).ifPresent(field -> apply(field, entry.getValue())));
    } else if (value.isArray()) {
      schema.items().ifPresent(items -> value.forEach(item -> apply(items, item)));
    }
  }
}
