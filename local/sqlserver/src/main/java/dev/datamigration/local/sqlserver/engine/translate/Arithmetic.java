package dev.datamigration.local.sqlserver.engine.translate;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.type.Kind;
import dev.datamigration.local.sqlserver.type.SqlType;

/** Operators on values: which type a result has, as SQL Server's documentation says. */
final class Arithmetic {
  private Arithmetic() {}

  static Typed binary(String operator, Typed left, Typed right) throws ServerError {
    boolean nullable = left.nullable() || right.nullable();
    Kind l = left.type().kind();
    Kind r = right.type().kind();
    if (operator.equals("+") && l.isText() && r.isText()) {
      return new Typed(
          "(" + left.sql() + " || " + right.sql() + ")", joined(left.type(), right.type()), nullable);
    }
    if (operator.equals("+") && l.isBytes() && r.isBytes()) {
      int length = sum(left.type(), right.type(), 8000);
      return new Typed(
          "(" + left.sql() + " || " + right.sql() + ")",
          SqlType.sized(Kind.VARBINARY, length),
          nullable);
    }
    if (l == Kind.DATETIME && r.isInteger() && (operator.equals("+") || operator.equals("-"))) {
      return new Typed(
          "DATEADD('DAY', " + (operator.equals("-") ? "-" : "") + right.sql() + ", " + left.sql() + ")",
          SqlType.DATETIME,
          nullable);
    }
    SqlType type = numeric(operator, left.type(), right.type());
    String a = operand(left, type);
    String b = operand(right, type);
    String sql =
        switch (operator) {
          case "&" -> "BITAND(" + a + ", " + b + ")";
          case "|" -> "BITOR(" + a + ", " + b + ")";
          case "^" -> "BITXOR(" + a + ", " + b + ")";
          default -> "(" + a + " " + operator + " " + b + ")";
        };
    return new Typed("CAST(" + sql + " AS " + type.stored() + ")", type, nullable);
  }

  private static String operand(Typed operand, SqlType result) throws ServerError {
    Kind kind = operand.type().kind();
    if (operand.isNull() || kind.isText() || kind == Kind.BIT || result.kind().isApproximate()) {
      SqlType to = result.kind() == Kind.BIT ? SqlType.INT : result;
      return Conversions.cast(operand, to, -1);
    }
    if (result.kind() == Kind.BIGINT || result.kind() == Kind.INT) {
      return "CAST(" + operand.sql() + " AS " + result.stored() + ")";
    }
    return operand.sql();
  }

  private static SqlType numeric(String operator, SqlType left, SqlType right)
      throws ServerError {
    Kind l = left.kind();
    Kind r = right.kind();
    if (!(l.isNumber() || l.isText()) || !(r.isNumber() || r.isText()) || (l.isText() && r.isText())) {
      throw new ServerError(
          8117,
          "Operand data type "
              + (l.isNumber() ? r : l).typeName()
              + " is invalid for the operator "
              + operator
              + ".");
    }
    if (l.isText() || r.isText()) {
      return l.isText() ? right : left;
    }
    if (l.isApproximate() || r.isApproximate()) {
      return l == Kind.REAL && r == Kind.REAL ? left : SqlType.FLOAT;
    }
    if (l.isDecimal() || r.isDecimal()) {
      return decimal(operator, asDecimal(left), asDecimal(right));
    }
    SqlType higher = l.compareTo(r) >= 0 ? left : right;
    return higher.kind() == Kind.BIT ? SqlType.INT : higher;
  }

  static SqlType asDecimal(SqlType type) {
    return switch (type.kind()) {
      case DECIMAL, NUMERIC -> type;
      case MONEY -> SqlType.decimal(19, 4);
      case SMALLMONEY -> SqlType.decimal(10, 4);
      default -> SqlType.decimal(type.cataloguePrecision(), 0);
    };
  }

  private static SqlType decimal(String operator, SqlType a, SqlType b) throws ServerError {
    int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
    int scale = Math.max(a.scale(), b.scale());
    int precision;
    switch (operator) {
      case "+", "-" -> precision = whole + scale + 1;
      case "*" -> {
        scale = a.scale() + b.scale();
        precision = a.precision() + b.precision() + 1;
      }
      case "/" -> {
        scale = Math.max(6, a.scale() + b.precision() + 1);
        precision = a.precision() - a.scale() + b.scale() + scale;
      }
      case "%" ->
          precision = Math.min(a.precision() - a.scale(), b.precision() - b.scale()) + scale;
      default -> throw ServerError.unsupported(operator + " of decimals");
    }
    if (precision > 38) {
      int digits = precision - scale;
      scale = digits > 32 ? Math.min(scale, 6) : Math.min(scale, 38 - digits);
      precision = 38;
    }
    return SqlType.decimal(precision, scale);
  }

  private static SqlType joined(SqlType left, SqlType right) {
    boolean unicode = left.kind().isUnicode() || right.kind().isUnicode();
    return SqlType.sized(
            unicode ? Kind.NVARCHAR : Kind.VARCHAR, sum(left, right, unicode ? 4000 : 8000))
        .with(left.collation());
  }

  private static int sum(SqlType left, SqlType right, int most) {
    return left.isMax() || right.isMax()
        ? SqlType.MAX
        : Math.min(most, left.length() + right.length());
  }

  /** The type of CASE, COALESCE, UNION and VALUES over two values. */
  static SqlType common(SqlType left, SqlType right) {
    Kind l = left.kind();
    Kind r = right.kind();
    if (l.isDecimal() || r.isDecimal()) {
      if (l.isExact() && r.isExact()) {
        SqlType a = asDecimal(left);
        SqlType b = asDecimal(right);
        int scale = Math.max(a.scale(), b.scale());
        int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
        return SqlType.decimal(Math.min(38, whole + scale), scale);
      }
    }
    SqlType higher = l.compareTo(r) >= 0 ? left : right;
    if ((l.isText() && r.isText()) || (l.isBytes() && r.isBytes())) {
      Kind kind = l == r ? l : varying(higher.kind());
      boolean max = left.isMax() || right.isMax();
      int length = max ? SqlType.MAX : Math.max(left.length(), right.length());
      return left.length() == right.length() && l == r
          ? left
          : SqlType.sized(max || l != r ? varying(kind) : kind, length).with(higher.collation());
    }
    if (l == r && left.scale() != right.scale()) {
      return left.scale() > right.scale() ? left : right;
    }
    return higher;
  }

  private static Kind varying(Kind kind) {
    return switch (kind) {
      case CHAR, TEXT -> Kind.VARCHAR;
      case NCHAR, NTEXT -> Kind.NVARCHAR;
      case BINARY, ROWVERSION, IMAGE -> Kind.VARBINARY;
      default -> kind;
    };
  }
}
