package dev.datamigration.local.snowflake.engine.statement;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.translate.SessionFormats;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A session's parameters. Defaults: docs.snowflake.com/en/sql-reference/parameters. */
final class SessionSettings {
  private static final Map<String, Object> DEFAULTS =
      Map.ofEntries(
          Map.entry("AUTOCOMMIT", true),
          Map.entry("TIMEZONE", "America/Los_Angeles"),
          Map.entry("DATE_OUTPUT_FORMAT", "YYYY-MM-DD"),
          Map.entry("TIME_OUTPUT_FORMAT", "HH24:MI:SS"),
          Map.entry("TIMESTAMP_OUTPUT_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM"),
          Map.entry("TIMESTAMP_NTZ_OUTPUT_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF3"),
          Map.entry("TIMESTAMP_LTZ_OUTPUT_FORMAT", ""),
          Map.entry("TIMESTAMP_TZ_OUTPUT_FORMAT", ""),
          Map.entry("BINARY_OUTPUT_FORMAT", "HEX"),
          Map.entry("QUERY_TAG", ""),
          Map.entry("MULTI_STATEMENT_COUNT", 1),
          Map.entry("CLIENT_SESSION_KEEP_ALIVE", false),
          Map.entry("JDBC_QUERY_RESULT_FORMAT", "JSON"));

  /** What only one value is supported of: saying anything else must not pass unnoticed. */
  private static final Map<String, String> FIXED =
      Map.of(
          "BINARY_OUTPUT_FORMAT", "HEX",
          "MULTI_STATEMENT_COUNT", "1",
          "DATE_OUTPUT_FORMAT", "YYYY-MM-DD",
          "JDBC_QUERY_RESULT_FORMAT", "JSON");

  private static final Set<String> TRUTHS = Set.of("AUTOCOMMIT", "CLIENT_SESSION_KEEP_ALIVE");

  private final Map<String, Object> values = new TreeMap<>(DEFAULTS);

  synchronized Map<String, Object> all() {
    return new TreeMap<>(values);
  }

  /** From ALTER SESSION: only what is known. */
  synchronized void set(String name, String value) {
    String key = name.toUpperCase(Locale.ROOT);
    if (!DEFAULTS.containsKey(key)) {
      throw SqlErrors.unsupported("the session parameter " + key);
    }
    put(key, value);
  }

  synchronized void unset(String name) {
    if (!DEFAULTS.containsKey(name)) {
      throw SqlErrors.unsupported("the session parameter " + name);
    }
    values.put(name, DEFAULTS.get(name));
  }

  /** From the login: the driver sends settings of its own among them, which are kept. */
  synchronized void fromLogin(Map<String, Object> parameters) {
    parameters.forEach((name, value) -> put(name.toUpperCase(Locale.ROOT), value));
  }

  private void put(String key, Object value) {
    String text = String.valueOf(value);
    String only = FIXED.get(key);
    if (only != null && !only.equalsIgnoreCase(text)) {
      throw SqlErrors.unsupported(key + " = " + text);
    }
    if (key.equals("TIMEZONE")) {
      checkZone(text);
    }
    values.put(key, TRUTHS.contains(key) ? (Object) Boolean.parseBoolean(text) : value);
  }

  private static void checkZone(String zone) {
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new SqlError(
          1073,
          "22023",
          "SQL compilation error:\ninvalid value ['" + zone + "'] for parameter 'TIMEZONE'",
          e);
    }
  }

  synchronized boolean autocommit() {
    return (Boolean) values.get("AUTOCOMMIT");
  }

  synchronized SessionFormats formats() {
    String plain = text("TIMESTAMP_OUTPUT_FORMAT");
    return new SessionFormats(
        text("TIMEZONE"),
        text("TIME_OUTPUT_FORMAT"),
        orElse(text("TIMESTAMP_NTZ_OUTPUT_FORMAT"), plain),
        orElse(text("TIMESTAMP_LTZ_OUTPUT_FORMAT"), plain),
        orElse(text("TIMESTAMP_TZ_OUTPUT_FORMAT"), plain));
  }

  private String text(String key) {
    return String.valueOf(values.get(key));
  }

  private static String orElse(String format, String otherwise) {
    return format.isEmpty() ? otherwise : format;
  }
}
