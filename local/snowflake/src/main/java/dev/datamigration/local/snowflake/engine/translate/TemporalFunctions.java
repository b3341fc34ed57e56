package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.syntax.Expression;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import dev.datamigration.local.snowflake.engine.type.SnowType.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Functions of dates and times. */
final class TemporalFunctions {
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("YEARS", "YEAR"),
          Map.entry("YYYY", "YEAR"),
          Map.entry("MONTHS", "MONTH"),
          Map.entry("MM", "MONTH"),
          Map.entry("MON", "MONTH"),
          Map.entry("QUARTERS", "QUARTER"),
          Map.entry("WEEKS", "WEEK"),
          Map.entry("DAYS", "DAY"),
          Map.entry("DD", "DAY"),
          Map.entry("HOURS", "HOUR"),
          Map.entry("HH", "HOUR"),
          Map.entry("MINUTES", "MINUTE"),
          Map.entry("MI", "MINUTE"),
          Map.entry("SECONDS", "SECOND"),
          Map.entry("SS", "SECOND"),
          Map.entry("MILLISECONDS", "MILLISECOND"),
          Map.entry("MS", "MILLISECOND"),
          Map.entry("MICROSECONDS", "MICROSECOND"),
          Map.entry("US", "MICROSECOND"),
          Map.entry("NANOSECONDS", "NANOSECOND"),
          Map.entry("NS", "NANOSECOND"));
  private static final Map<String, String> SECONDS =
      Map.of(
          "WEEK", "604800",
          "DAY", "86400",
          "HOUR", "3600",
          "MINUTE", "60",
          "SECOND", "1",
          "MILLISECOND", "0.001",
          "MICROSECOND", "0.000001",
          "NANOSECOND", "0.000000001");
  private static final Map<String, Integer> MONTHS = Map.of("YEAR", 12, "QUARTER", 3, "MONTH", 1);
  private static final Set<String> PARTS =
      Set.of(
          "YEAR",
          "QUARTER",
          "MONTH",
          "DAY",
          "DAYOFWEEK",
          "DAYOFYEAR",
          "HOUR",
          "MINUTE",
          "SECOND",
          "NANOSECOND",
          "EPOCH_SECOND",
          "EPOCH_MILLISECOND");
  private static final Set<String> NOW =
      Set.of(
          "CURRENT_TIMESTAMP",
          "LOCALTIMESTAMP",
          "GETDATE",
          "SYSDATE",
          "CURRENT_DATE",
          "CURRENT_TIME",
          "LOCALTIME");
  private static final Set<String> OTHERS =
      Set.of(
          "DATEADD",
          "TIMESTAMPADD",
          "TIMEADD",
          "DATEDIFF",
          "TIMESTAMPDIFF",
          "TIMEDIFF",
          "DATE_TRUNC",
          "DATE_PART",
          "YEAR",
          "QUARTER",
          "MONTH",
          "DAY",
          "HOUR",
          "MINUTE",
          "SECOND",
          "CONVERT_TIMEZONE");
  private static final SnowType NTZ = SnowType.temporal(Kind.TIMESTAMP_NTZ, 9);

  private final Translation translation;
  private final Casts casts;
  private final Operators operators;

  TemporalFunctions(Translation translation, Casts casts, Operators operators) {
    this.translation = translation;
    this.casts = casts;
    this.operators = operators;
  }

  boolean handles(String name) {
    return NOW.contains(name) || OTHERS.contains(name);
  }

  Typed translate(String name, List<Expression> a, ExpressionTranslator expressions) {
    if (NOW.contains(name)) {
      FunctionTranslator.arity(name, a, 0, 1);
      return now(name, a);
    }
    return switch (name) {
      case "DATEADD", "TIMESTAMPADD", "TIMEADD" -> {
        FunctionTranslator.arity(name, a, 3, 3);
        yield add(unit(a.get(0)), expressions.translate(a.get(1)), expressions.translate(a.get(2)));
      }
      case "DATEDIFF", "TIMESTAMPDIFF", "TIMEDIFF" -> {
        FunctionTranslator.arity(name, a, 3, 3);
        yield difference(
            unit(a.get(0)), expressions.translate(a.get(1)), expressions.translate(a.get(2)));
      }
      case "DATE_TRUNC" -> {
        FunctionTranslator.arity(name, a, 2, 2);
        yield truncate(unit(a.get(0)), expressions.translate(a.get(1)));
      }
      case "DATE_PART" -> {
        FunctionTranslator.arity(name, a, 2, 2);
        yield part(unit(a.get(0)), expressions.translate(a.get(1)));
      }
      case "CONVERT_TIMEZONE" -> throw SqlErrors.unsupported("CONVERT_TIMEZONE");
      default -> {
        FunctionTranslator.arity(name, a, 1, 1);
        yield part(name, expressions.translate(a.get(0)));
      }
    };
  }

  private static String unit(Expression expression) {
    String word = FunctionTranslator.word(expression).toUpperCase(Locale.ROOT);
    return UNITS.getOrDefault(word, word);
  }

  private Typed now(String name, List<Expression> a) {
    int digits = 9;
    if (!a.isEmpty()) {
      if (!(a.get(0) instanceof Expression.Numeral number) || !number.digits().matches("[0-9]")) {
        throw SqlErrors.syntax(name + " takes a number of digits from 0 to 9");
      }
      digits = Integer.parseInt(number.digits());
    }
    String seconds = DecimalSeconds.of(translation.now());
    Typed now =
        new Typed("'" + seconds + "'::DECIMAL(21,9)", SnowType.temporal(Kind.TIMESTAMP_LTZ, 9));
    return switch (name) {
      case "CURRENT_DATE" -> casts.cast(now, SnowType.DATE);
      case "CURRENT_TIME", "LOCALTIME" -> casts.cast(now, SnowType.temporal(Kind.TIME, digits));
      case "SYSDATE" -> new Typed(now.sql(), NTZ);
      default -> casts.cast(now, SnowType.temporal(Kind.TIMESTAMP_LTZ, digits));
    };
  }

  /** A wall clock's reading of what is a date, a time or a timestamp, or a string of one. */
  private Typed local(Typed value) {
    return switch (value.type().kind()) {
      case DATE, TIMESTAMP_NTZ, TIMESTAMP_LTZ, TIMESTAMP_TZ ->
          new Typed(casts.temporal().local(value.sql(), value.type()), NTZ);
      case TIME -> new Typed("(" + value.sql() + ")::DECIMAL(21,9)", NTZ);
      case VARCHAR, VARIANT, NULL -> casts.cast(value, NTZ);
      default -> throw SqlErrors.badTypes("not a time: " + value.type().display());
    };
  }

  private Typed add(String unit, Typed amount, Typed value) {
    String count = casts.cast(amount, SnowType.number(18, 0)).sql();
    SnowType type =
        value.type().kind() == Kind.VARCHAR || value.type().kind() == Kind.NULL
            ? NTZ
            : value.type();
    boolean wholeDays = Set.of("YEAR", "QUARTER", "MONTH", "WEEK", "DAY").contains(unit);
    SnowType result = type.kind() == Kind.DATE && !wholeDays ? NTZ : type;
    if (MONTHS.containsKey(unit)) {
      Typed moved =
          new Typed(
              "sf_plus_months(("
                  + local(value).sql()
                  + ")::VARCHAR, (("
                  + count
                  + ")::BIGINT * "
                  + MONTHS.get(unit)
                  + ")::VARCHAR)::DECIMAL(21,9)",
              NTZ);
      return casts.cast(moved, result);
    }
    String seconds = SECONDS.get(unit);
    if (seconds == null) {
      throw SqlErrors.unsupported("the unit " + unit);
    }
    String by = "((" + count + ")::DECIMAL(18,0) * " + seconds + ")";
    return switch (type.kind()) {
      case TIMESTAMP_LTZ, TIMESTAMP_NTZ ->
          new Typed("(" + casts.cast(value, type).sql() + " + " + by + ")::DECIMAL(21,9)", type);
      case TIMESTAMP_TZ ->
          new Typed("(" + value.sql() + " + (" + by + " * 1000000000)::HUGEINT * 4096)", type);
      case TIME ->
          new Typed(
              "((((" + value.sql() + " + " + by + ") % 86400) + 86400) % 86400)::DECIMAL(14,9)",
              type);
      default ->
          casts.cast(
              new Typed("(" + local(value).sql() + " + " + by + ")::DECIMAL(21,9)", NTZ), result);
    };
  }

  /** Counts boundaries between the two, as documented for DATEDIFF. */
  private Typed difference(String unit, Typed from, Typed to) {
    SnowType count = SnowType.number(18, 0);
    if (MONTHS.containsKey(unit)) {
      String months = "(" + monthNumber(to) + " - " + monthNumber(from) + ")";
      String sql =
          switch (unit) {
            case "YEAR" -> "(" + partSql("YEAR", to) + " - " + partSql("YEAR", from) + ")";
            case "QUARTER" ->
                "((" + monthNumber(to) + " - 1) // 3 - (" + monthNumber(from) + " - 1) // 3)";
            default -> months;
          };
      return new Typed(sql + "::DECIMAL(18,0)", count);
    }
    String seconds = SECONDS.get(unit);
    if (seconds == null || unit.equals("WEEK")) {
      throw SqlErrors.unsupported("the unit " + unit + " in DATEDIFF");
    }
    return new Typed(
        "(" + ticks(to, seconds) + " - " + ticks(from, seconds) + ")::DECIMAL(18,0)", count);
  }

  private String ticks(Typed value, String seconds) {
    BigDecimal unit = new BigDecimal(seconds);
    String nanos =
        "((" + local(value).sql() + ")::DECIMAL(30,9) * 1000000000::DECIMAL(10,0))::HUGEINT";
    String size = unit.movePointRight(9).toBigIntegerExact() + "::HUGEINT";
    return "((" + nanos + " - ((" + nanos + " % " + size + ") + " + size + ") % " + size + ") // "
        + size + ")";
  }

  private String monthNumber(Typed value) {
    return "(" + partSql("YEAR", value) + " * 12 + " + partSql("MONTH", value) + ")";
  }

  private String partSql(String part, Typed value) {
    return "sf_part((" + local(value).sql() + ")::VARCHAR, '" + part + "')::BIGINT";
  }

  private Typed part(String part, Typed value) {
    if (!PARTS.contains(part)) {
      throw SqlErrors.unsupported("the part " + part);
    }
    boolean epoch = part.startsWith("EPOCH");
    Typed instant =
        epoch && value.type().isTimestamp()
            ? casts.cast(value, SnowType.temporal(Kind.TIMESTAMP_LTZ, 9))
            : local(value);
    SnowType type = SnowType.number(epoch ? 18 : 9, 0);
    return new Typed(
        "sf_part((" + instant.sql() + ")::VARCHAR, '" + part + "')::" + type.physical(), type);
  }

  private Typed truncate(String unit, Typed value) {
    if (!Set.of("YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND")
        .contains(unit)) {
      throw SqlErrors.unsupported("the unit " + unit + " in DATE_TRUNC");
    }
    SnowType type =
        value.type().kind() == Kind.VARCHAR || value.type().kind() == Kind.NULL
            ? NTZ
            : value.type();
    Typed cut =
        new Typed(
            "sf_truncate((" + local(value).sql() + ")::VARCHAR, '" + unit + "')::DECIMAL(21,9)",
            NTZ);
    return casts.cast(cut, operators.common(List.of(type)));
  }
}
