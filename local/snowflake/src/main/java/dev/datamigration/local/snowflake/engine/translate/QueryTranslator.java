package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.syntax.Expression;
import dev.datamigration.local.snowflake.engine.syntax.Query;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Queries into DuckDB's SQL. */
public final class QueryTranslator {
  private final Translation translation;
  private final FromTranslator from;

  public QueryTranslator(Translation translation) {
    this.translation = translation;
    this.from = new FromTranslator(translation, this);
  }

  /** A query whose cells are in the protocol's form, all of DuckDB's type VARCHAR. */
  public TranslatedQuery result(Query query) {
    Casts casts = new Casts(translation.formats());
    return translate(query, null, casts::cell);
  }

  /** A query with values in their physical form. */
  public TranslatedQuery values(Query query) {
    return translate(query, null);
  }

  TranslatedQuery translate(Query query, Scope outer) {
    return translate(query, outer, Typed::sql);
  }

  Translation translation() {
    return translation;
  }

  FromTranslator from() {
    return from;
  }

  ExpressionTranslator expressions(Scope scope) {
    return new ExpressionTranslator(translation, this, scope);
  }

  private TranslatedQuery translate(Query query, Scope outer, Function<Typed, String> project) {
    return from.withTables(
        query.with(),
        () -> {
          Core core = body(query.body(), outer, query.orderBy());
          return finish(core, query, outer, project);
        });
  }

  /**
   * A query before its order and limit.
   *
   * @param sql gives {@code c1} … and the sort keys
   * @param sortKeys columns of it
   */
  record Core(String sql, List<QueryColumn> columns, List<String> sortKeys) {}

  private TranslatedQuery finish(
      Core core, Query query, Scope outer, Function<Typed, String> project) {
    String alias = translation.nextAlias();
    StringBuilder sql = new StringBuilder("SELECT ");
    for (int i = 0; i < core.columns().size(); i++) {
      Typed column = new Typed(alias + ".c" + (i + 1), core.columns().get(i).type());
      sql.append(i == 0 ? "" : ", ").append(project.apply(column)).append(" AS c").append(i + 1);
    }
    sql.append(" FROM (").append(core.sql()).append(") AS ").append(alias);
    for (int i = 0; i < core.sortKeys().size(); i++) {
      sql.append(i == 0 ? " ORDER BY " : ", ")
          .append(alias)
          .append('.')
          .append(core.sortKeys().get(i))
          .append(AggregateFunctions.direction(query.orderBy().get(i)));
    }
    limit(sql, " LIMIT ", query.limit(), outer);
    limit(sql, " OFFSET ", query.offset(), outer);
    return new TranslatedQuery(sql.toString(), core.columns());
  }

  private void limit(StringBuilder sql, String word, Expression count, Scope outer) {
    if (count != null && !(count instanceof Expression.Null)) {
      ExpressionTranslator expressions = expressions(new Scope(outer));
      Typed number = expressions.casts().cast(expressions.translate(count), SnowType.number(18, 0));
      sql.append(word).append("((").append(number.sql()).append(")::BIGINT)");
    }
  }

  Core body(Query.Body body, Scope outer, List<Query.Order> orderBy) {
    if (body instanceof Query.Select select) {
      return new SelectTranslator(this, outer).translate(select, orderBy);
    }
    TranslatedQuery rows;
    if (body instanceof Query.Nested nested) {
      rows = translate(nested.query(), outer);
    } else if (body instanceof Query.Values values) {
      rows = values(values, outer);
    } else {
      rows = setOperation((Query.SetOperation) body, outer);
    }
    List<String> keys =
        orderBy.stream().map(order -> outputKey(order.expression(), rows.columns())).toList();
    return new Core(rows.sql(), rows.columns(), keys);
  }

