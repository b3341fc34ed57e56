package dev.datamigration.local.snowflake.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Locale;
import java.util.Map;

/** FLATTEN: docs.snowflake.com/en/sql-reference/functions/flatten. */
final class JsonFlattening {
  private JsonFlattening() {}

  /**
   * The rows as a JSON array of arrays of strings: key, index, path, value.
   *
   * @param outer {@code true} to give one empty row for nothing
   * @param mode OBJECT, ARRAY or BOTH
   */
  static String rows(String json, String outer, String mode) {
    ArrayNode rows = JsonText.MAPPER.createArrayNode();
    JsonNode node = JsonText.read(json);
    String kinds = mode.toUpperCase(Locale.ROOT);
    if (node.isArray() && !kinds.equals("OBJECT")) {
      for (int i = 0; i < node.size(); i++) {
        row(rows, null, Integer.toString(i), "[" + i + "]", node.get(i).toString());
      }
    } else if (node.isObject() && !kinds.equals("ARRAY")) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        String key = member.getKey();
        boolean plain = key.matches("[A-Za-z_][A-Za-z0-9_]*");
        row(rows, key, null, plain ? key : "['" + key + "']", member.getValue().toString());
      }
    }
    if (rows.isEmpty() && Boolean.parseBoolean(outer)) {
      row(rows, null, null, null, null);
    }
    return rows.toString();
  }

  private static void row(ArrayNode rows, String key, String index, String path, String value) {
    rows.addArray().add(key).add(index).add(path).add(value);
  }
}
