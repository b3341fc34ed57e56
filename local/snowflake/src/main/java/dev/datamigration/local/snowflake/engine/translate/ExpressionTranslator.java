package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.syntax.Expression;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import dev.datamigration.local.snowflake.engine.type.SnowType.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Expressions into DuckDB's SQL, each with its Snowflake type. */
final class ExpressionTranslator {
  private final Translation translation;
  private final QueryTranslator queries;
  private final Scope scope;
  private final Casts casts;
  private final Operators operators;
  private final FunctionTranslator functions;

  ExpressionTranslator(Translation translation, QueryTranslator queries, Scope scope) {
    this.translation = translation;
    this.queries = queries;
    this.scope = scope;
    this.casts = new Casts(translation.formats());
    this.operators = new Operators(casts);
    this.functions = new FunctionTranslator(translation, this, casts, operators);
  }

  Scope scope() {
    return scope;
  }

  Casts casts() {
    return casts;
  }

  Operators operators() {
    return operators;
  }

  Typed translate(Expression expression) {
    if (expression instanceof Expression.Text text) {
      return new Typed(
          Typed.literal(text.value()),
          SnowType.varchar(Math.max(1, text.value().codePointCount(0, text.value().length()))));
    } else if (expression instanceof Expression.Numeral number) {
      return numeral(number.digits());
    } else if (expression instanceof Expression.Bool bool) {
      return new Typed(Boolean.toString(bool.value()), SnowType.BOOLEAN);
    } else if (expression instanceof Expression.Null) {
      return Typed.NULL;
    } else if (expression instanceof Expression.Bind bind) {
      return translation.binds().value(bind.index());
    } else if (expression instanceof Expression.Name name) {
      return name(name);
    } else if (expression instanceof Expression.Field field) {
      return field(field);
    } else if (expression instanceof Expression.Index index) {
      Typed base = variant(index.base());
      String position = casts.cast(translate(index.index()), SnowType.INTEGER).sql() + "::VARCHAR";
      return new Typed("sf_element(" + base.sql() + ", " + position + ")", SnowType.VARIANT);
    } else if (expression instanceof Expression.Cast cast) {
      Typed value = translate(cast.value());
      return cast.trying() ? casts.tryCast(value, cast.type()) : casts.cast(value, cast.type());
    } else if (expression instanceof Expression.Unary unary) {
      return unary(unary);
    } else if (expression instanceof Expression.Binary binary) {
      return operators.binary(
          binary.operator(), translate(binary.left()), translate(binary.right()));
    } else if (expression instanceof Expression.IsNull isNull) {
      return truth(
          "(" + translate(isNull.value()).sql() + (isNull.not() ? " IS NOT NULL)" : " IS NULL)"));
    } else if (expression instanceof Expression.Between between) {
      Typed value = translate(between.value());
      Typed low = operators.binary(">=", value, translate(between.low()));
      Typed high = operators.binary("<=", value, translate(between.high()));
      return truth((between.not() ? "(NOT (" : "((") + low.sql() + " AND " + high.sql() + "))");
    } else if (expression instanceof Expression.InList in) {
      return inList(in);
    } else if (expression instanceof Expression.InQuery in) {
      return inQuery(in);
    } else if (expression instanceof Expression.Exists exists) {
      return truth("EXISTS (" + queries.translate(exists.query(), scope).sql() + ")");
    } else if (expression instanceof Expression.Scalar scalar) {
      TranslatedQuery query = single(queries.translate(scalar.query(), scope));
      return new Typed("(" + query.sql() + ")", query.columns().get(0).type());
    } else if (expression instanceof Expression.Like like) {
      return like(like);
    } else if (expression instanceof Expression.Case choice) {
      return choice(choice);
    } else if (expression instanceof Expression.Call call) {
      return functions.translate(call);
    } else if (expression instanceof Expression.StageColumn) {
      throw SqlErrors.unsupported("a whole staged row; name a column: $1:name");
    } else if (expression instanceof Expression.Default) {
      throw SqlErrors.syntax("DEFAULT stands only where a value goes into a column");
    }
    throw SqlErrors.syntax("* stands only in a select list or in COUNT(*)");
  }

  private static Typed truth(String sql) {
    return new Typed(sql, SnowType.BOOLEAN);
  }

  static Typed numeral(String digits) {
    BigDecimal value = new BigDecimal(digits);
    if (digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0) {
      return new Typed(value.doubleValue() + "::DOUBLE", SnowType.FLOAT);
    }
    return Binds.numeral(value);
  }

  private Typed name(Expression.Name name) {
    BoundColumn column = scope.find(name.parts());
    if (column != null) {
      if (column.sql() == null) {
        throw SqlErrors.unsupported("the column " + column.name() + " of FLATTEN");
      }
      return new Typed(column.sql(), column.type());
    }
    String alias = name.parts().get(0);
    Expression aliased = name.parts().size() == 1 ? scope.aliasFor(alias) : null;
    if (aliased == null) {
      throw SqlErrors.invalidIdentifier(String.join(".", name.parts()));
    }
    scope.startResolving(alias);
    try {
      return translate(aliased);
    } finally {
      scope.endResolving(alias);
    }
  }

