package dev.datamigration.local.snowflake.protocol;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Session parameters that steer the driver and mean nothing to the engine. */
final class ClientParameters {
  /** The documented defaults, but for what the comments say. */
  private static final Map<String, Object> DEFAULTS = defaults();

  private ClientParameters() {}

  private static Map<String, Object> defaults() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("AUTOCOMMIT", true);
    values.put("CLIENT_DISABLE_INCIDENTS", true);
    values.put("CLIENT_ENABLE_LOG_INFO_STATEMENT_PARAMETERS", false);
    values.put("CLIENT_HONOR_CLIENT_TZ_FOR_TIMESTAMP_NTZ", true);
    values.put("CLIENT_MEMORY_LIMIT", 1536);
    values.put("CLIENT_METADATA_REQUEST_USE_CONNECTION_CTX", false);
    values.put("CLIENT_METADATA_USE_SESSION_DATABASE", false);
    values.put("CLIENT_PREFETCH_THREADS", 4);
    values.put("CLIENT_RESULT_CHUNK_SIZE", 160);
    values.put("CLIENT_RESULT_COLUMN_CASE_INSENSITIVE", false);
    values.put("CLIENT_SESSION_KEEP_ALIVE", false);
    values.put("CLIENT_SESSION_KEEP_ALIVE_HEARTBEAT_FREQUENCY", 3600);
    // 0 keeps bind variables in the request: the stand-in has no stage for them.
    values.put("CLIENT_STAGE_ARRAY_BINDING_THRESHOLD", 0);
    // Nobody would read it.
    values.put("CLIENT_TELEMETRY_ENABLED", false);
    values.put("CLIENT_TIMESTAMP_TYPE_MAPPING", "TIMESTAMP_LTZ");
    values.put("CLIENT_VALIDATE_DEFAULT_PARAMETERS", false);
    values.put("JDBC_FORMAT_DATE_WITH_TIMEZONE", true);
    // Whatever the client asks for, results are JSON.
    values.put("JDBC_QUERY_RESULT_FORMAT", "JSON");
    values.put("JDBC_RS_COLUMN_CASE_INSENSITIVE", false);
    values.put("JDBC_TREAT_DECIMAL_AS_INT", true);
    values.put("JDBC_TREAT_TIMESTAMP_NTZ_AS_UTC", false);
    values.put("JDBC_USE_SESSION_TIMEZONE", true);
    // Without formats the driver prints timestamps in words.
    values.put("TIMEZONE", "America/Los_Angeles");
    values.put("BINARY_OUTPUT_FORMAT", "HEX");
    values.put("DATE_OUTPUT_FORMAT", "YYYY-MM-DD");
    values.put("TIME_OUTPUT_FORMAT", "HH24:MI:SS");
    values.put("TIMESTAMP_OUTPUT_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM");
    values.put("TIMESTAMP_NTZ_OUTPUT_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF3");
    values.put("TIMESTAMP_LTZ_OUTPUT_FORMAT", "");
    values.put("TIMESTAMP_TZ_OUTPUT_FORMAT", "");
    return Map.copyOf(values);
  }

  /**
   * Takes the driver's own parameters out of a login's.
   *
   * @param ofLogin loses what is taken
   */
  static Map<String, Object> takeFrom(Map<String, Object> ofLogin) {
    Map<String, Object> own = new HashMap<>();
    ofLogin
        .entrySet()
        .removeIf(
            entry -> {
              String name = entry.getKey();
              boolean driver =
                  name.startsWith("CLIENT_")
                      || name.startsWith("JDBC_")
                      || name.startsWith("_SNOWFLAKE.INTERNAL.");
              if (driver) {
                own.put(name, entry.getValue());
              }
              return driver;
            });
    own.remove("JDBC_QUERY_RESULT_FORMAT");
    own.remove("CLIENT_STAGE_ARRAY_BINDING_THRESHOLD");
    return own;
  }

  /** All that the driver hears at login: defaults, the engine's values, the login's own. */
  static Map<String, Object> atLogin(Map<String, Object> engine, Map<String, Object> own) {
    Map<String, Object> all = new LinkedHashMap<>(DEFAULTS);
    all.putAll(engine);
    all.putAll(own);
    return all;
  }
}
