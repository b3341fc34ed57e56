package dev.datamigration.local.sqlserver.engine.translate;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.catalogue.Database;
import dev.datamigration.local.sqlserver.catalogue.DatabaseObject;
import dev.datamigration.local.sqlserver.syntax.Expression;
import dev.datamigration.local.sqlserver.type.Collation;
import dev.datamigration.local.sqlserver.type.Kind;
import dev.datamigration.local.sqlserver.type.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Scalar functions and server variables; aggregates and windows are in {@link Aggregates}. */
final class Functions {
  private static final String EDITION = "Developer Edition (64-bit)";
  private static final String VERSION = "16.0.1000.6";

  private final Context context;
  private final ExpressionTranslator expressions;

  Functions(Context context, ExpressionTranslator expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  /** A variable with two @. */
  Typed server(String name) throws ServerError {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "@@TRANCOUNT" -> integer(context.openTransactions());
      case "@@SPID" -> new Typed(Integer.toString(context.session()), SqlType.SMALLINT, false);
      case "@@VERSION" ->
          expressions.text("Stand-in for Microsoft SQL Server 2022 - " + VERSION, Kind.NVARCHAR);
      case "@@SERVERNAME" -> expressions.text("STANDIN", Kind.NVARCHAR);
      case "@@MAX_PRECISION" -> new Typed("38", SqlType.TINYINT, false);
      default -> throw new ServerError(137, 2, 15, "Must declare the scalar variable \"" + name + "\".");
    };
  }

  private static Typed integer(long value) {
    return new Typed(Long.toString(value), SqlType.INT, false);
  }

