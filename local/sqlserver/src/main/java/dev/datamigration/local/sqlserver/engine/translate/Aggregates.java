package dev.datamigration.local.sqlserver.engine.translate;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.syntax.Expression;
import dev.datamigration.local.sqlserver.type.Kind;
import dev.datamigration.local.sqlserver.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Aggregates and window functions. */
final class Aggregates {
  static final Set<String> NAMES =
      Set.of(
          "COUNT", "COUNT_BIG", "SUM", "AVG", "MIN", "MAX", "ROW_NUMBER", "RANK", "DENSE_RANK", "NTILE");

  private final ExpressionTranslator expressions;

  Aggregates(ExpressionTranslator expressions) {
    this.expressions = expressions;
  }

  Typed call(Expression.Call call, Scope scope) throws ServerError {
    String over = call.over() == null ? "" : over(call.over(), scope);
    switch (call.name()) {
      case "ROW_NUMBER", "RANK", "DENSE_RANK" -> {
        if (call.over() == null || call.over().order().isEmpty()) {
          throw new ServerError(
              4112, 1, 15, "The function '" + call.name() + "' must have an OVER clause with ORDER BY.");
        }
        return new Typed(call.name() + "()" + over, SqlType.BIGINT, false);
      }
      case "NTILE" -> {
        return new Typed(
            "NTILE(" + expressions.value(call.arguments().get(0), scope).sql() + ")" + over,
            SqlType.BIGINT,
            false);
      }
      default -> {}
    }
    if (call.arguments().size() != 1) {
      throw new ServerError(174, 1, 15, "The " + call.name() + " function requires 1 argument(s).");
    }
    String distinct = call.distinct() ? "DISTINCT " : "";
    if (call.name().startsWith("COUNT")) {
      String what =
          call.arguments().get(0) instanceof Expression.Star
              ? "*"
              : counted(expressions.value(call.arguments().get(0), scope), call.distinct());
      SqlType type = call.name().equals("COUNT") ? SqlType.INT : SqlType.BIGINT;
      String count = "COUNT(" + distinct + what + ")" + over;
      return new Typed("CAST(" + count + " AS " + type.stored() + ")", type, false);
    }
    Typed value = expressions.value(call.arguments().get(0), scope);
    String inner = "(" + distinct + value.sql() + ")" + over;
    return switch (call.name()) {
      case "MIN", "MAX" -> new Typed(call.name() + inner, value.type(), true);
      case "SUM" -> cast("SUM" + inner, sum(value.type()));
      default -> {
        SqlType type = sum(value.type());
        if (type.kind().isInteger()) {
          yield cast("(SUM" + inner + " / COUNT" + inner + ")", type);
        }
        yield cast(
            "AVG" + inner,
            type.kind().isDecimal() ? SqlType.decimal(38, Math.max(6, type.scale())) : type);
      }
    };
  }

  private static String counted(Typed value, boolean distinct) throws ServerError {
    return distinct ? Comparison.key(value) : value.sql();
  }

  private static Typed cast(String sql, SqlType type) {
    return new Typed("CAST(" + sql + " AS " + type.stored() + ")", type, true);
  }

  private static SqlType sum(SqlType type) throws ServerError {
    Kind kind = type.kind();
    return switch (kind) {
      case TINYINT, SMALLINT, INT -> SqlType.INT;
      case BIGINT -> SqlType.BIGINT;
      case DECIMAL, NUMERIC -> SqlType.decimal(38, type.scale());
      case MONEY, SMALLMONEY -> SqlType.MONEY;
      case REAL, FLOAT -> SqlType.FLOAT;
      default ->
          throw new ServerError(
              8117, "Operand data type " + kind.typeName() + " is invalid for sum operator.");
    };
  }

  private String over(Expression.Over over, Scope scope) throws ServerError {
    List<String> parts = new ArrayList<>();
    if (!over.partition().isEmpty()) {
      List<String> keys = new ArrayList<>();
      for (Expression each : over.partition()) {
        keys.add(Comparison.key(expressions.value(each, scope)));
      }
      parts.add("PARTITION BY " + String.join(", ", keys));
    }
    List<String> keys = new ArrayList<>();
    for (Expression.Order each : over.order()) {
      if (!(each.key() instanceof Expression.Scalar)) {
        keys.add(
            Comparison.key(expressions.value(each.key(), scope)) + (each.descending() ? " DESC" : ""));
      }
    }
    if (!keys.isEmpty()) {
      parts.add("ORDER BY " + String.join(", ", keys));
    }
    return " OVER (" + String.join(" ", parts) + ")";
  }
}
