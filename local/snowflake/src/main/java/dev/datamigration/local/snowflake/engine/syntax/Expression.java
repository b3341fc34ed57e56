package dev.datamigration.local.snowflake.engine.syntax;

import dev.datamigration.local.snowflake.engine.type.SnowType;
import java.util.List;
import java.util.Map;

/** An expression as written; names are exact. */
public sealed interface Expression {
  /** A string constant. */
  record Text(String value) implements Expression {}

  /** A number as written. */
  record Numeral(String digits) implements Expression {}

  record Bool(boolean value) implements Expression {}

  record Null() implements Expression {}

  /** {@code DEFAULT} in the place of a value. */
  record Default() implements Expression {}

  /** A column, perhaps qualified. */
  record Name(List<String> parts) implements Expression {}

  /** {@code *} or {@code t.*}; the qualifier is empty for the first. */
  record Star(List<String> qualifier) implements Expression {}

  /** A bind variable by its number from 0. */
  record Bind(int index) implements Expression {}

  /** {@code $1} of staged files. */
  record StageColumn(int position) implements Expression {}

  /** {@code base:name} or {@code base['name']}. */
  record Field(Expression base, String name) implements Expression {}

  /** {@code base[index]}. */
  record Index(Expression base, Expression index) implements Expression {}

  record Cast(Expression value, SnowType type, boolean trying) implements Expression {}

  /** {@code -x} or {@code NOT x}. */
  record Unary(String operator, Expression operand) implements Expression {}

  record Binary(String operator, Expression left, Expression right) implements Expression {}

  record IsNull(Expression value, boolean not) implements Expression {}

  record Between(Expression value, Expression low, Expression high, boolean not)
      implements Expression {}

  record InList(Expression value, List<Expression> list, boolean not) implements Expression {}

  record InQuery(Expression value, Query query, boolean not) implements Expression {}

  record Exists(Query query) implements Expression {}

  /** A subquery for one value. */
  record Scalar(Query query) implements Expression {}

  /**
   * Like as written.
   *
   * @param escape null for none
   */
  record Like(
      Expression value, Expression pattern, Expression escape, boolean ignoreCase, boolean not)
      implements Expression {}

  /**
   * Case as written.
   *
   * @param operand null for a searched CASE
   * @param otherwise null for none
   */
  record Case(Expression operand, List<When> whens, Expression otherwise) implements Expression {}

  /** A branch of a CASE. */
  record When(Expression condition, Expression result) {}

  /**
   * A function.
   *
   * @param star whether it is {@code f(*)}
   * @param named arguments of the form {@code NAME => value}
   * @param withinGroup the order of a list aggregate; empty for none
   * @param over null unless it is a window function
   */
  record Call(
      String name,
      List<Expression> arguments,
      boolean distinct,
      boolean star,
      Map<String, Expression> named,
      List<Query.Order> withinGroup,
      Window over)
      implements Expression {}

  /**
   * Window as written.
   *
   * @param frame as written, null for none
   */
  record Window(List<Expression> partitionBy, List<Query.Order> orderBy, String frame) {}
}
