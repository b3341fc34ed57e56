package dev.datamigration.local.cluster.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.function.Function;

/** Building columns and cells. */
public final class Columns {
  /** Time since creation. */
  public static final Column AGE =
      new Column(
          "Age",
          "string",
          "",
          "Time since creation",
          0,
          object -> age(JsonNodes.at(object, "metadata", "creationTimestamp")));

  private Columns() {}

  static Column text(String name, int priority, Function<ObjectNode, String> value) {
    return new Column(
        name, "string", "", "", priority, object -> TextNode.valueOf(value.apply(object)));
  }

  static Column at(String name, int priority, String type, String... path) {
    return new Column(
        name, type, "", "", priority, object -> cell(type, JsonNodes.at(object, path)));
  }

  /** A cell of a column type of a CRD: dates become ages, arrays and objects JSON text. */
  public static JsonNode cell(String type, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return NullNode.getInstance();
    }
    return switch (type) {
      case "date" -> age(value);
      case "integer" -> value.isNumber() ? value : NullNode.getInstance();
      case "number" -> value.isNumber() ? value : NullNode.getInstance();
      case "boolean" -> value.isBoolean() ? value : NullNode.getInstance();
      default ->
          value.isValueNode()
              ? TextNode.valueOf(value.asText())
              : TextNode.valueOf(JsonNodes.write(value));
    };
  }

  static JsonNode age(JsonNode timestamp) {
    if (!timestamp.isTextual()) {
      return TextNode.valueOf("<unknown>");
    }
    try {
      Instant then = OffsetDateTime.parse(timestamp.asText()).toInstant();
      long seconds = Instant.now().getEpochSecond() - then.getEpochSecond();
      return TextNode.valueOf(HumanDuration.of(Math.max(0, seconds)));
    } catch (DateTimeParseException e) {
      return TextNode.valueOf("<invalid>");
    }
  }
}
