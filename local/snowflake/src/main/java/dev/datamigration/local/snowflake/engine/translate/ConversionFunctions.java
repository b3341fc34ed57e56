package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import dev.datamigration.local.snowflake.engine.type.SnowType.Kind;
import java.util.List;
import java.util.Map;

/** TO_… and TRY_TO_…, without format arguments. */
final class ConversionFunctions {
  private static final Map<String, SnowType> TARGETS =
      Map.ofEntries(
          Map.entry("CHAR", SnowType.VARCHAR),
          Map.entry("VARCHAR", SnowType.VARCHAR),
          Map.entry("DOUBLE", SnowType.FLOAT),
          Map.entry("BOOLEAN", SnowType.BOOLEAN),
          Map.entry("BINARY", SnowType.BINARY),
          Map.entry("DATE", SnowType.DATE),
          Map.entry("TIME", SnowType.temporal(Kind.TIME, 9)),
          Map.entry("TIMESTAMP", SnowType.temporal(Kind.TIMESTAMP_NTZ, 9)),
          Map.entry("TIMESTAMP_NTZ", SnowType.temporal(Kind.TIMESTAMP_NTZ, 9)),
          Map.entry("TIMESTAMP_LTZ", SnowType.temporal(Kind.TIMESTAMP_LTZ, 9)),
          Map.entry("TIMESTAMP_TZ", SnowType.temporal(Kind.TIMESTAMP_TZ, 9)),
          Map.entry("VARIANT", SnowType.VARIANT));

  private final Casts casts;

  ConversionFunctions(Casts casts) {
    this.casts = casts;
  }

  /** Null for a function of another family. */
  Typed translate(String name, List<Typed> a) {
    boolean trying = name.startsWith("TRY_TO_");
    if (!trying && !name.startsWith("TO_")) {
      return null;
    }
    String target = name.substring(trying ? 7 : 3);
    if (target.equals("NUMBER") || target.equals("DECIMAL") || target.equals("NUMERIC")) {
      FunctionTranslator.arity(name, a, 1, 3);
      return convert(
          a.get(0),
          SnowType.number(
              a.size() > 1 ? digits(a.get(1)) : 38, a.size() > 2 ? digits(a.get(2)) : 0),
          trying);
    }
    SnowType type = TARGETS.get(target);
    if (type == null) {
      return null;
    }
    if (a.size() != 1) {
      throw SqlErrors.unsupported(name + " with a format");
    }
    return convert(a.get(0), type, trying);
  }

  private Typed convert(Typed value, SnowType type, boolean trying) {
    return trying ? casts.tryCast(value, type) : casts.cast(value, type);
  }

  private static int digits(Typed constant) {
    String digits = constant.sql().replaceAll("^'(\\d+)'.*$", "$1");
    if (!digits.matches("\\d{1,2}")) {
      throw SqlErrors.unsupported("precision and scale that are no constants");
    }
    return Integer.parseInt(digits);
  }
}
