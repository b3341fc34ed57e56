package dev.datamigration.local.snowflake.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.StatementRequest.Bind;
import dev.datamigration.local.snowflake.execution.QueryRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The body of a query request, read strictly. */
final class QueryBody {
  private QueryBody() {}

  /**
   * Reads a body.
   *
   * @throws SqlError if it asks for what the stand-in does not do
   */
  static QueryRequest read(String requestId, JsonNode body) {
    if (body.hasNonNull("bindStage")) {
      throw unsupported(
          "bind variables through a stage; CLIENT_STAGE_ARRAY_BINDING_THRESHOLD is 0");
    }
    String queryTag = null;
    Long timeout = null;
    for (Map.Entry<String, JsonNode> parameter : body.path("parameters").properties()) {
      String value = parameter.getValue().asText();
      switch (parameter.getKey().toUpperCase(Locale.ROOT)) {
        case "QUERY_TAG" -> queryTag = value;
        case "STATEMENT_TIMEOUT_IN_SECONDS" -> timeout = seconds(value);
        case "MULTI_STATEMENT_COUNT" -> one(value);
        // The driver adds these by itself: how it wants results, which are always JSON here, and
        // that
        // it knows the numbers of statement types.
        case "JDBC_QUERY_RESULT_FORMAT", "NEW_SQL_FORMAT" -> {}
        default -> throw unsupported("the statement parameter " + parameter.getKey());
      }
    }
    return new QueryRequest(
        requestId,
        body.path("sqlText").asText(),
        binds(body.path("bindings")),
        queryTag,
        timeout,
        body.path("asyncExec").asBoolean(false),
        body.path("describeOnly").asBoolean(false));
  }

  private static long seconds(String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new SqlError(
          1006,
          "22023",
          "SQL compilation error:\ninvalid value ["
              + value
              + "] for parameter 'STATEMENT_TIMEOUT_IN_SECONDS'",
          e);
    }
  }

  private static void one(String count) {
    if (!count.equals("1")) {
      throw unsupported("several statements in one request");
    }
  }

  private static SqlError unsupported(String what) {
    return new SqlError(391501, "0A000", "The stand-in does not support " + what + ".");
  }

  private static List<Bind> binds(JsonNode bindings) {
    List<Bind> binds = new ArrayList<>();
    for (int position = 1; position <= bindings.size(); position++) {
      JsonNode bind = bindings.get(Integer.toString(position));
      if (bind == null) {
        throw new SqlError(
            2049, "42601", "SQL compilation error:\nbind variable :" + position + " not set.");
      }
      List<String> values = new ArrayList<>();
      JsonNode value = bind.path("value");
      if (value.isArray()) {
        value.forEach(element -> values.add(text(element)));
      } else {
        values.add(text(value));
      }
      binds.add(new Bind(bind.path("type").asText(), values));
    }
    return binds;
  }

  private static String text(JsonNode value) {
    return value.isNull() || value.isMissingNode() ? null : value.asText();
  }
}
