package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import dev.datamigration.local.snowflake.engine.type.SnowType.Kind;
import java.util.List;
import java.util.Locale;

/** Functions of numbers. */
final class NumericFunctions {
  private final Casts casts;

  NumericFunctions(Casts casts) {
    this.casts = casts;
  }

  /** Null for a function of another family. */
  Typed translate(String name, List<Typed> a) {
    switch (name) {
      case "ABS" -> {
        FunctionTranslator.arity(name, a, 1, 1);
        Typed x = number(a.get(0));
        return new Typed("abs(" + x.sql() + ")", x.type());
      }
      case "SIGN" -> {
        FunctionTranslator.arity(name, a, 1, 1);
        return new Typed(
            "sign(" + number(a.get(0)).sql() + ")::DECIMAL(2,0)", SnowType.number(2, 0));
      }
      case "CEIL", "FLOOR" -> {
        FunctionTranslator.arity(name, a, 1, 1);
        Typed x = number(a.get(0));
        String sql = name.toLowerCase(Locale.ROOT) + "(" + x.sql() + ")";
        return whole(sql, x.type());
      }
      case "ROUND", "TRUNC", "TRUNCATE" -> {
        FunctionTranslator.arity(name, a, 1, 2);
        return rounded(name, a);
      }
      case "SQRT", "EXP", "LN" -> {
        FunctionTranslator.arity(name, a, 1, 1);
        return new Typed(
            name.toLowerCase(Locale.ROOT) + "(" + real(a.get(0)) + ")", SnowType.FLOAT);
      }
      case "POWER", "POW" -> {
        FunctionTranslator.arity(name, a, 2, 2);
        return new Typed("pow(" + real(a.get(0)) + ", " + real(a.get(1)) + ")", SnowType.FLOAT);
      }
      case "MOD" -> {
        FunctionTranslator.arity(name, a, 2, 2);
        return new Operators(casts).binary("%", a.get(0), a.get(1));
      }
      default -> {
        return null;
      }
    }
  }

  private Typed number(Typed value) {
    return value.type().kind() == Kind.NUMBER || value.type().kind() == Kind.FLOAT
        ? value
        : casts.cast(value, SnowType.number(38, 10));
  }

  private String real(Typed value) {
    return casts.cast(value, SnowType.FLOAT).sql();
  }

  private static Typed whole(String sql, SnowType type) {
    if (type.kind() == Kind.FLOAT) {
      return new Typed(sql, type);
    }
    SnowType result =
        SnowType.number(Math.min(38, Math.max(1, type.precision() - type.scale() + 1)), 0);
    return new Typed("(" + sql + ")::" + result.physical(), result);
  }

  private Typed rounded(String name, List<Typed> a) {
    Typed x = number(a.get(0));
    String function = name.equals("ROUND") ? "round" : "trunc";
    String digits = "0";
    if (a.size() == 2) {
      if (a.get(1).type().kind() != Kind.NUMBER || a.get(1).type().scale() != 0) {
        throw SqlErrors.unsupported("a number of digits that is no whole number");
      }
      digits = "(" + a.get(1).sql() + ")::INTEGER";
    }
    if (x.type().kind() == Kind.FLOAT) {
      return new Typed(function + "(" + x.sql() + ", " + digits + ")", SnowType.FLOAT);
    }
    SnowType type =
        SnowType.number(
            Math.min(38, x.type().precision() + 1), a.size() == 1 ? 0 : x.type().scale());
    String unit = "pow(10, " + digits + ")";
    String sql =
        a.size() == 1
            ? (function.equals("round")
                ? "round(" + x.sql() + ")"
                : "(" + x.sql() + " - " + x.sql() + " % 1)")
            : function.equals("round")
                ? "round(" + x.sql() + ", " + digits + ")"
                : "(trunc((" + x.sql() + ")::DOUBLE * " + unit + ") / " + unit + ")";
    return new Typed("(" + sql + ")::" + type.physical(), type);
  }
}
