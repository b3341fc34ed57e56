package dev.datamigration.local.sqlserver.syntax;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.type.Kind;
import dev.datamigration.local.sqlserver.type.SqlType;
import java.util.Locale;

/** Reads a type. */
final class TypeParser {
  private TypeParser() {}

  /**
   * @param defaultLength of a text or binary type without a length: 1 in a declaration, 30 in CAST
   */
  static SqlType parse(Tokens tokens, int defaultLength) throws ServerError {
    String name = tokens.names().stream().reduce((first, last) -> last).orElseThrow();
    switch (name.toLowerCase(Locale.ROOT)) {
      case "character", "char", "nchar", "varchar", "nvarchar", "binary", "varbinary" -> {
        String upper = name.toUpperCase(Locale.ROOT);
        Kind kind = upper.equals("CHARACTER") ? Kind.CHAR : Kind.valueOf(upper);
        return sized(tokens, kind, defaultLength);
      }
      case "decimal", "numeric", "dec" -> {
        int precision = 18;
        int scale = 0;
        if (tokens.take("(")) {
          precision = tokens.integer();
          scale = tokens.take(",") ? tokens.integer() : 0;
          tokens.expect(")");
        }
        if (precision < 1 || precision > 38 || scale > precision) {
          throw new ServerError(
              2750,
              "Column or parameter: Specified column precision "
                  + precision
                  + " is greater than the maximum precision of 38.");
        }
        SqlType type = SqlType.decimal(precision, scale);
        return name.equalsIgnoreCase("numeric")
            ? new SqlType(Kind.NUMERIC, 0, precision, scale, type.collation())
            : type;
      }
      case "float" -> {
        int bits = 53;
        if (tokens.take("(")) {
          bits = tokens.integer();
          tokens.expect(")");
        }
        return bits <= 24 ? SqlType.of(Kind.REAL) : SqlType.FLOAT;
      }
      case "double" -> {
        tokens.expect("PRECISION");
        return SqlType.FLOAT;
      }
      case "time", "datetime2", "datetimeoffset" -> {
        int scale = 7;
        if (tokens.take("(")) {
          scale = tokens.integer();
          tokens.expect(")");
        }
        if (scale > 7) {
          throw new ServerError(
              1002, 1, 15, "Line 1: Specified scale " + scale + " is invalid.");
        }
        return SqlType.scaled(Kind.valueOf(name.toUpperCase(Locale.ROOT)), scale);
      }
      case "integer" -> {
        return SqlType.INT;
      }
      case "timestamp", "rowversion" -> {
        return SqlType.of(Kind.ROWVERSION);
      }
      case "sysname" -> {
        return SqlType.SYSNAME;
      }
      case "bit", "tinyint", "smallint", "int", "bigint", "money", "smallmoney", "real", "date" -> {
        return SqlType.of(Kind.valueOf(name.toUpperCase(Locale.ROOT)));
      }
      case "datetime",
          "smalldatetime",
          "uniqueidentifier",
          "xml",
          "text",
          "ntext",
          "image",
          "sql_variant",
          "hierarchyid",
          "geometry",
          "geography" -> {
        return SqlType.of(Kind.valueOf(name.toUpperCase(Locale.ROOT)));
      }
      default ->
          throw new ServerError(243, 1, 16, "Type " + name + " is not a defined system type.");
    }
  }

  private static SqlType sized(Tokens tokens, Kind kind, int defaultLength) throws ServerError {
    int length = defaultLength;
    if (tokens.take("(")) {
      if (tokens.take("MAX")) {
        length = SqlType.MAX;
        if (kind == Kind.CHAR || kind == Kind.NCHAR || kind == Kind.BINARY) {
          throw ServerError.syntax("max");
        }
      } else {
        length = tokens.integer();
        int most = kind.isUnicode() ? 4000 : 8000;
        if (length < 1 || length > most) {
          throw new ServerError(
              131,
              2,
              15,
              "The size ("
                  + length
                  + ") given to the type '"
                  + kind.typeName()
                  + "' exceeds the maximum allowed for any data type ("
                  + most
                  + ").");
        }
      }
      tokens.expect(")");
    }
    return SqlType.sized(kind, length);
  }
}
