package dev.datamigration.local.cluster.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.apply.MergeSchema;
import dev.datamigration.local.cluster.status.FieldError;
import dev.datamigration.local.cluster.table.Column;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What distinguishes one type's objects from another's on their way into and out of the store.
 * Stateless.
 */
public interface ObjectRules {
  MergeSchema mergeSchema();

  /** The columns after {@code NAME} in a printed table. */
  List<Column> columns();

  /** Removes unknown fields in place; answers their paths. */
  default List<String> prune(ObjectNode object) {
    return List.of();
  }

  /** Fills in defaults and server-side conversions, in place. */
  default void applyDefaults(ObjectNode object) {}

  /** Violations; {@code old} is null on create. */
  default List<FieldError> validate(ObjectNode object, ObjectNode old) {
    return List.of();
  }

  default boolean supportsStrategicMerge() {
    return true;
  }

  /** Fields other than metadata.name and metadata.namespace that field selectors may name. */
  default Set<String> selectableFields() {
    return Set.of();
  }

  /** The type's schema for {@code /openapi/v3}; empty for types served without one. */
  default Optional<JsonNode> openApiSchema() {
    return Optional.empty();
  }

  /** The object as kept, from the object as served. */
  default ObjectNode toStored(ObjectNode served) {
    return served;
  }

  /** The object as served, from the object as kept; must not change its argument. */
  default ObjectNode fromStored(ObjectNode stored) {
    return stored;
  }
}
