package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import dev.datamigration.local.snowflake.engine.type.SnowType.Kind;
import java.util.List;

/** Functions of VARIANT, OBJECT and ARRAY. */
final class VariantFunctions {
  private final Casts casts;

  VariantFunctions(Casts casts) {
    this.casts = casts;
  }

  /** Null for a function of another family. */
  Typed translate(String name, List<Typed> a) {
    switch (name) {
      case "PARSE_JSON", "TRY_PARSE_JSON" -> {
        FunctionTranslator.arity(name, a, 1, 1);
        String text = casts.cast(a.get(0), SnowType.VARCHAR).sql();
        return new Typed(
            (name.equals("PARSE_JSON") ? "sf_parse_json(" : "sf_try_parse_json(") + text + ")",
            SnowType.VARIANT);
      }
      case "TO_JSON" -> {
        FunctionTranslator.arity(name, a, 1, 1);
        return new Typed(variant(name, a.get(0)), SnowType.VARCHAR);
      }
      case "TYPEOF" -> {
        FunctionTranslator.arity(name, a, 1, 1);
        return new Typed("sf_typeof(" + variant(name, a.get(0)) + ")", SnowType.VARCHAR);
      }
      case "ARRAY_SIZE" -> {
        FunctionTranslator.arity(name, a, 1, 1);
        SnowType count = SnowType.number(9, 0);
        return new Typed(
            "sf_array_size(" + variant(name, a.get(0)) + ")::" + count.physical(), count);
      }
      case "GET" -> {
        FunctionTranslator.arity(name, a, 2, 2);
        boolean position = a.get(1).type().kind() == Kind.NUMBER;
        return new Typed(
            (position ? "sf_element(" : "sf_field(")
                + variant(name, a.get(0))
                + ", ("
                + a.get(1).sql()
                + ")::VARCHAR)",
            SnowType.VARIANT);
      }
      case "IS_NULL_VALUE" -> {
        FunctionTranslator.arity(name, a, 1, 1);
        return new Typed("(" + variant(name, a.get(0)) + " = 'null')", SnowType.BOOLEAN);
      }
      default -> {
        return null;
      }
    }
  }

  private static String variant(String function, Typed value) {
    if (!value.type().isSemiStructured() && value.type().kind() != Kind.NULL) {
      throw SqlErrors.badTypes(function + " takes a VARIANT, not a " + value.type().display());
    }
    return value.sql();
  }
}
