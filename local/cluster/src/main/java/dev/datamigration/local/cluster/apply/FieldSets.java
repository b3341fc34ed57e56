package dev.datamigration.local.cluster.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Computes which fields a value holds, and how two values differ. */
public final class FieldSets {
  /** What changed between two values; the three sets are disjoint. */
  public record Difference(FieldSet added, FieldSet modified, FieldSet removed) {}

  private FieldSets() {}

  /** The fields of {@code value} that a manager who wrote it owns. */
  public static FieldSet of(MergeSchema schema, JsonNode value) {
    FieldSet set = new FieldSet();
    collect(schema, value, set);
    return set.compacted();
  }

  private static void collect(MergeSchema schema, JsonNode value, FieldSet into) {
    if (value.isObject() && !schema.atomicMap()) {
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        FieldSet child = into.descend(FieldSet.field(entry.getKey()));
        JsonNode field = entry.getValue();
        collect(schema.field(entry.getKey()), field, child);
        boolean emptyMap = field.isObject() && field.isEmpty();
        if (field.isNull() || emptyMap || !schema.declares(entry.getKey())) {
          child.insertHere();
        }
      }
    } else if (value.isArray() && schema.listKind() != MergeSchema.ListKind.ATOMIC) {
      ListItems.byElement(schema, value)
          .forEach(
              (element, item) -> {
                FieldSet child = into.descend(element);
                if (schema.listKind() == MergeSchema.ListKind.MAP) {
                  collect(schema.items(), item, child);
                }
                child.insertHere();
              });
    } else {
      into.insertHere();
    }
  }

  public static Difference compare(MergeSchema schema, JsonNode before, JsonNode after) {
    Difference difference = new Difference(new FieldSet(), new FieldSet(), new FieldSet());
    compare(schema, before, after, difference.added(), difference.modified(), difference.removed());
    difference.added().compacted();
    difference.modified().compacted();
    difference.removed().compacted();
    return difference;
  }

  private static void compare(
      MergeSchema schema,
      JsonNode before,
      JsonNode after,
      FieldSet added,
      FieldSet modified,
      FieldSet removed) {
    if (before == null) {
      appear(schema, after, added);
    } else if (after == null) {
      appear(schema, before, removed);
    } else if (before.isObject() && after.isObject() && !schema.atomicMap()) {
      for (String name : names(before, after)) {
        String element = FieldSet.field(name);
        compare(
            schema.field(name),
            before.get(name),
            after.get(name),
            added.descend(element),
            modified.descend(element),
            removed.descend(element));
      }
    } else if (before.isArray()
        && after.isArray()
        && schema.listKind() != MergeSchema.ListKind.ATOMIC) {
      Map<String, JsonNode> left = ListItems.byElement(schema, before);
      Map<String, JsonNode> right = ListItems.byElement(schema, after);
      Set<String> elements = new LinkedHashSet<>(left.keySet());
      elements.addAll(right.keySet());
      for (String element : elements) {
        compare(
            schema.items(),
            left.get(element),
            right.get(element),
            added.descend(element),
            modified.descend(element),
            removed.descend(element));
      }
    } else if (!JsonNodes.same(before, after)) {
      modified.insertHere();
    }
  }

  private static void appear(MergeSchema schema, JsonNode value, FieldSet into) {
    collect(schema, value, into);
    into.insertHere();
  }

  private static Set<String> names(JsonNode left, JsonNode right) {
    Set<String> names = new LinkedHashSet<>();
    left.fieldNames().forEachRemaining(names::add);
    right.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
