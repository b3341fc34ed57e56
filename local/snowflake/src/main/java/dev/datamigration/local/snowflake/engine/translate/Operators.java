package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import dev.datamigration.local.snowflake.engine.type.SnowType.Kind;
import java.util.List;

/** Operators, and the types that values take to meet each other. */
final class Operators {
  private final Casts casts;

  Operators(Casts casts) {
    this.casts = casts;
  }

  Typed binary(String operator, Typed left, Typed right) {
    return switch (operator) {
      case "AND", "OR" ->
          new Typed(
              "("
                  + casts.cast(left, SnowType.BOOLEAN).sql()
                  + " "
                  + operator
                  + " "
                  + casts.cast(right, SnowType.BOOLEAN).sql()
                  + ")",
              SnowType.BOOLEAN);
      case "||" ->
          new Typed(
              "("
                  + casts.cast(left, SnowType.VARCHAR).sql()
                  + " || "
                  + casts.cast(right, SnowType.VARCHAR).sql()
                  + ")",
              SnowType.VARCHAR);
      case "+", "-", "*", "/", "%" -> arithmetic(operator, left, right);
      default -> comparison(operator, left, right);
    };
  }

  private Typed comparison(String operator, Typed left, Typed right) {
    SnowType common = comparable(left.type(), right.type());
    return new Typed(
        "("
            + comparisonValue(left, common).sql()
            + " "
            + operator
            + " "
            + comparisonValue(right, common).sql()
            + ")",
        SnowType.BOOLEAN);
  }

  /** The value in the form in which values of the common type are compared. */
  Typed comparisonValue(Typed value, SnowType common) {
    Typed converted =
        value.type().kind() == Kind.NUMBER && common.kind() == Kind.NUMBER
            ? value
            : casts.cast(value, common);
    return common.kind() == Kind.TIMESTAMP_TZ
        ? new Typed(TemporalCasts.instant(converted.sql()), common)
        : converted;
  }

  /** The type in which two values are compared: the stricter of the two decides over a string. */
  SnowType comparable(SnowType left, SnowType right) {
    if (left.kind() == right.kind()) {
      return left.kind() == Kind.NUMBER || left.isTimestamp() || left.kind() == Kind.TIME
          ? common(List.of(left, right))
          : left.kind() == Kind.VARCHAR ? SnowType.VARCHAR : left;
    }
    if (left.kind() == Kind.NULL || left.kind() == Kind.VARCHAR || left.isSemiStructured()) {
      return right.kind() == Kind.NULL ? wide(left) : wide(right);
    }
    if (right.kind() == Kind.NULL || right.kind() == Kind.VARCHAR || right.isSemiStructured()) {
      return wide(left);
    }
    return common(List.of(left, right));
  }

  /** A string compared with something must not be cut or rounded by the other's narrow type. */
  private static SnowType wide(SnowType type) {
    return switch (type.kind()) {
      case NUMBER -> SnowType.number(38, Math.max(type.scale(), 10));
      case VARCHAR -> SnowType.VARCHAR;
      case TIME, TIMESTAMP_NTZ, TIMESTAMP_LTZ, TIMESTAMP_TZ -> SnowType.temporal(type.kind(), 9);
      default -> type;
    };
  }

  /** The type that holds every value of the given ones. */
  SnowType common(List<SnowType> types) {
    SnowType common = SnowType.NULL;
    for (SnowType type : types) {
      common = common(common, type);
    }
    return common;
  }

  private static SnowType common(SnowType a, SnowType b) {
    if (a.kind() == Kind.NULL || a.equals(b)) {
      return b;
    }
    if (b.kind() == Kind.NULL) {
      return a;
    }
    if (a.kind() == b.kind()) {
      return switch (a.kind()) {
        case NUMBER -> {
          int scale = Math.max(a.scale(), b.scale());
          int lead = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
          yield SnowType.number(Math.min(38, lead + scale), scale);
        }
        case VARCHAR -> SnowType.varchar(Math.max(a.length(), b.length()));
        case BINARY -> SnowType.binary(Math.max(a.length(), b.length()));
        default -> SnowType.temporal(a.kind(), Math.max(a.scale(), b.scale()));
      };
    }
    if (a.isSemiStructured() || b.isSemiStructured()) {
      return SnowType.VARIANT;
    }
    if (isNumeric(a) && isNumeric(b)) {
      return SnowType.FLOAT;
    }
    if (isDay(a) && isDay(b)) {
      Kind kind =
          a.kind() == Kind.TIMESTAMP_TZ || b.kind() == Kind.TIMESTAMP_TZ
              ? Kind.TIMESTAMP_TZ
              : a.kind() == Kind.TIMESTAMP_LTZ || b.kind() == Kind.TIMESTAMP_LTZ
                  ? Kind.TIMESTAMP_LTZ
                  : Kind.TIMESTAMP_NTZ;
      return SnowType.temporal(kind, 9);
    }
    if (a.kind() == Kind.VARCHAR) {
      return wide(b);
    }
    if (b.kind() == Kind.VARCHAR) {
      return wide(a);
    }
    throw SqlErrors.badTypes("incompatible types: [" + a.display() + "] and [" + b.display() + "]");
  }

