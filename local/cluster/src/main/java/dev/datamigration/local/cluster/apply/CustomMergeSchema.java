package dev.datamigration.local.cluster.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.local.cluster.schema.StructuralSchema;
import java.util.List;
import java.util.Optional;

/** Merge rules read from a CRD's structural schema; metadata follows Kubernetes' own rules. */
public final class CustomMergeSchema implements MergeSchema {
  private final Optional<StructuralSchema> schema;
  private final boolean root;

  private CustomMergeSchema(Optional<StructuralSchema> schema, boolean root) {
    this.schema = schema;
    this.root = root;
  }

  public static MergeSchema ofRoot(StructuralSchema schema) {
    return new CustomMergeSchema(Optional.of(schema), true);
  }

  @Override
  public MergeSchema field(String name) {
    if (root && name.equals("metadata")) {
      return BuiltInMergeSchema.ofKind("").field(name);
    }
    return new CustomMergeSchema(schema.flatMap(present -> present.field(name)), false);
  }

  @Override
  public boolean declares(String name) {
    return (root && name.equals("metadata"))
        || schema.map(present -> present.properties().containsKey(name)).orElse(false);
  }

  @Override
  public boolean allows(String name) {
    return (root && List.of("metadata", "apiVersion", "kind").contains(name))
        || schema
            .map(present -> present.preserveUnknownFields() || present.field(name).isPresent())
            .orElse(true);
  }

  @Override
  public boolean atomicMap() {
    return schema.map(StructuralSchema::atomicMap).orElse(false);
  }

  @Override
  public ListKind listKind() {
    return switch (schema.map(StructuralSchema::listType).orElse("atomic")) {
      case "set" -> ListKind.SET;
      case "map" -> ListKind.MAP;
      default -> ListKind.ATOMIC;
    };
  }

  @Override
  public List<String> keys() {
    return schema.map(StructuralSchema::listMapKeys).orElse(List.of());
  }

  @Override
  public Optional<JsonNode> keyDefault(String key) {
    return schema
        .flatMap(StructuralSchema::items)
        .flatMap(items -> items.field(key))
        .flatMap(StructuralSchema::defaultValue);
  }

  @Override
  public MergeSchema items() {
    return new CustomMergeSchema(schema.flatMap(StructuralSchema::items), false);
  }
}
