package dev.datamigration.local.sqlserver.wire;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.engine.Session;
import dev.datamigration.local.sqlserver.syntax.StatementParser;
import dev.datamigration.local.sqlserver.type.SqlType;
import dev.datamigration.local.sqlserver.type.TypedValue;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** sp_executesql and the procedures of prepared statements, of one session. */
final class Procedures {
  private record Prepared(String sql, Map<String, SqlType> types) {}

  private final Session session;
  private final Map<Integer, Prepared> prepared = new HashMap<>();
  private int lastHandle;

  Procedures(Session session) {
    this.session = session;
  }

  void call(RpcReader.Call call, TokenWriter response) throws IOException, SQLException {
    session.called(call.procedure());
    response.procedure(true);
    int status;
    Integer handle = null;
    try {
      List<TypedValue> given = call.parameters();
      switch (call.procedure()) {
        case "sp_executesql" -> {
          Prepared statement = statement(text(given, 0), given.size() > 1 ? text(given, 1) : "");
          status = run(statement, given, 2, response);
        }
        case "sp_prepexec" -> {
          Prepared statement = statement(text(given, 2), text(given, 1));
          handle = keep(statement);
          status = run(statement, given, 3, response);
        }
        case "sp_prepare" -> {
          handle = keep(statement(text(given, 2), text(given, 1)));
          status = 0;
        }
        case "sp_execute" -> status = run(find(given), given, 1, response);
        case "sp_unprepare" -> {
          find(given);
          prepared.remove(handle(given));
          status = 0;
        }
        default ->
            throw new ServerError(
                2812, 62, 16, "Could not find stored procedure '" + call.procedure() + "'.");
      }
    } catch (ServerError e) {
      response.error(e);
      status = e.number();
    }
    if (session.isCancelled()) {
      return;
    }
    response.returnStatus(status);
    if (handle != null) {
      try {
        response.returnValue(0, call.parameters().get(0).name(), SqlType.INT, (long) handle);
      } catch (ServerError e) {
        throw new IOException(e);
      }
    }
    response.doneProcedure(status != 0);
    response.procedure(false);
  }

  private int keep(Prepared statement) {
    prepared.put(++lastHandle, statement);
    return lastHandle;
  }

  void clear() {
    prepared.clear();
  }

  private static Prepared statement(String sql, String types) throws ServerError {
    return new Prepared(sql, StatementParser.parameters(types));
  }

  private static String text(List<TypedValue> given, int at) {
    return at < given.size() && given.get(at).value() instanceof String text ? text : "";
  }

  private static int handle(List<TypedValue> given) {
    return given.get(0).value() instanceof Long number ? number.intValue() : 0;
  }

  private Prepared find(List<TypedValue> given) throws ServerError {
    Prepared statement = prepared.get(handle(given));
    if (statement == null) {
      throw new ServerError(
          8179, 1, 16, "Could not find prepared statement with handle " + handle(given) + ".");
    }
    return statement;
  }

  private int run(Prepared statement, List<TypedValue> given, int from, TokenWriter response)
      throws ServerError, IOException {
    Map<String, TypedValue> parameters = new HashMap<>();
    int at = from;
    for (Map.Entry<String, SqlType> each : statement.types().entrySet()) {
      String name = each.getKey();
      TypedValue value = at < given.size() ? given.get(at) : null;
      for (TypedValue named : given.subList(Math.min(from, given.size()), given.size())) {
        if (named.name().equals(name)) {
          value = named;
        }
      }
      if (value == null) {
        throw new ServerError(
            8178,
            "The parameterized query expects the parameter '"
                + name
                + "', which was not supplied.");
      }
      SqlType type = each.getValue().with(value.type().collation());
      parameters.put(name, new TypedValue(name, false, type, value.value()));
      at++;
    }
    return session.run(statement.sql(), parameters, response);
  }
}
