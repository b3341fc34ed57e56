package dev.datamigration.local.cluster.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Path elements of list items: {@code k:{…}} for map lists and {@code v:…} for sets. */
final class ListItems {
  private ListItems() {}

  static String element(MergeSchema list, JsonNode item) {
    if (list.listKind() == MergeSchema.ListKind.SET) {
      return "v:" + JsonNodes.write(item);
    }
    Map<String, JsonNode> keys = new TreeMap<>();
    for (String key : list.keys()) {
      Optional<JsonNode> value =
          item.hasNonNull(key) ? Optional.of(item.get(key)) : list.keyDefault(key);
      value.ifPresent(present -> keys.put(key, present));
    }
    ObjectNode ordered = JsonNodes.object();
    keys.forEach(ordered::set);
    return "k:" + JsonNodes.write(ordered);
  }

  /** The items by path element, in list order; a duplicate replaces the earlier item. */
  static Map<String, JsonNode> byElement(MergeSchema list, JsonNode items) {
    Map<String, JsonNode> elements = new LinkedHashMap<>();
    items.forEach(item -> elements.put(element(list, item), item));
    return elements;
  }
}
