package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.function.FunctionFailure;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import dev.datamigration.local.snowflake.engine.type.SnowType.Kind;

/**
 * Conversions between types, in DuckDB's SQL, with Snowflake's errors where a value does not fit.
 */
final class Casts {
  private final SessionFormats formats;
  private final TemporalCasts temporal;

  Casts(SessionFormats formats) {
    this.formats = formats;
    this.temporal = new TemporalCasts(formats);
  }

  TemporalCasts temporal() {
    return temporal;
  }

  /**
   * {@code CAST}: a string too long for its type is cut, everything else that does not fit is an
   * error (docs.snowflake.com/en/sql-reference/functions/cast).
   */
  Typed cast(Typed value, SnowType to) {
    Typed converted = convert(value, to, false);
    if (to.kind() == Kind.VARCHAR && length(value.type()) > to.length()) {
      return new Typed("left(" + converted.sql() + ", " + to.length() + ")", to);
    }
    return converted;
  }

  /** {@code TRY_CAST}: NULL for what is not recognized. */
  Typed tryCast(Typed value, SnowType to) {
    if (value.type().kind() != Kind.VARCHAR && value.type().kind() != Kind.NULL) {
      throw SqlErrors.badTypes("TRY_CAST takes a VARCHAR, not " + value.type().display());
    }
    return convert(value, to, true);
  }

  /** What is written into a column: nothing is cut. */
  Typed store(Typed value, SnowType to) {
    Typed converted = convert(value, to, false);
    if (to.kind() == Kind.VARCHAR && length(value.type()) > to.length()) {
      String x = converted.sql();
      return new Typed(
          "CASE WHEN length("
              + x
              + ") > "
              + to.length()
              + " THEN "
              + FunctionFailure.sql(
                  100078, "22000", "String '", x, "' is too long and would be truncated")
              + " ELSE "
              + x
              + " END",
          to);
    }
    if (to.kind() == Kind.BINARY && value.type().length() > to.length()) {
      String x = converted.sql();
      return new Typed(
          "CASE WHEN octet_length("
              + x
              + ") > "
              + to.length()
              + " THEN "
              + FunctionFailure.sql(
                  100078,
                  "22000",
                  "Binary of ",
                  "octet_length(" + x + ")",
                  " bytes is too long and would be truncated")
              + " ELSE "
              + x
              + " END",
          to);
    }
    return converted;
  }

  /** The most characters a value of a type has as a string. */
  private static int length(SnowType type) {
    return type.kind() == Kind.VARCHAR ? type.length() : SnowType.MAX_VARCHAR;
  }

  private Typed convert(Typed value, SnowType to, boolean trying) {
    SnowType from = value.type();
    String x = value.sql();
    if (from.kind() == Kind.NULL) {
      return new Typed("NULL::" + to.physical(), to);
    }
    if (from.isSemiStructured() && !to.isSemiStructured()) {
      Typed text = new Typed("sf_variant_text(" + x + ")", SnowType.VARCHAR);
      return convert(text, to, trying);
    }
    String sql =
        switch (to.kind()) {
          case NUMBER -> number(x, from, to, trying);
          case FLOAT -> real(x, from, trying);
          case VARCHAR, NULL -> text(x, from);
          case BOOLEAN -> truth(x, from, trying);
          case BINARY -> binary(x, from, trying);
          case DATE, TIME, TIMESTAMP_NTZ, TIMESTAMP_LTZ, TIMESTAMP_TZ ->
              temporal.convert(x, from, to, trying);
          case VARIANT, OBJECT, ARRAY -> variant(x, from, to);
        };
    return new Typed(sql, to);
  }

  private static String parse(String function, boolean trying) {
    return (trying ? "sf_try_" : "sf_") + function;
  }

  private static String number(String x, SnowType from, SnowType to, boolean trying) {
    String type = to.physical();
    return switch (from.kind()) {
      case NUMBER -> {
        boolean fits =
            to.scale() >= from.scale()
                && to.precision() - to.scale() >= from.precision() - from.scale();
        yield from.equals(to) ? x : fits ? "(" + x + ")::" + type : fitted(x, to);
      }
      case FLOAT -> fitted(x, to);
      case BOOLEAN -> "(CASE WHEN " + x + " THEN 1 WHEN NOT " + x + " THEN 0 END)::" + type;
      case VARCHAR ->
          parse("number", trying)
              + "("
              + x
              + ", '"
              + to.precision()
              + "', '"
              + to.scale()
              + "')::"
              + type;
      default -> throw refused(from, to);
    };
  }

