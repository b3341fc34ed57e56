package dev.datamigration.local.snowflake.engine.function;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;

/**
 * What Snowflake's functions do and DuckDB's do not, as functions of DuckDB written in Java. All
 * take strings and give one; NULL in gives NULL out.
 */
public final class ScalarFunctions {
  private final Map<String, Integer> arities = new TreeMap<>();
  private final Map<String, Body> bodies = new TreeMap<>();

  /** The work of a function; may give null. */
  @FunctionalInterface
  private interface Body {
    String apply(String[] arguments);
  }

  private ScalarFunctions() {
    add("sf_parse_json", 1, a -> JsonText.parse(a[0]));
    add("sf_try_parse_json", 1, a -> JsonText.tryParse(a[0]));
    add("sf_field", 2, a -> JsonText.field(a[0], a[1]));
    add("sf_element", 2, a -> JsonText.element(a[0], a[1]));
    add("sf_variant_text", 1, a -> JsonText.text(a[0]));
    add("sf_variant_of_text", 1, a -> JsonText.quote(a[0]));
    add("sf_variant_of_number", 1, a -> NumberText.json(a[0]));
    add("sf_variant_cell", 1, a -> JsonText.indent(a[0]));
    add("sf_typeof", 1, a -> JsonText.typeOf(a[0]));
    add("sf_array_size", 1, a -> JsonText.size(a[0]));
    add("sf_flatten", 3, a -> JsonFlattening.rows(a[0], a[1], a[2]));
    parsing("number", 3, a -> NumberText.number(a[0], a[1], a[2]));
    parsing("real", 1, a -> NumberText.real(a[0]));
    parsing("truth", 1, a -> NumberText.truth(a[0]));
    parsing("hex", 1, a -> NumberText.hex(a[0]));
    parsing("date", 1, a -> TemporalText.date(a[0]));
    parsing("time", 1, a -> TemporalText.time(a[0]));
    parsing("ntz", 1, a -> TemporalText.ntz(a[0]));
    parsing("ltz", 2, a -> TemporalText.ltz(a[0], a[1]));
    parsing("tz", 2, a -> TemporalText.tz(a[0], a[1]));
    add("sf_real_text", 1, a -> NumberText.realText(a[0]));
    add("sf_divide", 3, a -> NumberText.divide(a[0], a[1], a[2]));
    add("sf_multiply", 3, a -> NumberText.multiply(a[0], a[1], a[2]));
    add("sf_time_text", 2, a -> TemporalFormat.time(a[0], a[1]));
    add("sf_ntz_text", 2, a -> TemporalFormat.ntz(a[0], a[1]));
    add("sf_ltz_text", 3, a -> TemporalFormat.ltz(a[0], a[1], a[2]));
    add("sf_tz_text", 2, a -> TemporalFormat.tz(a[0], a[1]));
    add("sf_instant_of_local", 2, a -> TemporalText.instantOfLocal(a[0], a[1]));
    add("sf_local_of_instant", 2, a -> TemporalText.localOfInstant(a[0], a[1]));
    add("sf_tz_of_instant", 2, a -> TemporalText.tzOfInstant(a[0], a[1]));
    add("sf_plus_months", 2, a -> TemporalFormat.plusMonths(a[0], a[1]));
    add("sf_truncate", 2, a -> TemporalFormat.truncate(a[0], a[1]));
    add("sf_part", 2, a -> TemporalFormat.part(a[0], a[1]));
  }

  private void add(String name, int arity, Body body) {
    arities.put(name, arity);
    bodies.put(name, body);
  }

  /** {@code sf_x} fails for what is not recognized, {@code sf_try_x} gives NULL. */
  private void parsing(String name, int arity, Body body) {
    add("sf_" + name, arity, body);
    add(
        "sf_try_" + name,
        arity,
        arguments -> {
          try {
            return body.apply(arguments);
          } catch (FunctionFailure e) {
            return null;
          }
        });
  }

  /** Makes the functions known to a database; once for its life. */
  public static void register(Connection connection) throws SQLException {
    ScalarFunctions functions = new ScalarFunctions();
    for (Map.Entry<String, Body> entry : functions.bodies.entrySet()) {
      register(connection, entry.getKey(), functions.arities.get(entry.getKey()), entry.getValue());
    }
  }

  private static void register(Connection connection, String name, int arity, Body body)
      throws SQLException {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder.withName(name).withReturnType(DuckDBColumnType.VARCHAR);
      for (int i = 0; i < arity; i++) {
        builder.withParameter(DuckDBColumnType.VARCHAR);
      }
      builder
          .withVectorizedFunction(
              (input, output) -> {
                String[] arguments = new String[arity];
                DuckDBReadableVector[] vectors = new DuckDBReadableVector[arity];
                for (int i = 0; i < arity; i++) {
                  vectors[i] = input.vector(i);
                }
                long rows = input.rowCount();
                for (long row = 0; row < rows; row++) {
                  boolean hasNull = false;
                  for (int i = 0; i < arity; i++) {
                    arguments[i] = vectors[i].isNull(row) ? null : vectors[i].getString(row);
                    hasNull |= arguments[i] == null;
                  }
                  String result = hasNull ? null : body.apply(arguments);
                  if (result == null) {
                    output.setNull(row);
                  } else {
                    output.setString(row, result);
                  }
                }
              })
          .register(connection);
    }
  }
}
