package dev.datamigration.local.sqlserver.engine.translate;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.syntax.Expression;
import dev.datamigration.local.sqlserver.type.Kind;
import dev.datamigration.local.sqlserver.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** DATEDIFF, DATEADD and DATEPART. */
final class DateFunctions {
  private final ExpressionTranslator expressions;

  DateFunctions(ExpressionTranslator expressions) {
    this.expressions = expressions;
  }

  Typed call(Expression.Call call, Scope scope) throws ServerError {
    List<Expression> given = call.arguments();
    if (given.isEmpty() || !(given.get(0) instanceof Expression.Name part)) {
      throw ServerError.syntax(call.name());
    }
    String unit =
        switch (part.last().toUpperCase(Locale.ROOT)) {
          case "YEAR", "YY", "YYYY" -> "YEAR";
          case "MONTH", "MM", "M" -> "MONTH";
          case "DAY", "DD", "D" -> "DAY";
          case "HOUR", "HH" -> "HOUR";
          case "MINUTE", "MI", "N" -> "MINUTE";
          case "SECOND", "SS", "S" -> "SECOND";
          case "MILLISECOND", "MS" -> "MILLISECOND";
          case "MICROSECOND", "MCS" -> "MICROSECOND";
          default -> throw ServerError.unsupported(call.name() + "(" + part.last() + ", …)");
        };
    List<Typed> a = new ArrayList<>();
    for (Expression each : given.subList(1, given.size())) {
      a.add(expressions.value(each, scope));
    }
    return switch (call.name()) {
      case "DATEDIFF" -> {
        Functions.count(call.name(), a, 2, 2);
        String sql = "DATEDIFF('" + unit + "', " + moment(a.get(0)) + ", " + moment(a.get(1)) + ")";
        yield Functions.of("CAST(" + sql + " AS INTEGER)", SqlType.INT, a);
      }
      case "DATEADD" -> {
        Functions.count(call.name(), a, 2, 2);
        boolean text = a.get(1).type().kind().isText();
        SqlType type = text ? SqlType.DATETIME : a.get(1).type();
        String value = text ? Conversions.cast(a.get(1), type, -1) : a.get(1).sql();
        String sql =
            "CAST(DATEADD('"
                + unit
                + "', "
                + a.get(0).sql()
                + ", "
                + value
                + ") AS "
                + type.stored()
                + ")";
        yield Functions.of(type.kind() == Kind.DATETIME ? "F_DATETIME(" + sql + ")" : sql, type, a);
      }
      default -> {
        Functions.count(call.name(), a, 1, 1);
        yield Functions.of(
            "CAST(EXTRACT(" + unit + " FROM " + moment(a.get(0)) + ") AS INTEGER)", SqlType.INT, a);
      }
    };
  }

  static String moment(Typed value) throws ServerError {
    Kind kind = value.type().kind();
    if (kind == Kind.DATETIMEOFFSET) {
      return "F_LOCAL(" + value.sql() + ")";
    }
    return kind.isMoment()
        ? value.sql()
        : Conversions.cast(value, SqlType.scaled(Kind.DATETIME2, 7), -1);
  }
}
