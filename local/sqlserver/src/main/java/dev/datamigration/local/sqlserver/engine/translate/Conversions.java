package dev.datamigration.local.sqlserver.engine.translate;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.type.Kind;
import dev.datamigration.local.sqlserver.type.SqlType;

/** Conversions between types, as H2's SQL. */
final class Conversions {
  private Conversions() {}

  /** CAST or CONVERT: text and bytes that are too long are cut. A style below 0 is none given. */
  static String cast(Typed from, SqlType to, int style) throws ServerError {
    String sql = raw(from, to, style);
    if (to.isMax()) {
      return "CAST(" + sql + " AS " + to.stored() + ")";
    }
    return switch (to.kind()) {
      case VARCHAR, NVARCHAR -> "CAST(" + sql + " AS " + to.stored() + ")";
      case CHAR, NCHAR -> "CAST(RPAD(" + sql + ", " + to.length() + ") AS " + to.stored() + ")";
      case VARBINARY -> "CAST(" + sql + " AS " + to.stored() + ")";
      case BINARY -> "CAST(F_PAD(" + sql + ", " + to.length() + ") AS " + to.stored() + ")";
      default -> sql;
    };
  }

  /** An assignment to a column: what is too long stays so, for H2 to refuse. */
  static String assign(Typed from, SqlType to) throws ServerError {
    Kind source = from.type().kind();
    if (!from.isNull()
        && ((source.isMoment() && (to.kind().isNumber() || to.kind().isBytes()))
            || (to.kind().isBytes() && source.isText() && from.constant() == null))) {
      throw new ServerError(
          257,
          "Implicit conversion from data type "
              + source.typeName()
              + " to "
              + to.kind().typeName()
              + " is not allowed. Use the CONVERT function to run this query.");
    }
    String sql = raw(from, to, -1);
    return switch (to.kind()) {
      case CHAR, NCHAR -> "F_BLANKS(" + sql + ", " + to.length() + ")";
      case BINARY -> "F_PAD(" + sql + ", " + to.length() + ")";
      default -> sql;
    };
  }

  private static String raw(Typed from, SqlType to, int style) throws ServerError {
    if (from.isNull()) {
      return "CAST(NULL AS " + to.stored() + ")";
    }
    Kind source = from.type().kind();
    Kind target = to.kind();
    if (source == Kind.CONDITION) {
      throw ServerError.syntax("a condition where a value is needed");
    }
    if (target.isText()) {
      return source.isText() ? from.sql() : text(from, style);
    }
    if (target.isBytes()) {
      return bytes(from, style);
    }
    if (target == Kind.UNIQUEIDENTIFIER) {
      if (source == target) {
        return from.sql();
      }
      if (source.isText()) {
        return "F_GUID(" + from.sql() + ")";
      }
      if (source.isBytes()) {
        return "F_GUID_OF_BYTES(" + from.sql() + ")";
      }
    }
    if (target.isNumber() && !source.isMoment()) {
      return number(from, to);
    }
    if (target.isMoment() && !source.isBytes()) {
      return moment(from, to);
    }
    throw new ServerError(
        529,
        "Explicit conversion from data type "
            + source.typeName()
            + " to "
            + target.typeName()
            + " is not allowed.");
  }

  private static String text(Typed from, int style) throws ServerError {
    String sql = from.sql();
    SqlType type = from.type();
    int chosen = Math.max(style, 0);
    return switch (type.kind()) {
      case BIT -> "CASE WHEN " + sql + " THEN '1' WHEN NOT " + sql + " THEN '0' END";
      case TINYINT, SMALLINT, INT, BIGINT -> "CAST(" + sql + " AS VARCHAR)";
      case DECIMAL, NUMERIC -> "F_TEXT_OF_DECIMAL(" + sql + ")";
      case MONEY, SMALLMONEY -> "F_TEXT_OF_MONEY(" + sql + ", " + chosen + ")";
      case FLOAT -> "F_TEXT_OF_FLOAT(" + sql + ", " + chosen + ")";
      case REAL -> "F_TEXT_OF_REAL(" + sql + ", " + chosen + ")";
      case UNIQUEIDENTIFIER -> "F_TEXT_OF_GUID(" + sql + ")";
      case DATE -> "F_TEXT_OF_MOMENT(CAST(" + sql + " AS TIMESTAMP), 'DATE', 0, " + style + ")";
      case TIME -> "F_TEXT_OF_TIME(" + sql + ", " + type.scale() + ", " + style + ")";
      case SMALLDATETIME, DATETIME, DATETIME2 ->
          "F_TEXT_OF_MOMENT("
              + sql
              + ", '"
              + type.kind()
              + "', "
              + type.catalogueScale()
              + ", "
              + style
              + ")";
      case DATETIMEOFFSET -> "F_TEXT_OF_OFFSET(" + sql + ", " + type.scale() + ", " + style + ")";
      case BINARY, VARBINARY, ROWVERSION, IMAGE -> "F_TEXT_OF_BYTES(" + sql + ", " + chosen + ")";
      default ->
          throw ServerError.unsupported("conversion of " + type.kind().typeName() + " to text");
    };
  }

