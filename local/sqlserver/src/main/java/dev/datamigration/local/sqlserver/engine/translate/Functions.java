package dev.datamigration.local.sqlserver.engine.translate;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.syntax.Expression;
import dev.datamigration.local.sqlserver.type.Kind;
import dev.datamigration.local.sqlserver.type.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Scalar functions and server variables; aggregates and windows are in {@link Aggregates}. */
final class Functions {
  private final Context context;
  private final ExpressionTranslator expressions;

  Functions(Context context, ExpressionTranslator expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  Typed call(Expression.Call call, Scope scope) throws ServerError {
    if (Aggregates.NAMES.contains(call.name())) {
      return new Aggregates(expressions).call(call, scope);
    }
    switch (call.name()) {
      case "DATEDIFF", "DATEADD", "DATEPART" -> {
        return new DateFunctions(expressions).call(call, scope);
      }
      default -> {}
    }
    List<Typed> arguments = new ArrayList<>();
    for (Expression each : call.arguments()) {
      boolean condition = call.name().equals("IIF") && arguments.isEmpty();
      arguments.add(
          condition
              ? new Typed(expressions.condition(each, scope), SqlType.CONDITION, true)
              : expressions.value(each, scope));
    }
    return scalar(call.name(), arguments);
  }

  private Typed scalar(String name, List<Typed> a) throws ServerError {
    switch (name) {
      case "LEN" -> {
        count(name, a, 1, 1);
        return of("CHAR_LENGTH(RTRIM(" + text(a.get(0)) + "))", SqlType.INT, a);
      }
      case "DATALENGTH" -> {
        count(name, a, 1, 1);
        return dataLength(a.get(0));
      }
      case "LTRIM", "RTRIM", "TRIM", "UPPER", "LOWER", "REVERSE" -> {
        count(name, a, 1, 1);
        if (name.equals("REVERSE")) {
          throw ServerError.unsupported(name);
        }
        Typed value = a.get(0);
        return of(name + "(" + text(value) + ")", varying(value), a);
      }
      case "LEFT", "RIGHT" -> {
        count(name, a, 2, 2);
        return of(name + "(" + text(a.get(0)) + ", " + a.get(1).sql() + ")", varying(a.get(0)), a);
      }
      case "SUBSTRING" -> {
        count(name, a, 3, 3);
        if (a.get(0).type().kind().isBytes()) {
          return of(
              "SUBSTRING(" + a.get(0).sql() + ", " + a.get(1).sql() + ", " + a.get(2).sql() + ")",
              SqlType.sized(Kind.VARBINARY, a.get(0).type().length()),
              a);
        }
        return of(
            "SUBSTRING(" + text(a.get(0)) + ", " + a.get(1).sql() + ", " + a.get(2).sql() + ")",
            varying(a.get(0)),
            a);
      }
      case "REPLACE" -> {
        count(name, a, 3, 3);
        return of(
            "REPLACE(" + text(a.get(0)) + ", " + text(a.get(1)) + ", " + text(a.get(2)) + ")",
            SqlType.sized(
                varying(a.get(0)).kind(), a.get(0).type().kind().isUnicode() ? 4000 : 8000),
            a);
      }
      case "REPLICATE" -> {
        count(name, a, 2, 2);
        boolean max = a.get(0).type().isMax();
        SqlType type =
            SqlType.sized(
                varying(a.get(0)).kind(),
                max ? SqlType.MAX : a.get(0).type().kind().isUnicode() ? 4000 : 8000);
        String sql = "F_REPLICATE(" + text(a.get(0)) + ", " + a.get(1).sql() + ")";
        return of(max ? sql : "LEFT(" + sql + ", " + type.length() + ")", type, a);
      }
      case "CONCAT" -> {
        return concat(a);
      }
      case "CHARINDEX" -> {
        count(name, a, 2, 2);
        return of(
            "LOCATE(UPPER(" + text(a.get(0)) + "), UPPER(" + text(a.get(1)) + "))", SqlType.INT, a);
      }
      case "ISNULL" -> {
        count(name, a, 2, 2);
        SqlType type = a.get(0).isNull() ? a.get(1).type() : a.get(0).type();
        return new Typed(
            "COALESCE("
                + Conversions.cast(a.get(0), type, -1)
                + ", "
                + Conversions.cast(a.get(1), type, -1)
                + ")",
            type,
            a.get(1).nullable());
      }
      case "COALESCE" -> {
        count(name, a, 2, 100);
        SqlType type = ExpressionTranslator.common(a);
        List<String> parts = new ArrayList<>();
        for (Typed each : a) {
          parts.add(Conversions.cast(each, type, -1));
        }
        return of("COALESCE(" + String.join(", ", parts) + ")", type, a);
      }
      case "NULLIF" -> {
        count(name, a, 2, 2);
        String equal = Comparison.compare("=", a.get(0), a.get(1));
        return new Typed(
            "CASE WHEN " + equal + " THEN NULL ELSE " + a.get(0).sql() + " END",
            a.get(0).type(),
            true);
      }
      case "IIF" -> {
        count(name, a, 3, 3);
        SqlType type = ExpressionTranslator.common(a.subList(1, 3));
        return new Typed(
            "CASE WHEN "
                + a.get(0).sql()
                + " THEN "
                + Conversions.cast(a.get(1), type, -1)
                + " ELSE "
                + Conversions.cast(a.get(2), type, -1)
                + " END",
            type,
            true);
      }
      case "ABS", "FLOOR", "CEILING" -> {
        count(name, a, 1, 1);
        SqlType type = a.get(0).type();
        boolean whole = !name.equals("ABS") && type.kind().isDecimal();
        SqlType result = whole ? SqlType.decimal(type.precision(), 0) : type;
        return of(
            "CAST(" + name + "(" + a.get(0).sql() + ") AS " + result.stored() + ")", result, a);
      }
      case "ROUND" -> {
        count(name, a, 2, 2);
        SqlType type = a.get(0).type();
        return of(
            "CAST(ROUND(" + a.get(0).sql() + ", " + a.get(1).sql() + ") AS " + type.stored() + ")",
            type,
            a);
      }
      case "CHAR", "NCHAR" -> {
        count(name, a, 1, 1);
        SqlType type = SqlType.sized(name.equals("CHAR") ? Kind.CHAR : Kind.NCHAR, 1);
        return of("CHAR(" + a.get(0).sql() + ")", type, a);
      }
      case "YEAR", "MONTH", "DAY" -> {
        count(name, a, 1, 1);
        return of(name + "(" + DateFunctions.moment(a.get(0)) + ")", SqlType.INT, a);
      }
      case "NEWID" -> {
        return new Typed("F_NEW_GUID()", SqlType.UNIQUEIDENTIFIER, false);
      }
      case "RAND" -> {
        count(name, a, 0, 0);
        return new Typed("RAND()", SqlType.FLOAT, false);
      }
      case "GETDATE", "GETUTCDATE", "CURRENT_TIMESTAMP" -> {
        return new Typed(
            "F_DATETIME(CAST(CURRENT_TIMESTAMP(7) AS TIMESTAMP(7)))", SqlType.DATETIME, false);
      }
      case "SYSDATETIME", "SYSUTCDATETIME" -> {
        return new Typed(
            "CAST(CURRENT_TIMESTAMP(7) AS TIMESTAMP(7))", SqlType.scaled(Kind.DATETIME2, 7), false);
      }
      case "SYSDATETIMEOFFSET" -> {
        return new Typed("CURRENT_TIMESTAMP(7)", SqlType.scaled(Kind.DATETIMEOFFSET, 7), false);
      }
      default -> {
        return new ServerFunctions(context, expressions).call(name, a);
      }
    }
  }

  private static Typed concat(List<Typed> a) throws ServerError {
    List<String> parts = new ArrayList<>();
    boolean unicode = false;
    boolean max = false;
    for (Typed each : a) {
      unicode |= each.type().kind().isUnicode();
      max |= each.type().kind().isText() && each.type().isMax();
      parts.add(each.isNull() ? "''" : "COALESCE(" + text(each) + ", '')");
    }
    SqlType type =
        SqlType.sized(
            unicode ? Kind.NVARCHAR : Kind.VARCHAR, max ? SqlType.MAX : unicode ? 4000 : 8000);
    return new Typed("(" + String.join(" || ", parts) + ")", type, false);
  }

  private static Typed dataLength(Typed value) {
    SqlType type = value.type();
    if (type.kind().isText()) {
      String sql = "F_DATA_LENGTH(" + value.sql() + ", " + type.kind().isUnicode() + ")";
      return of(sql, type.isMax() ? SqlType.BIGINT : SqlType.INT, List.of(value));
    }
    if (type.kind().isBytes()) {
      return of("CAST(OCTET_LENGTH(" + value.sql() + ") AS INTEGER)", SqlType.INT, List.of(value));
    }
    return new Typed(
        "CASE WHEN " + value.sql() + " IS NOT NULL THEN " + type.maxLength() + " END",
        SqlType.INT,
        true);
  }

  private static String text(Typed value) throws ServerError {
    return value.type().kind().isText()
        ? value.sql()
        : Conversions.cast(value, SqlType.sized(Kind.VARCHAR, 8000), -1);
  }

  private static SqlType varying(Typed value) {
    SqlType type = value.type();
    if (!type.kind().isText()) {
      return SqlType.sized(Kind.VARCHAR, 8000);
    }
    return SqlType.sized(type.kind().isUnicode() ? Kind.NVARCHAR : Kind.VARCHAR, type.length())
        .with(type.collation());
  }

  static Typed of(String sql, SqlType type, List<Typed> arguments) {
    return new Typed(sql, type, arguments.stream().anyMatch(Typed::nullable));
  }

  static void count(String name, List<Typed> a, int least, int most) throws ServerError {
    if (a.size() < least || a.size() > most) {
      throw new ServerError(
          174,
          1,
          15,
          "The " + name + " function requires " + Arrays.asList(least, most) + " argument(s).");
    }
  }
}
