package dev.datamigration.local.snowflake.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.snowflake.engine.SqlError;
import java.util.Locale;
import java.util.Map;

/** The envelope that every answer comes in. */
final class Answers {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Answers() {}

  static ObjectNode success(ObjectNode data) {
    return success(data, null, null);
  }

  static ObjectNode success(ObjectNode data, String code, String message) {
    ObjectNode answer = JSON.objectNode();
    answer.set("data", data);
    answer.put("code", code);
    answer.put("message", message);
    answer.put("success", true);
    return answer;
  }

  static ObjectNode empty() {
    return success(JSON.objectNode());
  }

  /** A refusal that is not about a statement. */
  static ObjectNode refusal(int code, String message) {
    ObjectNode answer = JSON.objectNode();
    answer.putNull("data");
    answer.put("code", Integer.toString(code));
    answer.put("message", message);
    answer.put("success", false);
    return answer;
  }

  static ObjectNode error(SqlError error, String queryId) {
    String code = String.format(Locale.ROOT, "%06d", error.code());
    ObjectNode data = JSON.objectNode();
    data.put("internalError", false);
    data.put("errorCode", code);
    data.put("age", 0);
    data.put("sqlState", error.sqlState());
    data.put("queryId", queryId);
    data.put("line", -1);
    data.put("pos", -1);
    ObjectNode answer = JSON.objectNode();
    answer.set("data", data);
    answer.put("code", code);
    answer.put("message", error.getMessage());
    answer.put("success", false);
    return answer;
  }

  static ArrayNode parameters(Map<String, Object> parameters) {
    ArrayNode list = JSON.arrayNode();
    parameters.forEach(
        (name, value) -> {
          ObjectNode parameter = list.addObject();
          parameter.put("name", name);
          if (value instanceof Boolean flag) {
            parameter.put("value", flag);
          } else if (value instanceof Number number) {
            parameter.put("value", number.longValue());
          } else {
            parameter.put("value", value == null ? null : value.toString());
          }
        });
    return list;
  }
}