  private static String fitted(String x, SnowType to) {
    String tried = "TRY_CAST(" + x + " AS " + to.physical() + ")";
    return "CASE WHEN "
        + x
        + " IS NOT NULL AND "
        + tried
        + " IS NULL THEN "
        + FunctionFailure.sql(
            100046,
            "22003",
            "Number out of representable range: type FIXED("
                + to.precision()
                + ","
                + to.scale()
                + "), value ",
            x,
            "")
        + " ELSE "
        + tried
        + " END";
  }

  private static String real(String x, SnowType from, boolean trying) {
    return switch (from.kind()) {
      case FLOAT -> x;
      case NUMBER -> "(" + x + ")::DOUBLE";
      case BOOLEAN -> "(" + x + ")::INTEGER::DOUBLE";
      case VARCHAR -> parse("real", trying) + "(" + x + ")::DOUBLE";
      default -> throw refused(from, SnowType.FLOAT);
    };
  }

  private static String truth(String x, SnowType from, boolean trying) {
    return switch (from.kind()) {
      case BOOLEAN -> x;
      case NUMBER, FLOAT -> "(" + x + " <> 0)";
      case VARCHAR -> "(" + parse("truth", trying) + "(" + x + ") = 'true')";
      default -> throw refused(from, SnowType.BOOLEAN);
    };
  }

  private static String binary(String x, SnowType from, boolean trying) {
    return switch (from.kind()) {
      case BINARY -> x;
      case VARCHAR -> "unhex(" + parse("hex", trying) + "(" + x + "))";
      default -> throw refused(from, SnowType.BINARY);
    };
  }

  private String text(String x, SnowType from) {
    return switch (from.kind()) {
      case VARCHAR, NULL -> x;
      case NUMBER -> "(" + x + ")::VARCHAR";
      case FLOAT -> "sf_real_text((" + x + ")::VARCHAR)";
      case BOOLEAN -> "(CASE WHEN " + x + " THEN 'true' WHEN NOT " + x + " THEN 'false' END)";
      case BINARY -> "hex(" + x + ")";
      case DATE -> "strftime(" + x + ", '%Y-%m-%d')";
      case TIME, TIMESTAMP_NTZ, TIMESTAMP_LTZ, TIMESTAMP_TZ -> temporal.text(x, from);
      case VARIANT, OBJECT, ARRAY -> "sf_variant_text(" + x + ")";
    };
  }

  private String variant(String x, SnowType from, SnowType to) {
    if (from.isSemiStructured()) {
      return x;
    }
    if (to.kind() != Kind.VARIANT) {
      throw refused(from, to);
    }
    return switch (from.kind()) {
      case NUMBER -> "sf_variant_of_number((" + x + ")::VARCHAR)";
      case BOOLEAN -> text(x, from);
      case FLOAT ->
          "CASE WHEN isfinite("
              + x
              + ") THEN sf_variant_of_number(("
              + x
              + ")::VARCHAR) ELSE sf_variant_of_text("
              + text(x, from)
              + ") END";
      default -> "sf_variant_of_text(" + text(x, from) + ")";
    };
  }

  private static dev.datamigration.local.snowflake.engine.SqlError refused(
      SnowType from, SnowType to) {
    return SqlErrors.badTypes(
        "invalid type conversion: a " + from.display() + " cannot become a " + to.display());
  }

  /** The value as the protocol writes it in a cell; always a VARCHAR of DuckDB's. */
  String cell(Typed value) {
    String x = value.sql();
    SnowType type = value.type();
    return switch (type.kind()) {
      case NUMBER -> "(" + x + ")::VARCHAR";
      case VARCHAR, NULL -> x;
      case FLOAT -> "CASE WHEN isnan(" + x + ") THEN 'NaN' ELSE (" + x + ")::VARCHAR END";
      case BOOLEAN -> "CASE WHEN " + x + " THEN '1' WHEN NOT " + x + " THEN '0' END";
      case BINARY -> "hex(" + x + ")";
      case DATE -> "(" + x + " - DATE '1970-01-01')::VARCHAR";
      case TIME -> "(" + x + ")::DECIMAL(14," + type.scale() + ")::VARCHAR";
      case TIMESTAMP_NTZ, TIMESTAMP_LTZ ->
          "(" + x + ")::DECIMAL(" + (12 + type.scale()) + "," + type.scale() + ")::VARCHAR";
      case TIMESTAMP_TZ ->
          "("
              + TemporalCasts.instant(x)
              + ")::DECIMAL("
              + (12 + type.scale())
              + ","
              + type.scale()
              + ")::VARCHAR || ' ' || (("
              + x
              + ") & 4095)::VARCHAR";
      case VARIANT, OBJECT, ARRAY -> "sf_variant_cell(" + x + ")";
    };
  }

  SessionFormats formats() {
    return formats;
  }
}