  /** What a sort key of a set operation means: a position or a name of the result. */
  private static String outputKey(Expression key, List<QueryColumn> columns) {
    if (key instanceof Expression.Numeral number) {
      return "c" + position(number, columns.size());
    }
    if (key instanceof Expression.Name name && name.parts().size() == 1) {
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).name().equals(name.parts().get(0))) {
          return "c" + (i + 1);
        }
      }
      throw SqlErrors.invalidIdentifier(name.parts().get(0));
    }
    throw SqlErrors.unsupported("an expression as sort key of UNION, VALUES or a nested query");
  }

  static int position(Expression.Numeral number, int columns) {
    if (number.digits().matches("\\d{1,4}")) {
      int position = Integer.parseInt(number.digits());
      if (position >= 1 && position <= columns) {
        return position;
      }
    }
    throw SqlErrors.syntax("there is no column at position " + number.digits());
  }

  private TranslatedQuery setOperation(Query.SetOperation operation, Scope outer) {
    Core left = body(operation.left(), outer, List.of());
    Core right = body(operation.right(), outer, List.of());
    if (left.columns().size() != right.columns().size()) {
      throw SqlErrors.badTypes(
          "invalid number of result columns for set operator: "
              + left.columns().size()
              + " and "
              + right.columns().size());
    }
    ExpressionTranslator expressions = expressions(new Scope(outer));
    List<QueryColumn> columns = new ArrayList<>();
    for (int i = 0; i < left.columns().size(); i++) {
      SnowType type =
          expressions
              .operators()
              .common(List.of(left.columns().get(i).type(), right.columns().get(i).type()));
      columns.add(new QueryColumn(left.columns().get(i).name(), type));
    }
    String sql =
        side(left, columns, expressions)
            + " "
            + operation.operator()
            + (operation.all() ? " ALL " : " ")
            + side(right, columns, expressions);
    return new TranslatedQuery(sql, columns);
  }

  private String side(Core core, List<QueryColumn> columns, ExpressionTranslator expressions) {
    String alias = translation.nextAlias();
    StringBuilder sql = new StringBuilder("(SELECT ");
    for (int i = 0; i < columns.size(); i++) {
      Typed column = new Typed(alias + ".c" + (i + 1), core.columns().get(i).type());
      sql.append(i == 0 ? "" : ", ")
          .append(expressions.casts().cast(column, columns.get(i).type()).sql())
          .append(" AS c")
          .append(i + 1);
    }
    return sql.append(" FROM (")
        .append(core.sql())
        .append(") AS ")
        .append(alias)
        .append(')')
        .toString();
  }

  private TranslatedQuery values(Query.Values values, Scope outer) {
    ExpressionTranslator expressions = expressions(new Scope(outer));
    int width = values.rows().get(0).size();
    List<List<Typed>> rows = new ArrayList<>();
    for (List<Expression> row : values.rows()) {
      if (row.size() != width) {
        throw SqlErrors.syntax("rows of VALUES differ in length");
      }
      rows.add(row.stream().map(expressions::translate).toList());
    }
    List<QueryColumn> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      int column = i;
      SnowType type =
          expressions.operators().common(rows.stream().map(row -> row.get(column).type()).toList());
      columns.add(new QueryColumn("COLUMN" + (i + 1), type));
    }
    String tuples =
        rows.stream()
            .map(row -> tuple(row, columns, expressions))
            .collect(Collectors.joining(", "));
    String names =
        columns.stream().map(c -> "c" + (columns.indexOf(c) + 1)).collect(Collectors.joining(", "));
    String alias = translation.nextAlias();
    return new TranslatedQuery(
        "SELECT * FROM (VALUES " + tuples + ") AS " + alias + "(" + names + ")", columns);
  }

  private static String tuple(
      List<Typed> row, List<QueryColumn> columns, ExpressionTranslator expressions) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      cells.add(expressions.casts().cast(row.get(i), columns.get(i).type()).sql());
    }
    return "(" + String.join(", ", cells) + ")";
  }
}