  private static String bytes(Typed from, int style) throws ServerError {
    Kind source = from.type().kind();
    if (source.isBytes()) {
      return from.sql();
    }
    if (source.isText()) {
      return "F_BYTES_OF_TEXT("
          + from.sql()
          + ", "
          + source.isUnicode()
          + ", "
          + Math.max(style, 0)
          + ")";
    }
    if (source == Kind.UNIQUEIDENTIFIER) {
      return "F_BYTES_OF_GUID(" + from.sql() + ")";
    }
    if (source.isInteger()) {
      return "F_BYTES_OF_INTEGER(CAST("
          + from.sql()
          + " AS BIGINT), "
          + from.type().maxLength()
          + ")";
    }
    throw ServerError.unsupported("conversion of " + source.typeName() + " to binary");
  }

  private static String number(Typed from, SqlType to) throws ServerError {
    Kind source = from.type().kind();
    String sql = from.sql();
    if (source == Kind.UNIQUEIDENTIFIER) {
      throw new ServerError(
          529,
          "Explicit conversion from data type uniqueidentifier to "
              + to.kind().typeName()
              + " is not allowed.");
    }
    if (source == to.kind() && !source.isDecimal()) {
      return sql;
    }
    if (source.isText()) {
      sql = "F_NUMBER_OF_TEXT(" + sql + ", '" + to.kind() + "')";
    } else if (source.isBytes()) {
      sql = "F_INTEGER_OF_BYTES(" + sql + ")";
    }
    if (to.kind() == Kind.BIT) {
      return "((" + sql + ") <> 0)";
    }
    if (to.kind().isInteger() && (source.isDecimal() || source.isApproximate())) {
      sql = "TRUNC(" + sql + ")";
    }
    if (to.kind() == Kind.TINYINT) {
      return "F_TINYINT(CAST(" + sql + " AS BIGINT))";
    }
    if (to.kind() == Kind.REAL) {
      return "F_REAL(CAST(" + sql + " AS DOUBLE PRECISION))";
    }
    if (to.kind() == Kind.MONEY || to.kind() == Kind.SMALLMONEY) {
      sql = "F_" + to.kind() + "(CAST(" + sql + " AS NUMERIC(38, 4)))";
    }
    return "CAST(" + sql + " AS " + to.stored() + ")";
  }

  private static String moment(Typed from, SqlType to) throws ServerError {
    Kind source = from.type().kind();
    String sql = from.sql();
    if (source.isNumber() || source == Kind.UNIQUEIDENTIFIER || source == Kind.XML) {
      throw ServerError.unsupported(
          "conversion of " + source.typeName() + " to " + to.kind().typeName());
    }
    if (to.kind() == Kind.DATETIMEOFFSET) {
      if (source.isText()) {
        sql = "F_OFFSET_OF_TEXT(" + sql + ")";
      } else if (source == Kind.TIME) {
        sql = "F_MOMENT_OF_TIME(" + sql + ")";
      }
      return "CAST(" + sql + " AS " + to.stored() + ")";
    }
    if (source.isText()) {
      sql =
          to.kind() == Kind.TIME ? "F_TIME_OF_TEXT(" + sql + ")" : "F_MOMENT_OF_TEXT(" + sql + ")";
    } else if (source == Kind.DATETIMEOFFSET) {
      sql = "F_LOCAL(" + sql + ")";
    } else if (source == Kind.TIME && to.kind() != Kind.TIME) {
      sql = "F_MOMENT_OF_TIME(" + sql + ")";
    }
    return switch (to.kind()) {
      case DATETIME -> "F_DATETIME(CAST(" + sql + " AS TIMESTAMP(7)))";
      case SMALLDATETIME -> "F_SMALLDATETIME(CAST(" + sql + " AS TIMESTAMP(7)))";
      default -> "CAST(" + sql + " AS " + to.stored() + ")";
    };
  }
}
