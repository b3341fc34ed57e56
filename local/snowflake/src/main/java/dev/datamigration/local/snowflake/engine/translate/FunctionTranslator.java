package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.syntax.Expression;
import dev.datamigration.local.snowflake.engine.syntax.Expression.Call;
import java.util.List;

/** Finds out which family a function belongs to. */
final class FunctionTranslator {
  private final ExpressionTranslator expressions;
  private final AggregateFunctions aggregates;
  private final TemporalFunctions temporal;
  private final List<Family> families;

  /** Functions whose arguments are values. */
  @FunctionalInterface
  private interface Family {
    /** Null for a function of another family. */
    Typed translate(String name, List<Typed> arguments);
  }

  FunctionTranslator(
      Translation translation, ExpressionTranslator expressions, Casts casts, Operators operators) {
    this.expressions = expressions;
    this.aggregates = new AggregateFunctions(expressions, casts, operators);
    this.temporal = new TemporalFunctions(translation, casts, operators);
    this.families =
        List.of(
            new ConditionalFunctions(casts, operators)::translate,
            new TextFunctions(casts)::translate,
            new NumericFunctions(casts)::translate,
            new ConversionFunctions(casts)::translate,
            new VariantFunctions(casts)::translate,
            new SessionFunctions(translation)::translate);
  }

  Typed translate(Call call) {
    if (AggregateFunctions.handles(call)) {
      return aggregates.translate(call);
    }
    if (call.distinct()
        || call.star()
        || !call.named().isEmpty()
        || !call.withinGroup().isEmpty()
        || call.over() != null) {
      throw SqlErrors.unsupported("this form of the function " + call.name());
    }
    if (temporal.handles(call.name())) {
      return temporal.translate(call.name(), call.arguments(), expressions);
    }
    List<Typed> arguments = call.arguments().stream().map(expressions::translate).toList();
    for (Family family : families) {
      Typed result = family.translate(call.name(), arguments);
      if (result != null) {
        return result;
      }
    }
    throw SqlErrors.unknownFunction(call.name());
  }

  /** The word of an argument such as {@code 'minute'} or {@code minute}. */
  static String word(Expression expression) {
    if (expression instanceof Expression.Text text) {
      return text.value();
    }
    if (expression instanceof Expression.Name name && name.parts().size() == 1) {
      return name.parts().get(0);
    }
    throw SqlErrors.syntax("a unit of time is a word");
  }

  static void arity(String name, List<?> arguments, int least, int most) {
    if (arguments.size() < least || arguments.size() > most) {
      throw new dev.datamigration.local.snowflake.engine.SqlError(
          939,
          "22023",
          "SQL compilation error:\nwrong number of arguments for function ["
              + name
              + "]: "
              + arguments.size());
    }
  }
}
