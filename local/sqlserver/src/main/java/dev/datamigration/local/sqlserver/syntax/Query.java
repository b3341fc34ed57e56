package dev.datamigration.local.sqlserver.syntax;

import java.util.List;

/**
 * A query: one or several SELECTs joined by set operators.
 *
 * @param operators between the selects, one less than them
 * @param offset and {@code fetch} may be null
 */
public record Query(
    List<With> with,
    List<Select> selects,
    List<String> operators,
    List<Expression.Order> order,
    Expression offset,
    Expression fetch) {

  /** A common table expression. */
  public record With(String name, List<String> columns, Query query) {}

  /** One SELECT; {@code top}, {@code where} and {@code having} may be null. */
  public record Select(
      boolean distinct,
      Expression top,
      boolean percent,
      boolean ties,
      List<Item> items,
      List<Source> from,
      Expression where,
      List<Expression> group,
      Expression having) {}

  /** A column of the result; the alias may be null. */
  public record Item(Expression value, String alias) {}

  /** What rows come from. */
  public sealed interface Source {
    /** A table, view or synonym; the alias may be null; a sample below 0 is none. */
    record Table(List<String> name, String alias, double samplePercent) implements Source {}

    /** A derived table. */
    record Derived(Query query, String alias, List<String> columns) implements Source {}

    /** VALUES as a table. */
    record Values(List<List<Expression>> rows, String alias, List<String> columns)
        implements Source {}

    /** A table function. */
    record Function(List<String> name, List<Expression> arguments, String alias)
        implements Source {}

    /** A join; kind is INNER, LEFT, RIGHT, FULL, CROSS, CROSS APPLY or OUTER APPLY. */
    record Join(Source left, String kind, Source right, Expression on) implements Source {}
  }
}
