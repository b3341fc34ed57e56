package dev.datamigration.local.cluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;

/** Entries of a status' {@code conditions}. */
public final class Conditions {
  private Conditions() {}

  /**
   * Sets a condition in place; its transition time changes only when its status does.
   *
   * @param reason left out when empty, as is {@code message}
   */
  public static void set(
      ArrayNode conditions, String type, boolean met, String reason, String message, String now) {
    ObjectNode condition = find(conditions, type);
    String status = met ? "True" : "False";
    if (!JsonNodes.text(condition, "status").equals(status)) {
      condition.put("status", status).put("lastTransitionTime", now);
    }
    putOrRemove(condition, "reason", reason);
    putOrRemove(condition, "message", message);
  }

  private static ObjectNode find(ArrayNode conditions, String type) {
    for (JsonNode condition : conditions) {
      if (JsonNodes.text(condition, "type").equals(type)) {
        return (ObjectNode) condition;
      }
    }
    return conditions.addObject().put("type", type);
  }

  private static void putOrRemove(ObjectNode condition, String field, String value) {
    if (value.isEmpty()) {
      condition.remove(field);
    } else {
      condition.put(field, value);
    }
  }

  /** Whether the object has the condition with status True. */
  public static boolean isTrue(ObjectNode object, String type) {
    return JsonNodes.at(object, "status", "conditions")
        .valueStream()
        .anyMatch(
            condition ->
                JsonNodes.text(condition, "type").equals(type)
                    && JsonNodes.text(condition, "status").equals("True"));
  }

  /** When the condition last changed, as the API writes it; empty when it is not there. */
  public static String changedAt(ObjectNode object, String type) {
    return JsonNodes.at(object, "status", "conditions")
        .valueStream()
        .filter(condition -> JsonNodes.text(condition, "type").equals(type))
        .map(condition -> JsonNodes.text(condition, "lastTransitionTime"))
        .findFirst()
        .orElse("");
  }
}
