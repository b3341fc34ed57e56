package dev.datamigration.local.snowflake.engine.copy;

import dev.datamigration.local.snowflake.engine.type.SnowType;
import dev.datamigration.local.snowflake.engine.type.SnowType.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a column of a Parquet file, as DuckDB reads it, becomes a value of Snowflake's. */
final class ParquetColumns {
  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),(\\d+)\\)");

  private ParquetColumns() {}

  /**
   * A column in its physical form.
   *
   * @param sql null if the stand-in cannot read it
   */
  record Converted(String sql, SnowType type) {}

  static Converted convert(String column, String duckDbType) {
    Matcher decimal = DECIMAL.matcher(duckDbType);
    if (decimal.matches()) {
      return new Converted(
          column,
          SnowType.number(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2))));
    }
    return switch (duckDbType) {
      case "BOOLEAN" -> new Converted(column, SnowType.BOOLEAN);
      case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT" -> whole(column, 10);
      case "BIGINT", "UINTEGER" -> whole(column, 19);
      case "UBIGINT" -> whole(column, 20);
      case "FLOAT", "DOUBLE" -> new Converted(column + "::DOUBLE", SnowType.FLOAT);
      case "VARCHAR" -> new Converted(column, SnowType.VARCHAR);
      case "BLOB" -> new Converted(column, SnowType.BINARY);
      case "DATE" -> new Converted(column, SnowType.DATE);
      case "TIME" ->
          new Converted(
              "((date_part('microseconds', c) + 60000000 * (date_part('minute', c) + 60 * date_part('hour', c)))::DECIMAL(11,0) * 0.000001::DECIMAL(6,6))::DECIMAL(14,9)"
                  .replace(", c)", ", " + column + ")"),
              SnowType.temporal(Kind.TIME, 6));
      case "TIMESTAMP" -> new Converted(micros(column), SnowType.temporal(Kind.TIMESTAMP_NTZ, 6));
      case "TIMESTAMP WITH TIME ZONE" ->
          new Converted(micros(column), SnowType.temporal(Kind.TIMESTAMP_LTZ, 6));
      case "TIMESTAMP_NS" ->
          new Converted(
              "(epoch_ns("
                  + column
                  + ")::DECIMAL(19,0) * 0.000000001::DECIMAL(9,9))::DECIMAL(21,9)",
              SnowType.temporal(Kind.TIMESTAMP_NTZ, 9));
      default -> new Converted(null, SnowType.NULL);
    };
  }

  private static Converted whole(String column, int digits) {
    SnowType type = SnowType.number(digits, 0);
    return new Converted(column + "::" + type.physical(), type);
  }

  private static String micros(String column) {
    return "(epoch_us(" + column + ")::DECIMAL(18,0) * 0.000001::DECIMAL(6,6))::DECIMAL(21,9)";
  }
}
