package dev.datamigration.local.snowflake.engine.syntax;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import dev.datamigration.local.snowflake.engine.type.SnowType.Kind;

/**
 * Reads types with all their synonyms:
 * docs.snowflake.com/en/sql-reference/intro-summary-data-types.
 */
final class TypeParser {
  private TypeParser() {}

  static SnowType parse(TokenStream in) {
    String word = in.peek().kind() == TokenKind.WORD ? in.next().text() : "";
    return switch (word) {
      case "NUMBER", "NUMERIC", "DECIMAL", "DEC" -> number(in);
      case "INT", "INTEGER", "BIGINT", "SMALLINT", "TINYINT", "BYTEINT" -> SnowType.INTEGER;
      case "FLOAT", "FLOAT4", "FLOAT8", "REAL" -> SnowType.FLOAT;
      case "DOUBLE" -> {
        in.accept("PRECISION");
        yield SnowType.FLOAT;
      }
      case "VARCHAR", "STRING", "TEXT", "NVARCHAR", "NVARCHAR2" ->
          SnowType.varchar(length(in, SnowType.DEFAULT_VARCHAR, SnowType.MAX_VARCHAR));
      case "CHAR", "CHARACTER", "NCHAR" -> {
        boolean varying = in.accept("VARYING");
        yield SnowType.varchar(
            length(in, varying ? SnowType.DEFAULT_VARCHAR : 1, SnowType.MAX_VARCHAR));
      }
      case "BOOLEAN" -> SnowType.BOOLEAN;
      case "BINARY", "VARBINARY" ->
          SnowType.binary(length(in, SnowType.DEFAULT_BINARY, SnowType.MAX_BINARY));
      case "DATE" -> SnowType.DATE;
      case "TIME" -> temporal(in, Kind.TIME);
      case "DATETIME", "TIMESTAMP_NTZ", "TIMESTAMPNTZ" -> temporal(in, Kind.TIMESTAMP_NTZ);
      case "TIMESTAMP" -> timestamp(in);
      case "TIMESTAMP_LTZ", "TIMESTAMPLTZ" -> temporal(in, Kind.TIMESTAMP_LTZ);
      case "TIMESTAMP_TZ", "TIMESTAMPTZ" -> temporal(in, Kind.TIMESTAMP_TZ);
      case "VARIANT" -> SnowType.VARIANT;
      case "OBJECT" -> SnowType.OBJECT;
      case "ARRAY" -> SnowType.ARRAY;
      default -> throw SqlErrors.unsupported("the data type '" + word + "'");
    };
  }

  private static SnowType number(TokenStream in) {
    int precision = 38;
    int scale = 0;
    if (in.acceptSymbol("(")) {
      precision = in.integer();
      if (in.acceptSymbol(",")) {
        scale = in.integer();
      }
      in.expectSymbol(")");
    }
    if (precision < 1 || precision > 38 || scale < 0 || scale > Math.min(37, precision)) {
      throw SqlErrors.syntax("not a NUMBER: precision " + precision + ", scale " + scale);
    }
    return SnowType.number(precision, scale);
  }

  private static int length(TokenStream in, int otherwise, int most) {
    if (!in.acceptSymbol("(")) {
      return otherwise;
    }
    int length = in.integer();
    in.expectSymbol(")");
    if (length < 1 || length > most) {
      throw SqlErrors.syntax("a length is 1 to " + most + ", not " + length);
    }
    return length;
  }

  private static SnowType timestamp(TokenStream in) {
    SnowType plain = temporal(in, Kind.TIMESTAMP_NTZ);
    if (in.accept("WITHOUT", "TIME", "ZONE")) {
      return plain;
    }
    if (in.accept("WITH", "LOCAL", "TIME", "ZONE")) {
      return SnowType.temporal(Kind.TIMESTAMP_LTZ, plain.scale());
    }
    return in.accept("WITH", "TIME", "ZONE")
        ? SnowType.temporal(Kind.TIMESTAMP_TZ, plain.scale())
        : plain;
  }

  private static SnowType temporal(TokenStream in, Kind kind) {
    int digits = 9;
    if (in.acceptSymbol("(")) {
      digits = in.integer();
      in.expectSymbol(")");
    }
    if (digits < 0 || digits > 9) {
      throw SqlErrors.syntax("a second has 0 to 9 digits, not " + digits);
    }
    return SnowType.temporal(kind, digits);
  }
}