  private Typed field(Expression.Field field) {
    if (field.base() instanceof Expression.StageColumn stage) {
      if (stage.position() != 1) {
        throw SqlErrors.syntax("a Parquet file has one column, $1");
      }
      BoundColumn column = scope.stageColumn(field.name());
      if (column != null && column.sql() == null) {
        throw SqlErrors.unsupported("the type of the staged column " + field.name());
      }
      return column == null ? Typed.NULL : new Typed(column.sql(), column.type());
    }
    Typed base = variant(field.base());
    return new Typed(
        "sf_field(" + base.sql() + ", " + Typed.literal(field.name()) + ")", SnowType.VARIANT);
  }

  private Typed variant(Expression expression) {
    Typed value = translate(expression);
    if (!value.type().isSemiStructured() && value.type().kind() != Kind.NULL) {
      throw SqlErrors.badTypes("a path leads into a VARIANT, not into a " + value.type().display());
    }
    return value;
  }

  private Typed unary(Expression.Unary unary) {
    Typed operand = translate(unary.operand());
    if (unary.operator().equals("NOT")) {
      return truth("(NOT " + condition(operand).sql() + ")");
    }
    Typed number =
        operand.type().kind() == Kind.NUMBER || operand.type().kind() == Kind.FLOAT
            ? operand
            : casts.cast(operand, SnowType.FLOAT);
    return new Typed("(-(" + number.sql() + "))", number.type());
  }

  /** A value where a truth value is wanted. */
  Typed condition(Expression expression) {
    return condition(translate(expression));
  }

  private Typed condition(Typed value) {
    return value.type().kind() == Kind.BOOLEAN ? value : casts.cast(value, SnowType.BOOLEAN);
  }

  private Typed inList(Expression.InList in) {
    Typed value = translate(in.value());
    List<String> tests = new ArrayList<>();
    for (Expression element : in.list()) {
      tests.add(operators.binary("=", value, translate(element)).sql());
    }
    String any = "(" + String.join(" OR ", tests) + ")";
    return truth(in.not() ? "(NOT " + any + ")" : any);
  }

  private Typed inQuery(Expression.InQuery in) {
    Typed value = translate(in.value());
    TranslatedQuery query = single(queries.translate(in.query(), scope));
    SnowType common = operators.comparable(value.type(), query.columns().get(0).type());
    String alias = translation.nextAlias();
    String column =
        operators
            .comparisonValue(new Typed(alias + ".c1", query.columns().get(0).type()), common)
            .sql();
    return truth(
        "("
            + operators.comparisonValue(value, common).sql()
            + (in.not() ? " NOT IN (SELECT " : " IN (SELECT ")
            + column
            + " FROM ("
            + query.sql()
            + ") AS "
            + alias
            + "))");
  }

  private static TranslatedQuery single(TranslatedQuery query) {
    if (query.columns().size() != 1) {
      throw SqlErrors.syntax("a subquery for one value has one column");
    }
    return query;
  }

  private Typed like(Expression.Like like) {
    Typed value = casts.cast(translate(like.value()), SnowType.VARCHAR);
    Typed pattern = casts.cast(translate(like.pattern()), SnowType.VARCHAR);
    String escape =
        like.escape() == null
            ? ""
            : " ESCAPE " + casts.cast(translate(like.escape()), SnowType.VARCHAR).sql();
    return truth(
        "("
            + value.sql()
            + (like.not() ? " NOT" : "")
            + (like.ignoreCase() ? " ILIKE " : " LIKE ")
            + pattern.sql()
            + escape
            + ")");
  }

  private Typed choice(Expression.Case choice) {
    List<Typed> results = new ArrayList<>();
    for (Expression.When when : choice.whens()) {
      results.add(translate(when.result()));
    }
    if (choice.otherwise() != null) {
      results.add(translate(choice.otherwise()));
    }
    SnowType type = operators.common(results.stream().map(Typed::type).toList());
    StringBuilder sql = new StringBuilder("CASE");
    Typed operand = choice.operand() == null ? null : translate(choice.operand());
    for (int i = 0; i < choice.whens().size(); i++) {
      Expression.When when = choice.whens().get(i);
      Typed condition =
          operand == null
              ? condition(when.condition())
              : operators.binary("=", operand, translate(when.condition()));
      sql.append(" WHEN ")
          .append(condition.sql())
          .append(" THEN ")
          .append(casts.cast(results.get(i), type).sql());
    }
    if (choice.otherwise() != null) {
      sql.append(" ELSE ").append(casts.cast(results.get(results.size() - 1), type).sql());
    }
    return new Typed("(" + sql + " END)", type);
  }
}
