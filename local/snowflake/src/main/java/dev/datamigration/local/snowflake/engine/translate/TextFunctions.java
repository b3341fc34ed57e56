package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.type.SnowType;
import dev.datamigration.local.snowflake.engine.type.SnowType.Kind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Functions of strings. */
final class TextFunctions {
  private static final SnowType COUNT = SnowType.number(18, 0);

  private final Casts casts;

  TextFunctions(Casts casts) {
    this.casts = casts;
  }

  /** Null for a function of another family. */
  Typed translate(String name, List<Typed> a) {
    switch (name) {
      case "LENGTH", "LEN" -> {
        FunctionTranslator.arity(name, a, 1, 1);
        boolean binary = a.get(0).type().kind() == Kind.BINARY;
        return count(
            binary ? "octet_length(" + a.get(0).sql() + ")" : "length(" + text(a, 0) + ")");
      }
      case "UPPER", "LOWER", "REVERSE" -> {
        FunctionTranslator.arity(name, a, 1, 1);
        return result(name.toLowerCase(Locale.ROOT) + "(" + text(a, 0) + ")");
      }
      case "MD5", "MD5_HEX" -> {
        FunctionTranslator.arity(name, a, 1, 1);
        return new Typed("md5(" + text(a, 0) + ")", SnowType.varchar(32));
      }
      case "SHA2", "SHA2_HEX" -> {
        FunctionTranslator.arity(name, a, 1, 1);
        return new Typed("sha256(" + text(a, 0) + ")", SnowType.varchar(64));
      }
      case "TRIM", "LTRIM", "RTRIM" -> {
        FunctionTranslator.arity(name, a, 1, 2);
        return result(call(name.toLowerCase(Locale.ROOT), a));
      }
      case "CONCAT" -> {
        FunctionTranslator.arity(name, a, 1, Integer.MAX_VALUE);
        return result(
            a.stream()
                .map(x -> casts.cast(x, SnowType.VARCHAR).sql())
                .collect(Collectors.joining(" || ", "(", ")")));
      }
      case "REPLACE" -> {
        FunctionTranslator.arity(name, a, 2, 3);
        return result(
            "replace("
                + text(a, 0)
                + ", "
                + text(a, 1)
                + ", "
                + (a.size() == 3 ? text(a, 2) : "''")
                + ")");
      }
      case "STARTSWITH", "ENDSWITH", "CONTAINS" -> {
        FunctionTranslator.arity(name, a, 2, 2);
        String function =
            switch (name) {
              case "STARTSWITH" -> "starts_with";
              case "ENDSWITH" -> "ends_with";
              default -> "contains";
            };
        return new Typed(call(function, a), SnowType.BOOLEAN);
      }
      case "SUBSTR", "SUBSTRING" -> {
        FunctionTranslator.arity(name, a, 2, 3);
        return result(
            "substr("
                + text(a, 0)
                + ", "
                + number(a, 1)
                + (a.size() == 3 ? ", greatest(0, " + number(a, 2) + ")" : "")
                + ")");
      }
      case "LEFT", "RIGHT", "REPEAT" -> {
        FunctionTranslator.arity(name, a, 2, 2);
        return result(
            name.toLowerCase(Locale.ROOT)
                + "("
                + text(a, 0)
                + ", greatest(0, "
                + number(a, 1)
                + "))");
      }
      case "LPAD", "RPAD" -> {
        FunctionTranslator.arity(name, a, 2, 3);
        return result(
            name.toLowerCase(Locale.ROOT)
                + "("
                + text(a, 0)
                + ", "
                + number(a, 1)
                + "::INTEGER, "
                + (a.size() == 3 ? text(a, 2) : "' '")
                + ")");
      }
      case "SPLIT_PART" -> {
        FunctionTranslator.arity(name, a, 3, 3);
        return result("split_part(" + text(a, 0) + ", " + text(a, 1) + ", " + number(a, 2) + ")");
      }
      case "POSITION", "CHARINDEX" -> {
        FunctionTranslator.arity(name, a, 2, 2);
        return count("instr(" + text(a, 1) + ", " + text(a, 0) + ")");
      }
      case "UUID_STRING" -> {
        FunctionTranslator.arity(name, a, 0, 0);
        return new Typed("uuid()::VARCHAR", SnowType.varchar(36));
      }
      default -> {
        return null;
      }
    }
  }

  private String call(String function, List<Typed> arguments) {
    return arguments.stream()
        .map(a -> casts.cast(a, SnowType.VARCHAR).sql())
        .collect(Collectors.joining(", ", function + "(", ")"));
  }

  private String text(List<Typed> arguments, int index) {
    return casts.cast(arguments.get(index), SnowType.VARCHAR).sql();
  }

  private String number(List<Typed> arguments, int index) {
    return "(" + casts.cast(arguments.get(index), SnowType.number(18, 0)).sql() + ")::BIGINT";
  }

  private static Typed result(String sql) {
    return new Typed(sql, SnowType.VARCHAR);
  }

  private static Typed count(String sql) {
    return new Typed("(" + sql + ")::" + COUNT.physical(), COUNT);
  }
}
