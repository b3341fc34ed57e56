package dev.datamigration.local.cluster.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * A set of field paths, in the shape of {@code FieldsV1}: path elements are {@code f:name}, {@code
 * k:{"key":…}} or {@code v:value}. Mutable and not thread-safe.
 */
public final class FieldSet {
  private static final String SELF = ".";

  private final TreeMap<String, FieldSet> children = new TreeMap<>();
  private boolean member;

  public static String field(String name) {
    return "f:" + name;
  }

  public static FieldSet fromJson(JsonNode fields) {
    FieldSet set = new FieldSet();
    for (Map.Entry<String, JsonNode> entry : fields.properties()) {
      if (entry.getKey().equals(SELF)) {
        set.member = true;
        continue;
      }
      FieldSet child = fromJson(entry.getValue());
      child.member |= child.children.isEmpty();
      set.children.put(entry.getKey(), child);
    }
    return set;
  }

  public ObjectNode toJson() {
    ObjectNode json = JsonNodes.object();
    children.forEach(
        (element, child) -> {
          ObjectNode nested = child.toJson();
          if (child.member && !child.children.isEmpty()) {
            ObjectNode withSelf = JsonNodes.object();
            withSelf.putObject(SELF);
            withSelf.setAll(nested);
            nested = withSelf;
          }
          json.set(element, nested);
        });
    return json;
  }

  public boolean isEmpty() {
    return !member && children.isEmpty();
  }

  /** Whether the path that leads here is itself in the set. */
  public boolean isMember() {
    return member;
  }

  public Map<String, FieldSet> children() {
    return children;
  }

  /** The subset below {@code element}; created when absent. */
  FieldSet descend(String element) {
    return children.computeIfAbsent(element, ignored -> new FieldSet());
  }

  void insertHere() {
    member = true;
  }

  /** Drops branches without members; needed after descending without inserting. */
  FieldSet compacted() {
    children.values().removeIf(child -> child.compacted().isEmpty());
    return this;
  }

  public FieldSet union(FieldSet other) {
    FieldSet result = copy();
    result.addAll(other);
    return result;
  }

  private void addAll(FieldSet other) {
    member |= other.member;
    other.children.forEach((element, child) -> descend(element).addAll(child));
  }

  public FieldSet minus(FieldSet other) {
    return filter(other, (mine, theirs) -> mine && !theirs);
  }

  public FieldSet intersection(FieldSet other) {
    return filter(other, (mine, theirs) -> mine && theirs);
  }

  private FieldSet filter(FieldSet other, BiPredicate<Boolean, Boolean> keep) {
    FieldSet result = new FieldSet();
    result.member = keep.test(member, other.member);
    FieldSet nothing = new FieldSet();
    children.forEach(
        (element, child) ->
            result.children.put(
                element, child.filter(other.children.getOrDefault(element, nothing), keep)));
    return result.compacted();
  }

  private FieldSet copy() {
    FieldSet result = new FieldSet();
    result.addAll(this);
    return result;
  }

  /** Without the named top-level fields. */
  FieldSet without(List<String> fields) {
    FieldSet result = copy();
    fields.forEach(name -> result.children.remove(field(name)));
    return result;
  }

  /** Every member as a readable path, such as {@code .spec.containers[name="a"].image}. */
  public List<String> paths() {
    List<String> paths = new ArrayList<>();
    collect("", paths);
    return paths;
  }

  private void collect(String path, List<String> paths) {
    if (member) {
      paths.add(path);
    }
    children.forEach((element, child) -> child.collect(path + readable(element), paths));
  }

  private static String readable(String element) {
    String value = element.substring(2);
    return switch (element.charAt(0)) {
      case 'f' -> "." + value;
      case 'k' -> {
        StringBuilder keys = new StringBuilder();
        JsonNodes.read(value)
            .properties()
            .forEach(
                entry ->
                    keys.append(keys.isEmpty() ? "" : ",")
                        .append(entry.getKey())
                        .append('=')
                        .append(JsonNodes.write(entry.getValue())));
        yield "[" + keys + "]";
      }
      default -> "[=" + value + "]";
    };
  }

  @Override
  public String toString() {
    return paths().toString();
  }
}
