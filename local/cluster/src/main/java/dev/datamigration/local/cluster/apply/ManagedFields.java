package dev.datamigration.local.cluster.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The managers of an object's fields: {@code metadata.managedFields}, read, changed and written
 * back.
 */
public final class ManagedFields {
  /** The two ways of owning a field. */
  public enum Operation {
    APPLY("Apply"),
    UPDATE("Update");

    private final String text;

    Operation(String text) {
      this.text = text;
    }
  }

  /** Who wrote: name, how, and through which subresource (empty for none). */
  public record Manager(String name, Operation operation, String subresource) {}

  private record Entry(FieldSet fields, String apiVersion, String time) {}

  private final Map<Manager, Entry> entries = new LinkedHashMap<>();

  /** The managers recorded in {@code object}. */
  public static ManagedFields of(JsonNode object) {
    ManagedFields result = new ManagedFields();
    for (JsonNode entry : JsonNodes.at(object, "metadata", "managedFields")) {
      Operation operation =
          JsonNodes.text(entry, "operation").equals(Operation.APPLY.text)
              ? Operation.APPLY
              : Operation.UPDATE;
      result.entries.put(
          new Manager(
              JsonNodes.text(entry, "manager"), operation, JsonNodes.text(entry, "subresource")),
          new Entry(
              FieldSet.fromJson(entry.path("fieldsV1")),
              JsonNodes.text(entry, "apiVersion"),
              JsonNodes.text(entry, "time")));
    }
    return result;
  }

  public FieldSet fieldsOf(Manager manager) {
    Entry entry = entries.get(manager);
    return entry == null ? new FieldSet() : entry.fields();
  }

  /** All managers but one, with the API version they wrote in. */
  Map<Manager, String> others(Manager manager) {
    Map<Manager, String> others = new LinkedHashMap<>();
    entries.forEach(
        (other, entry) -> {
          if (!other.equals(manager)) {
            others.put(other, entry.apiVersion());
          }
        });
    return others;
  }

  void set(Manager manager, FieldSet fields, String apiVersion, String time) {
    Entry before = entries.get(manager);
    if (fields.isEmpty()) {
      entries.remove(manager);
    } else if (before == null
        || !before.apiVersion().equals(apiVersion)
        || !before.fields().toJson().equals(fields.toJson())) {
      entries.put(manager, new Entry(fields, apiVersion, time));
    }
  }

  /** Changes the fields of every manager but one; managers left without a field vanish. */
  void changeOthers(Manager manager, UnaryOperator<FieldSet> change) {
    for (Manager other : new ArrayList<>(others(manager).keySet())) {
      Entry entry = entries.get(other);
      FieldSet left = change.apply(entry.fields());
      if (left.isEmpty()) {
        entries.remove(other);
      } else {
        entries.put(other, new Entry(left, entry.apiVersion(), entry.time()));
      }
    }
  }

  /** Writes the managers into {@code object}'s metadata. */
  public void writeTo(ObjectNode object) {
    ObjectNode metadata = JsonNodes.child(object, "metadata");
    if (entries.isEmpty()) {
      metadata.remove("managedFields");
      return;
    }
    ArrayNode array = JsonNodes.array();
    List<Map.Entry<Manager, Entry>> ordered = new ArrayList<>(entries.entrySet());
    for (Map.Entry<Manager, Entry> each : ordered) {
      ObjectNode json = array.addObject();
      json.put("manager", each.getKey().name());
      json.put("operation", each.getKey().operation().text);
      json.put("apiVersion", each.getValue().apiVersion());
      json.put("time", each.getValue().time());
      json.put("fieldsType", "FieldsV1");
      json.set("fieldsV1", each.getValue().fields().toJson());
      if (!each.getKey().subresource().isEmpty()) {
        json.put("subresource", each.getKey().subresource());
      }
    }
    metadata.set("managedFields", array);
  }
}
