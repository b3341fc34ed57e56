package dev.datamigration.local.sqlserver.syntax;

import dev.datamigration.local.sqlserver.type.SqlType;
import java.util.List;

/** An expression or a condition as written. */
public sealed interface Expression {
  /** A character string. */
  record Text(String value, boolean national) implements Expression {}

  /** An int, decimal or float constant. */
  record Number(String text) implements Expression {}

  /** A binary constant, in hexadecimal digits. */
  record Bytes(String hex) implements Expression {}

  /** NULL. */
  record Null() implements Expression {}

  /** A column, of one to four parts. */
  record Name(List<String> parts) implements Expression {
    public String last() {
      return parts.get(parts.size() - 1);
    }
  }

  /** A parameter, or a server variable with two @. */
  record Variable(String name) implements Expression {}

  /** All columns, of one source if the qualifier is not empty. */
  record Star(List<String> qualifier) implements Expression {}

  /** A sign, or ~. */
  record Unary(String operator, Expression operand) implements Expression {}

  /** Arithmetic, comparison, AND or OR; the operator in upper case. */
  record Binary(String operator, Expression left, Expression right) implements Expression {}

  /** NOT. */
  record Not(Expression operand) implements Expression {}

  /** IS [NOT] NULL. */
  record IsNull(Expression operand, boolean not) implements Expression {}

  /** [NOT] IN a list. */
  record InList(Expression operand, List<Expression> list, boolean not) implements Expression {}

  /** [NOT] IN a subquery. */
  record InQuery(Expression operand, Query query, boolean not) implements Expression {}

  /** [NOT] BETWEEN. */
  record Between(Expression operand, Expression low, Expression high, boolean not)
      implements Expression {}

  /** [NOT] LIKE; the escape may be null. */
  record Like(Expression operand, Expression pattern, Expression escape, boolean not)
      implements Expression {}

  /** EXISTS. */
  record Exists(Query query) implements Expression {}

  /** A subquery as a value. */
  record Scalar(Query query) implements Expression {}

  /** CASE; the operand and the ELSE may be null. */
  record Case(Expression operand, List<When> whens, Expression otherwise) implements Expression {}

  /** A branch of CASE. */
  record When(Expression condition, Expression value) {}

  /** CAST or CONVERT; a style below 0 is none given; {@code attempt} yields NULL on failure. */
  record Cast(Expression operand, SqlType type, int style, boolean attempt) implements Expression {}

  /** COLLATE. */
  record Collate(Expression operand, String collation) implements Expression {}

  /** A function; {@code over} is null without OVER. */
  record Call(String name, List<Expression> arguments, boolean distinct, Over over)
      implements Expression {}

  /** A window. */
  record Over(List<Expression> partition, List<Order> order) {}

  /** A sort key. */
  record Order(Expression key, boolean descending) {}
}
