package dev.datamigration.model.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How large partitions are meant to be; at most one component is set, none means automatic. In JSON
 * {@code "auto"}, {@code {"targetSizeMb": n}} or {@code {"maxRowsPerPartition": n}}.
 */
public record PartitionSize(
    @JsonPropertyDescription("Megabytes of uncompressed data a partition aims at, at least 1.")
        Integer targetSizeMb,
    @JsonPropertyDescription("Rows a partition holds at most by the statistics, at least 1.")
        Long maxRowsPerPartition) {
  /** The word for automatic. */
  public static final String AUTO_WORD = "auto";

  /** Chosen from the table's size and the extraction strategy. */
  public static final PartitionSize AUTO = new PartitionSize(null, null);

  /** Whether the size is chosen from the table's statistics. */
  public boolean automatic() {
    return targetSizeMb == null && maxRowsPerPartition == null;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static PartitionSize fromJson(JsonNode json) {
    if (json.isTextual() && json.textValue().equals(AUTO_WORD)) {
      return AUTO;
    }
    JsonNode megabytes = json.path("targetSizeMb");
    JsonNode rows = json.path("maxRowsPerPartition");
    boolean knownOnly =
        json.isObject() && json.size() == count(megabytes) + count(rows) && json.size() > 0;
    if (!knownOnly || !fits(megabytes, true) || !fits(rows, false)) {
      throw new IllegalArgumentException(
          "expected \"auto\", {targetSizeMb: n} or {maxRowsPerPartition: n}, found " + json);
    }
    return new PartitionSize(
        megabytes.isNumber() ? megabytes.intValue() : null,
        rows.isNumber() ? rows.longValue() : null);
  }

  private static int count(JsonNode value) {
    return value.isMissingNode() ? 0 : 1;
  }

  private static boolean fits(JsonNode value, boolean asInt) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isIntegralNumber()
            && (asInt ? value.canConvertToInt() : value.canConvertToLong()));
  }

  @JsonValue
  JsonNode toJson() {
    if (automatic()) {
      return JsonNodeFactory.instance.textNode(AUTO_WORD);
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (targetSizeMb != null) {
      json.put("targetSizeMb", targetSizeMb);
    }
    if (maxRowsPerPartition != null) {
      json.put("maxRowsPerPartition", maxRowsPerPartition);
    }
    return json;
  }
}
