package dev.datamigration.worker.source.planning;

import dev.datamigration.model.plan.ColumnEncoding;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Snowflake type as a user writes it
 * (docs.snowflake.com/en/sql-reference/intro-summary-data-types).
 *
 * @param written as written, white space made single
 * @param name upper-case, without arguments
 * @param first the first argument, or -1
 * @param second the second argument, or -1
 */
record TargetType(String written, String name, int first, int second) {
  private static final Pattern SYNTAX =
      Pattern.compile(
          "([A-Z][A-Z0-9_ ]*?)\\s*(?:\\(\\s*(\\d{1,9})\\s*(?:,\\s*(\\d{1,9})\\s*)?\\))?");

  static Optional<TargetType> parse(String written) {
    String text = written.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
    Matcher matcher = SYNTAX.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new TargetType(
                text, matcher.group(1), number(matcher.group(2)), number(matcher.group(3))))
        : Optional.empty();
  }

  private static int number(String digits) {
    return digits == null ? -1 : Integer.parseInt(digits);
  }

  /** The encodings that COPY can load into this type exactly, the best first; none if unknown. */
  List<ColumnEncoding> encodings() {
    return switch (name) {
      case "VARCHAR",
          "STRING",
          "TEXT",
          "CHAR",
          "CHARACTER",
          "NCHAR",
          "NVARCHAR",
          "NVARCHAR2",
          "CHAR VARYING",
          "NCHAR VARYING",
          "CHARACTER VARYING" ->
          List.of(ColumnEncoding.STRING);
      case "NUMBER", "DECIMAL", "DEC", "NUMERIC" ->
          scale() == 0
              ? List.of(ColumnEncoding.INTEGER, ColumnEncoding.DECIMAL)
              : List.of(ColumnEncoding.DECIMAL);
      case "INT", "INTEGER", "BIGINT", "SMALLINT", "TINYINT", "BYTEINT" ->
          List.of(ColumnEncoding.INTEGER, ColumnEncoding.DECIMAL);
      case "FLOAT", "FLOAT4", "FLOAT8", "DOUBLE", "DOUBLE PRECISION", "REAL" ->
          List.of(ColumnEncoding.DOUBLE);
      case "BOOLEAN" -> List.of(ColumnEncoding.BOOLEAN);
      case "BINARY", "VARBINARY" -> List.of(ColumnEncoding.BINARY);
      case "DATE" -> List.of(ColumnEncoding.DATE);
      case "TIME" -> List.of(ColumnEncoding.TIME, ColumnEncoding.TIME_TEXT);
      case "TIMESTAMP_NTZ", "DATETIME", "TIMESTAMP", "TIMESTAMP WITHOUT TIME ZONE" ->
          List.of(ColumnEncoding.TIMESTAMP, ColumnEncoding.TIMESTAMP_TEXT);
      case "TIMESTAMP_TZ", "TIMESTAMP WITH TIME ZONE" ->
          List.of(ColumnEncoding.INSTANT, ColumnEncoding.OFFSET_TIMESTAMP_TEXT);
      case "TIMESTAMP_LTZ", "TIMESTAMP WITH LOCAL TIME ZONE" -> List.of(ColumnEncoding.INSTANT);
      case "VARIANT" -> List.of(ColumnEncoding.JSON);
      default -> List.of();
    };
  }

  /** Digits in all, for the number types. */
  int precision() {
    return first < 0 ? DecimalTypes.MAX_DIGITS : first;
  }

  /** Digits after the point, for the number types. */
  int scale() {
    return Math.max(second, 0);
  }

  /** Whether the numbers in it are ones Snowflake allows. */
  boolean valid() {
    boolean number = encodings().contains(ColumnEncoding.DECIMAL);
    return !number
        || (precision() >= 1
            && precision() <= DecimalTypes.MAX_DIGITS
            && scale() <= Math.min(precision(), DecimalTypes.MAX_SCALE));
  }
}
