package dev.datamigration.local.quickstart.comparison;

import java.util.Properties;

/** Session settings under which the Snowflake driver's texts show every digit of a value. */
public final class SnowflakeTexts {
  private SnowflakeTexts() {}

  /**
   * Adds the settings to a connection's properties. JSON results, because Arrow needs the JDK's
   * internals opened.
   */
  public static void addTo(Properties properties) {
    properties.setProperty("JDBC_QUERY_RESULT_FORMAT", "JSON");
    properties.setProperty("TIMEZONE", "UTC");
    properties.setProperty("DATE_OUTPUT_FORMAT", "YYYY-MM-DD");
    properties.setProperty("TIME_OUTPUT_FORMAT", "HH24:MI:SS.FF9");
    properties.setProperty("TIMESTAMP_NTZ_OUTPUT_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF9");
    properties.setProperty("TIMESTAMP_LTZ_OUTPUT_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF9 TZHTZM");
    properties.setProperty("TIMESTAMP_TZ_OUTPUT_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF9 TZHTZM");
    properties.setProperty("BINARY_OUTPUT_FORMAT", "HEX");
  }

  /**
   * What is selected for a column: dates and times as Snowflake writes them, because the driver
   * takes them through a calendar that left out ten days in October 1582.
   *
   * @param column in double quotes
   */
  static String expression(String column, ValueKind kind) {
    return switch (kind) {
      case DATE, TIME, TIMESTAMP, INSTANT, TIMESTAMP_WITH_OFFSET ->
          "CAST(" + column + " AS VARCHAR(64))";
      default -> column;
    };
  }
}
