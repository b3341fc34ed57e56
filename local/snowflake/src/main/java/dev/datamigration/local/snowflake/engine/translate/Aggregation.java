package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.syntax.Expression;
import java.util.stream.Stream;

/** Whether an expression aggregates. */
final class Aggregation {
  private Aggregation() {}

  static boolean in(Expression expression) {
    if (expression instanceof Expression.Call call && AggregateFunctions.isAggregate(call)) {
      return true;
    }
    return parts(expression).anyMatch(Aggregation::in);
  }

  private static Stream<Expression> parts(Expression expression) {
    if (expression instanceof Expression.Call call) {
      return call.arguments().stream();
    } else if (expression instanceof Expression.Field field) {
      return Stream.of(field.base());
    } else if (expression instanceof Expression.Index index) {
      return Stream.of(index.base(), index.index());
    } else if (expression instanceof Expression.Cast cast) {
      return Stream.of(cast.value());
    } else if (expression instanceof Expression.Unary unary) {
      return Stream.of(unary.operand());
    } else if (expression instanceof Expression.Binary binary) {
      return Stream.of(binary.left(), binary.right());
    } else if (expression instanceof Expression.IsNull isNull) {
      return Stream.of(isNull.value());
    } else if (expression instanceof Expression.Between between) {
      return Stream.of(between.value(), between.low(), between.high());
    } else if (expression instanceof Expression.InList in) {
      return Stream.concat(Stream.of(in.value()), in.list().stream());
    } else if (expression instanceof Expression.InQuery in) {
      return Stream.of(in.value());
    } else if (expression instanceof Expression.Like like) {
      return Stream.of(like.value(), like.pattern());
    } else if (expression instanceof Expression.Case choice) {
      Stream<Expression> whens =
          choice.whens().stream().flatMap(w -> Stream.of(w.condition(), w.result()));
      return Stream.concat(
          whens,
          Stream.of(choice.operand(), choice.otherwise()).filter(java.util.Objects::nonNull));
    }
    return Stream.of();
  }
}
