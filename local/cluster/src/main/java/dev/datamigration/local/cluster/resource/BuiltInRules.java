package dev.datamigration.local.cluster.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.apply.BuiltInMergeSchema;
import dev.datamigration.local.cluster.apply.MergeSchema;
import dev.datamigration.local.cluster.status.FieldError;
import dev.datamigration.local.cluster.table.BuiltInColumns;
import dev.datamigration.local.cluster.table.Column;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** The rules of one of Kubernetes' own types. Their fields are not checked against a schema. */
record BuiltInRules(
    String kind,
    Consumer<ObjectNode> defaults,
    BiFunction<ObjectNode, ObjectNode, List<FieldError>> validation,
    Set<String> selectableFields)
    implements ObjectRules {

  static BuiltInRules storedOnly(String kind) {
    return new BuiltInRules(kind, object -> {}, (object, old) -> List.of(), Set.of());
  }

  @Override
  public MergeSchema mergeSchema() {
    return BuiltInMergeSchema.ofKind(kind);
  }

  @Override
  public List<Column> columns() {
    return BuiltInColumns.ofKind(kind);
  }

  @Override
  public void applyDefaults(ObjectNode object) {
    defaults.accept(object);
  }

  @Override
  public List<FieldError> validate(ObjectNode object, ObjectNode old) {
    return validation.apply(object, old);
  }
}
