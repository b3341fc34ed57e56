package dev.datamigration.local.snowflake.engine.syntax;

import java.util.List;
import java.util.Map;

/**
 * A query with its order and limit.
 *
 * @param limit null for none
 * @param offset null for none
 */
public record Query(
    List<With> with, Body body, List<Order> orderBy, Expression limit, Expression offset) {

  /** A common table expression; not recursive. */
  public record With(String name, List<String> columns, Query query) {}

  /**
   * Order as written.
   *
   * @param nullsFirst null for the default of the direction
   */
  public record Order(Expression expression, boolean descending, Boolean nullsFirst) {}

  /** What gives rows. */
  public sealed interface Body {}

  /**
   * Select as written.
   *
   * @param from null for none
   * @param where null for none
   * @param groupByAll for {@code GROUP BY ALL}
   * @param having null for none
   * @param qualify null for none
   */
  public record Select(
      boolean distinct,
      List<Item> items,
      From from,
      Expression where,
      List<Expression> groupBy,
      boolean groupByAll,
      Expression having,
      Expression qualify)
      implements Body {}

  /**
   * An item of a select list.
   *
   * @param alias null for none
   * @param text as written
   */
  public record Item(Expression expression, String alias, String text) {}

  /**
   * SetOperation as written.
   *
   * @param operator UNION, INTERSECT or EXCEPT
   */
  public record SetOperation(String operator, boolean all, Body left, Body right) implements Body {}

  /** A query in parentheses. */
  public record Nested(Query query) implements Body {}

  /** Rows of constants. */
  public record Values(List<List<Expression>> rows) implements Body {}

  /** What stands in FROM. */
  public sealed interface From {}

  /** A table or view. */
  public record TableName(List<String> name, Alias alias) implements From {}

  /** A subquery. */
  public record Derived(Query query, Alias alias) implements From {}

  /** {@code FLATTEN(INPUT => …)} with or without LATERAL and TABLE(). */
  public record Flatten(Map<String, Expression> arguments, Alias alias) implements From {}

  /** {@code TABLE(GENERATOR(ROWCOUNT => n))}. */
  public record Generator(Expression rowCount, Alias alias) implements From {}

  /**
   * Join as written.
   *
   * @param kind CROSS, INNER, LEFT, RIGHT or FULL
   * @param on null if there is none
   * @param using empty if there is none
   */
  public record Join(String kind, From left, From right, Expression on, List<String> using)
      implements From {}

  /**
   * Alias as written.
   *
   * @param name null for none
   * @param columns empty for none
   */
  public record Alias(String name, List<String> columns) {
    /** No alias. */
    public static final Alias NONE = new Alias(null, List.of());
  }
}
