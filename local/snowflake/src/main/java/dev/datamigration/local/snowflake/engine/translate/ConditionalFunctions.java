package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.type.SnowType;
import java.util.List;
import java.util.stream.Collectors;

/** COALESCE and its kin. */
final class ConditionalFunctions {
  private final Casts casts;
  private final Operators operators;

  ConditionalFunctions(Casts casts, Operators operators) {
    this.casts = casts;
    this.operators = operators;
  }

  /** Null for a function of another family. */
  Typed translate(String name, List<Typed> a) {
    switch (name) {
      case "COALESCE", "NVL", "IFNULL" -> {
        FunctionTranslator.arity(name, a, 2, name.equals("COALESCE") ? Integer.MAX_VALUE : 2);
        return spread("coalesce", a);
      }
      case "GREATEST", "LEAST" -> {
        FunctionTranslator.arity(name, a, 1, Integer.MAX_VALUE);
        return extreme(name, a);
      }
      case "NVL2", "IFF" -> {
        FunctionTranslator.arity(name, a, 3, 3);
        String condition =
            name.equals("IFF")
                ? casts.cast(a.get(0), SnowType.BOOLEAN).sql()
                : a.get(0).sql() + " IS NOT NULL";
        SnowType type = operators.common(List.of(a.get(1).type(), a.get(2).type()));
        return new Typed(
            "(CASE WHEN "
                + condition
                + " THEN "
                + casts.cast(a.get(1), type).sql()
                + " ELSE "
                + casts.cast(a.get(2), type).sql()
                + " END)",
            type);
      }
      case "NULLIF" -> {
        FunctionTranslator.arity(name, a, 2, 2);
        String same = operators.binary("=", a.get(0), a.get(1)).sql();
        return new Typed(
            "(CASE WHEN " + same + " THEN NULL ELSE " + a.get(0).sql() + " END)", a.get(0).type());
      }
      case "ZEROIFNULL" -> {
        FunctionTranslator.arity(name, a, 1, 1);
        return new Typed("coalesce(" + a.get(0).sql() + ", 0)", a.get(0).type());
      }
      default -> {
        return null;
      }
    }
  }

  private Typed spread(String function, List<Typed> arguments) {
    SnowType type = operators.common(arguments.stream().map(Typed::type).toList());
    return new Typed(
        arguments.stream()
            .map(argument -> casts.cast(argument, type).sql())
            .collect(Collectors.joining(", ", function + "(", ")")),
        type);
  }

  /** NULL if any argument is NULL, where DuckDB passes NULLs over. */
  private Typed extreme(String name, List<Typed> arguments) {
    Typed most = spread(name.toLowerCase(java.util.Locale.ROOT), arguments);
    String anyNull =
        arguments.stream().map(a -> a.sql() + " IS NULL").collect(Collectors.joining(" OR "));
    return new Typed(
        "(CASE WHEN " + anyNull + " THEN NULL ELSE " + most.sql() + " END)", most.type());
  }
}
