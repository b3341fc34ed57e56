package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.syntax.Expression.Call;
import dev.datamigration.local.snowflake.engine.syntax.Expression.Window;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import dev.datamigration.local.snowflake.engine.type.SnowType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Aggregates and window functions. */
final class AggregateFunctions {
  private static final Set<String> AGGREGATES =
      Set.of(
          "COUNT",
          "COUNT_IF",
          "SUM",
          "AVG",
          "MIN",
          "MAX",
          "ANY_VALUE",
          "LISTAGG",
          "BOOLAND_AGG",
          "BOOLOR_AGG",
          "STDDEV",
          "VARIANCE",
          "MEDIAN");
  private static final Set<String> RANKS = Set.of("ROW_NUMBER", "RANK", "DENSE_RANK");
  private static final Set<String> NEIGHBOURS = Set.of("LAG", "LEAD", "FIRST_VALUE", "LAST_VALUE");
  private static final SnowType COUNT = SnowType.number(18, 0);

  private final ExpressionTranslator expressions;
  private final Casts casts;
  private final Operators operators;

  AggregateFunctions(ExpressionTranslator expressions, Casts casts, Operators operators) {
    this.expressions = expressions;
    this.casts = casts;
    this.operators = operators;
  }

  static boolean handles(Call call) {
    return isAggregate(call) || call.over() != null;
  }

  /** Whether it makes one value of many rows. */
  static boolean isAggregate(Call call) {
    return AGGREGATES.contains(call.name()) && call.over() == null;
  }

  Typed translate(Call call) {
    String name = call.name();
    if (!call.named().isEmpty()) {
      throw SqlErrors.unsupported("named arguments of " + name);
    }
    String over = call.over() == null ? "" : " OVER (" + window(call.over()) + ")";
    List<Typed> a = call.arguments().stream().map(expressions::translate).toList();
    if (RANKS.contains(name)) {
      FunctionTranslator.arity(name, a, 0, 0);
      return number(name.toLowerCase(Locale.ROOT) + "()" + over);
    }
    if (NEIGHBOURS.contains(name)) {
      FunctionTranslator.arity(
          name, a, 1, name.startsWith("L") && !name.equals("LAST_VALUE") ? 2 : 1);
      String offset = a.size() == 2 ? ", (" + a.get(1).sql() + ")::BIGINT" : "";
      return new Typed(
          name.toLowerCase(Locale.ROOT) + "(" + a.get(0).sql() + offset + ")" + over,
          a.get(0).type());
    }
    if (!AGGREGATES.contains(name)) {
      throw SqlErrors.unknownFunction(name);
    }
    if (call.star() || (name.equals("COUNT") && a.isEmpty())) {
      if (!name.equals("COUNT") || call.distinct()) {
        throw SqlErrors.syntax("only COUNT takes *");
      }
      return number("count(*)" + over);
    }
    if (name.equals("LISTAGG")) {
      return list(call, a, over);
    }
    FunctionTranslator.arity(name, a, 1, name.equals("COUNT") ? Integer.MAX_VALUE : 1);
    return aggregate(name, call.distinct() ? "DISTINCT " : "", a, over);
  }