  Typed call(Expression.Call call, Scope scope) throws ServerError {
    if (Aggregates.NAMES.contains(call.name())) {
      return new Aggregates(expressions).call(call, scope);
    }
    switch (call.name()) {
      case "DATEDIFF", "DATEADD", "DATEPART" -> {
        return date(call, scope);
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
            SqlType.sized(varying(a.get(0)).kind(), a.get(0).type().kind().isUnicode() ? 4000 : 8000),
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
        return of("LOCATE(UPPER(" + text(a.get(0)) + "), UPPER(" + text(a.get(1)) + "))", SqlType.INT, a);
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
            "CASE WHEN " + equal + " THEN NULL ELSE " + a.get(0).sql() + " END", a.get(0).type(), true);
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
        return of("CAST(" + name + "(" + a.get(0).sql() + ") AS " + result.stored() + ")", result, a);
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
        return of(name + "(" + moment(a.get(0)) + ")", SqlType.INT, a);
      }
      case "NEWID" -> {
        return new Typed("F_NEW_GUID()", SqlType.UNIQUEIDENTIFIER, false);
      }
      case "RAND" -> {
        count(name, a, 0, 0);
        return new Typed("RAND()", SqlType.FLOAT, false);
      }
      case "GETDATE", "GETUTCDATE", "CURRENT_TIMESTAMP" -> {
        return new Typed("F_DATETIME(CAST(CURRENT_TIMESTAMP(7) AS TIMESTAMP(7)))", SqlType.DATETIME, false);
      }
      case "SYSDATETIME", "SYSUTCDATETIME" -> {
        return new Typed("CAST(CURRENT_TIMESTAMP(7) AS TIMESTAMP(7))", SqlType.scaled(Kind.DATETIME2, 7), false);
      }
      case "SYSDATETIMEOFFSET" -> {
        return new Typed("CURRENT_TIMESTAMP(7)", SqlType.scaled(Kind.DATETIMEOFFSET, 7), false);
      }
      default -> {
        return ofCatalogue(name, a);
      }
    }
  }

  /** Functions of names, whose arguments are constants or parameters. */
  private Typed ofCatalogue(String name, List<Typed> a) throws ServerError {
    switch (name) {
      case "DB_NAME" -> {
        count(name, a, 0, 0);
        return typedName(context.database().name());
      }
      case "DB_ID" -> {
        count(name, a, 0, 1);
        Database database = a.isEmpty() ? context.database() : context.catalogue().database(constant(name, a, 0));
        return new Typed(
            database == null ? "CAST(NULL AS SMALLINT)" : Integer.toString(database.id()), SqlType.SMALLINT, true);
      }
      case "OBJECT_ID" -> {
        count(name, a, 1, 2);
        List<String> parts = Names.parse(constant(name, a, 0));
        boolean known = parts.size() < 3 || context.catalogue().database(parts.get(0)) != null;
        DatabaseObject object =
            known
                ? context
                    .databaseOf(parts)
                    .object(Context.schemaOf(parts), parts.get(parts.size() - 1))
                : null;
        boolean right = object != null && (a.size() == 1 || ofType(object, constant(name, a, 1)));
        return new Typed(right ? Integer.toString(object.id()) : "CAST(NULL AS INTEGER)", SqlType.INT, true);
      }
      case "SCHEMA_ID" -> {
        Integer id = a.isEmpty() ? Integer.valueOf(1) : context.database().schemas().get(constant(name, a, 0));
        return new Typed(id == null ? "CAST(NULL AS INTEGER)" : id.toString(), SqlType.INT, true);
      }
      case "SCHEMA_NAME" -> {
        count(name, a, 0, 0);
        return typedName("dbo");
      }
      case "SUSER_SNAME", "SUSER_NAME", "ORIGINAL_LOGIN", "USER_NAME" -> {
        count(name, a, 0, 0);
        return typedName(context.user());
      }
      case "SERVERPROPERTY" -> {
        return property(constant(name, a, 0));
      }
      default -> {
        throw new ServerError(195, 10, 15, "'" + name + "' is not a function that the stand-in for SQL Server knows.");
      }
    }
  }

  private static boolean ofType(DatabaseObject object, String type) {
    return switch (type.strip().toUpperCase(Locale.ROOT)) {
      case "U" -> object instanceof DatabaseObject.Table;
      case "V" -> object instanceof DatabaseObject.View;
      case "SN" -> object instanceof DatabaseObject.Synonym;
      default -> false;
    };
  }

  private Typed property(String property) throws ServerError {
    return switch (property.toUpperCase(Locale.ROOT)) {
      case "PRODUCTVERSION" -> expressions.text(VERSION, Kind.NVARCHAR);
      case "EDITION" -> expressions.text(EDITION, Kind.NVARCHAR);
      case "ENGINEEDITION" -> integer(3);
      case "COLLATION" -> expressions.text(Collation.DEFAULT.collationName(), Kind.NVARCHAR);
      default -> throw ServerError.unsupported("SERVERPROPERTY('" + property + "')");
    };
  }

  private Typed typedName(String name) {
    return new Typed(expressions.text(name, Kind.NVARCHAR).sql(), SqlType.SYSNAME, true, name);
  }

  private Typed date(Expression.Call call, Scope scope) throws ServerError {
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
        count(call.name(), a, 2, 2);
        String sql = "DATEDIFF('" + unit + "', " + moment(a.get(0)) + ", " + moment(a.get(1)) + ")";
        yield of("CAST(" + sql + " AS INTEGER)", SqlType.INT, a);
      }
      case "DATEADD" -> {
        count(call.name(), a, 2, 2);
        boolean text = a.get(1).type().kind().isText();
        SqlType type = text ? SqlType.DATETIME : a.get(1).type();
        String value = text ? Conversions.cast(a.get(1), type, -1) : a.get(1).sql();
        String sql = "CAST(DATEADD('" + unit + "', " + a.get(0).sql() + ", " + value + ") AS " + type.stored() + ")";
        yield of(type.kind() == Kind.DATETIME ? "F_DATETIME(" + sql + ")" : sql, type, a);
      }
      default -> {
        count(call.name(), a, 1, 1);
        yield of("CAST(EXTRACT(" + unit + " FROM " + moment(a.get(0)) + ") AS INTEGER)", SqlType.INT, a);
      }
    };
  }

  private static String moment(Typed value) throws ServerError {
    Kind kind = value.type().kind();
    if (kind == Kind.DATETIMEOFFSET) {
      return "F_LOCAL(" + value.sql() + ")";
    }
    return kind.isMoment()
        ? value.sql()
        : Conversions.cast(value, SqlType.scaled(Kind.DATETIME2, 7), -1);
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
        "CASE WHEN " + value.sql() + " IS NOT NULL THEN " + type.maxLength() + " END", SqlType.INT, true);
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

  private static Typed of(String sql, SqlType type, List<Typed> arguments) {
    return new Typed(sql, type, arguments.stream().anyMatch(Typed::nullable));
  }

  private static String constant(String name, List<Typed> a, int at) throws ServerError {
    if (at >= a.size() || a.get(at).constant() == null) {
      throw ServerError.unsupported(name + " of something else than a constant");
    }
    return a.get(at).constant();
  }

  private static void count(String name, List<Typed> a, int least, int most) throws ServerError {
    if (a.size() < least || a.size() > most) {
      throw new ServerError(
          174, 1, 15, "The " + name + " function requires " + Arrays.asList(least, most) + " argument(s).");
    }
  }
}
