package dev.datamigration.local.sqlserver.engine.translate;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.catalogue.Database;
import dev.datamigration.local.sqlserver.catalogue.DatabaseObject;
import dev.datamigration.local.sqlserver.type.Collation;
import dev.datamigration.local.sqlserver.type.Kind;
import dev.datamigration.local.sqlserver.type.SqlType;
import java.util.List;
import java.util.Locale;

/** Functions and variables that tell of the server, the session and the catalogue. */
final class ServerFunctions {
  private static final String EDITION = "Developer Edition (64-bit)";
  private static final String VERSION = "16.0.1000.6";

  private final Context context;
  private final ExpressionTranslator expressions;

  ServerFunctions(Context context, ExpressionTranslator expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  /** A variable with two @. */
  Typed variable(String name) throws ServerError {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "@@TRANCOUNT" -> integer(context.openTransactions());
      case "@@SPID" -> new Typed(Integer.toString(context.session()), SqlType.SMALLINT, false);
      case "@@VERSION" ->
          expressions.text("Stand-in for Microsoft SQL Server 2022 - " + VERSION, Kind.NVARCHAR);
      case "@@SERVERNAME" -> expressions.text("STANDIN", Kind.NVARCHAR);
      case "@@MAX_PRECISION" -> new Typed("38", SqlType.TINYINT, false);
      default ->
          throw new ServerError(137, 2, 15, "Must declare the scalar variable \"" + name + "\".");
    };
  }

  private static Typed integer(long value) {
    return new Typed(Long.toString(value), SqlType.INT, false);
  }

  /** Functions of names, whose arguments are constants or parameters. */
  Typed call(String name, List<Typed> a) throws ServerError {
    Typed result = answer(name, a);
    for (Typed argument : a) {
      if (argument.sql().contains("?")) {
        // H2 must see each parameter that it gets.
        String sql = "CASE WHEN " + argument.sql() + " IS NOT NULL THEN " + result.sql() + " END";
        result = new Typed(sql, result.type(), true, result.constant());
      }
    }
    return result;
  }

  private Typed answer(String name, List<Typed> a) throws ServerError {
    switch (name) {
      case "DB_NAME" -> {
        Functions.count(name, a, 0, 0);
        return typedName(context.database().name());
      }
      case "DB_ID" -> {
        Functions.count(name, a, 0, 1);
        Database database =
            a.isEmpty() ? context.database() : context.catalogue().database(constant(name, a, 0));
        return new Typed(
            database == null ? "CAST(NULL AS SMALLINT)" : Integer.toString(database.id()),
            SqlType.SMALLINT,
            true);
      }
      case "OBJECT_ID" -> {
        Functions.count(name, a, 1, 2);
        List<String> parts = Names.parse(constant(name, a, 0));
        boolean known = parts.size() < 3 || context.catalogue().database(parts.get(0)) != null;
        DatabaseObject object =
            known
                ? context
                    .databaseOf(parts)
                    .object(Context.schemaOf(parts), parts.get(parts.size() - 1))
                : null;
        boolean right = object != null && (a.size() == 1 || ofType(object, constant(name, a, 1)));
        return new Typed(
            right ? Integer.toString(object.id()) : "CAST(NULL AS INTEGER)", SqlType.INT, true);
      }
      case "SCHEMA_ID" -> {
        Integer id =
            a.isEmpty()
                ? Integer.valueOf(1)
                : context.database().schemas().get(constant(name, a, 0));
        return new Typed(id == null ? "CAST(NULL AS INTEGER)" : id.toString(), SqlType.INT, true);
      }
      case "SCHEMA_NAME" -> {
        Functions.count(name, a, 0, 0);
        return typedName("dbo");
      }
      case "SUSER_SNAME", "SUSER_NAME", "ORIGINAL_LOGIN", "USER_NAME" -> {
        Functions.count(name, a, 0, 0);
        return typedName(context.user());
      }
      case "SERVERPROPERTY" -> {
        return property(constant(name, a, 0));
      }
      default -> {
        throw new ServerError(
            195,
            10,
            15,
            "'" + name + "' is not a function that the stand-in for SQL Server knows.");
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

  private static String constant(String name, List<Typed> a, int at) throws ServerError {
    if (at >= a.size() || a.get(at).constant() == null) {
      throw ServerError.unsupported(name + " of something else than a constant");
    }
    return a.get(at).constant();
  }
}