  private Typed aggregate(String name, String distinct, List<Typed> a, String over) {
    Typed x = a.get(0);
    switch (name) {
      case "COUNT" -> {
        return number("count(" + distinct + counted(a) + ")" + over);
      }
      case "COUNT_IF" -> {
        return number("count_if(" + casts.cast(x, SnowType.BOOLEAN).sql() + ")" + over);
      }
      case "SUM" -> {
        Typed n = summand(x);
        SnowType type =
            n.type().kind() == Kind.FLOAT ? SnowType.FLOAT : SnowType.number(38, n.type().scale());
        return new Typed("(sum(" + distinct + n.sql() + ")" + over + ")::" + type.physical(), type);
      }
      case "AVG" -> {
        Typed n = summand(x);
        if (n.type().kind() == Kind.FLOAT) {
          return new Typed("avg(" + distinct + n.sql() + ")" + over, SnowType.FLOAT);
        }
        String count = "count(" + distinct + n.sql() + ")" + over;
        Typed sum =
            new Typed(
                "(sum(" + distinct + n.sql() + ")" + over + ")",
                SnowType.number(38, n.type().scale()));
        return operators.quotient(
            sum, new Typed("nullif(" + count + ", 0)", SnowType.number(18, 0)));
      }
      case "MIN", "MAX", "ANY_VALUE" -> {
        return new Typed(name.toLowerCase(Locale.ROOT) + "(" + x.sql() + ")" + over, x.type());
      }
      case "BOOLAND_AGG", "BOOLOR_AGG" -> {
        String function = name.equals("BOOLAND_AGG") ? "bool_and" : "bool_or";
        return new Typed(
            function + "(" + casts.cast(x, SnowType.BOOLEAN).sql() + ")" + over, SnowType.BOOLEAN);
      }
      default -> {
        String function = name.toLowerCase(Locale.ROOT);
        return new Typed(
            function + "(" + distinct + casts.cast(x, SnowType.FLOAT).sql() + ")" + over,
            SnowType.FLOAT);
      }
    }
  }

  /** Rows with a NULL among several arguments are not counted. */
  private static String counted(List<Typed> a) {
    if (a.size() == 1) {
      return a.get(0).sql();
    }
    String anyNull = a.stream().map(x -> x.sql() + " IS NULL").collect(Collectors.joining(" OR "));
    String row = a.stream().map(Typed::sql).collect(Collectors.joining(", "));
    return "CASE WHEN " + anyNull + " THEN NULL ELSE row(" + row + ") END";
  }

  private Typed summand(Typed value) {
    return value.type().kind() == Kind.NUMBER || value.type().kind() == Kind.FLOAT
        ? value
        : casts.cast(value, SnowType.number(38, 10));
  }

  private Typed list(Call call, List<Typed> a, String over) {
    FunctionTranslator.arity("LISTAGG", a, 1, 2);
    String separator = a.size() == 2 ? a.get(1).sql() : "''";
    String order = call.withinGroup().isEmpty() ? "" : " ORDER BY " + order(call.withinGroup());
    return new Typed(
        "coalesce(string_agg("
            + (call.distinct() ? "DISTINCT " : "")
            + casts.cast(a.get(0), SnowType.VARCHAR).sql()
            + ", "
            + separator
            + order
            + ")"
            + over
            + ", '')",
        SnowType.VARCHAR);
  }

  private String window(Window window) {
    List<String> parts = new ArrayList<>();
    if (!window.partitionBy().isEmpty()) {
      parts.add(
          "PARTITION BY "
              + window.partitionBy().stream()
                  .map(e -> expressions.translate(e).sql())
                  .collect(Collectors.joining(", ")));
    }
    if (!window.orderBy().isEmpty()) {
      parts.add("ORDER BY " + order(window.orderBy()));
    }
    if (window.frame() != null) {
      parts.add(window.frame());
    }
    return String.join(" ", parts);
  }

  private String order(List<dev.datamigration.local.snowflake.engine.syntax.Query.Order> orders) {
    return orders.stream()
        .map(o -> expressions.translate(o.expression()).sql() + direction(o))
        .collect(Collectors.joining(", "));
  }

  /** NULLs are the largest values: docs.snowflake.com/en/sql-reference/constructs/order-by. */
  static String direction(dev.datamigration.local.snowflake.engine.syntax.Query.Order order) {
    boolean nullsFirst = order.nullsFirst() == null ? order.descending() : order.nullsFirst();
    return (order.descending() ? " DESC" : " ASC") + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
  }

  private static Typed number(String sql) {
    return new Typed("(" + sql + ")::" + COUNT.physical(), COUNT);
  }
}