  private static boolean isNumeric(SnowType type) {
    return type.kind() == Kind.NUMBER || type.kind() == Kind.FLOAT;
  }

  private static boolean isDay(SnowType type) {
    return type.kind() == Kind.DATE || type.isTimestamp();
  }

  private Typed arithmetic(String operator, Typed left, Typed right) {
    if (left.type().kind() == Kind.DATE && operator.matches("[+-]")) {
      return days(operator, left, right);
    }
    Typed a = numeric(left);
    Typed b = numeric(right);
    if (a.type().kind() == Kind.FLOAT || b.type().kind() == Kind.FLOAT) {
      return real(operator, casts.cast(a, SnowType.FLOAT), casts.cast(b, SnowType.FLOAT));
    }
    return switch (operator) {
      case "+", "-" -> sum(operator, a, b);
      case "*" -> product(a, b);
      case "/" -> quotient(a, b);
      default -> remainder(a, b);
    };
  }

  private Typed numeric(Typed value) {
    return switch (value.type().kind()) {
      case NUMBER, FLOAT -> value;
      case VARCHAR, VARIANT -> casts.cast(value, SnowType.number(38, 10));
      case NULL -> casts.cast(value, SnowType.INTEGER);
      default -> throw SqlErrors.badTypes("not a number: " + value.type().display());
    };
  }

  private Typed days(String operator, Typed date, Typed right) {
    if (right.type().kind() == Kind.DATE) {
      return new Typed(
          "(" + date.sql() + " - " + right.sql() + ")::DECIMAL(9,0)", SnowType.number(9, 0));
    }
    String days = casts.cast(right, SnowType.number(9, 0)).sql();
    return new Typed("(" + date.sql() + " " + operator + " " + days + "::INTEGER)", SnowType.DATE);
  }

  private static Typed real(String operator, Typed a, Typed b) {
    if (operator.equals("/")) {
      return new Typed(
          "CASE WHEN "
              + b.sql()
              + " = 0 THEN "
              + divisionByZero(b.sql())
              + " ELSE "
              + a.sql()
              + " / "
              + b.sql()
              + " END",
          SnowType.FLOAT);
    }
    return new Typed("(" + a.sql() + " " + operator + " " + b.sql() + ")", SnowType.FLOAT);
  }

  private static String divisionByZero(String divisor) {
    return dev.datamigration.local.snowflake.engine.function.FunctionFailure.sql(
        100051, "22012", "Division by zero: ", divisor, "");
  }

  /** Result types: docs.snowflake.com/en/sql-reference/operators-arithmetic. */
  private static Typed sum(String operator, Typed a, Typed b) {
    int scale = Math.max(a.type().scale(), b.type().scale());
    int lead =
        Math.max(a.type().precision() - a.type().scale(), b.type().precision() - b.type().scale());
    SnowType type = SnowType.number(Math.min(38, lead + scale + 1), scale);
    return new Typed(
        "(("
            + a.sql()
            + ")::"
            + type.physical()
            + " "
            + operator
            + " ("
            + b.sql()
            + ")::"
            + type.physical()
            + ")::"
            + type.physical(),
        type);
  }

  private static Typed product(Typed a, Typed b) {
    int s1 = a.type().scale();
    int s2 = b.type().scale();
    int scale = Math.min(s1 + s2, Math.max(Math.max(s1, s2), 12));
    int lead = a.type().precision() - s1 + b.type().precision() - s2;
    SnowType type = SnowType.number(Math.min(38, lead + scale), scale);
    String sql =
        s1 + s2 <= 38
            ? "(" + a.sql() + " * " + b.sql() + ")::" + type.physical()
            : "sf_multiply(("
                + a.sql()
                + ")::VARCHAR, ("
                + b.sql()
                + ")::VARCHAR, '"
                + scale
                + "')::"
                + type.physical();
    return new Typed(sql, type);
  }

  Typed quotient(Typed a, Typed b) {
    int scale = Math.max(a.type().scale(), Math.min(a.type().scale() + 6, 12));
    int lead = a.type().precision() - a.type().scale() + b.type().scale();
    SnowType type = SnowType.number(Math.min(38, lead + scale), scale);
    return new Typed(
        "sf_divide(("
            + a.sql()
            + ")::VARCHAR, ("
            + b.sql()
            + ")::VARCHAR, '"
            + scale
            + "')::"
            + type.physical(),
        type);
  }

  private static Typed remainder(Typed a, Typed b) {
    int scale = Math.max(a.type().scale(), b.type().scale());
    SnowType type = SnowType.number(38, scale);
    return new Typed(
        "CASE WHEN "
            + b.sql()
            + " = 0 THEN "
            + divisionByZero(b.sql())
            + " ELSE (("
            + a.sql()
            + ")::"
            + type.physical()
            + " % ("
            + b.sql()
            + ")::"
            + type.physical()
            + ")::"
            + type.physical()
            + " END",
        type);
  }
}
