package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.syntax.Expression;
import dev.datamigration.local.snowflake.engine.syntax.Query;
import dev.datamigration.local.snowflake.engine.syntax.Query.Item;
import dev.datamigration.local.snowflake.engine.translate.QueryTranslator.Core;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One SELECT into DuckDB's SQL. Used once. */
final class SelectTranslator {
  private final QueryTranslator queries;
  private final Scope scope;
  private final Scope outer;
  private final ExpressionTranslator expressions;
  private final List<Item> items = new ArrayList<>();

  SelectTranslator(QueryTranslator queries, Scope outer) {
    this.queries = queries;
    this.outer = outer;
    this.scope = new Scope(outer);
    this.expressions = queries.expressions(scope);
  }

  Core translate(Query.Select select, List<Query.Order> orderBy) {
    String source =
        select.from() == null
            ? ""
            : " FROM " + queries.from().translate(select.from(), scope, outer);
    select.items().forEach(this::expand);
    for (Item item : items) {
      if (item.alias() != null) {
        scope.alias(item.alias(), item.expression());
      }
    }
    StringBuilder list = new StringBuilder();
    List<QueryColumn> columns = new ArrayList<>();
    for (Item item : items) {
      if (item.alias() != null) {
        scope.startResolving(item.alias());
      }
      Typed value = expressions.translate(item.expression());
      if (item.alias() != null) {
        scope.endResolving(item.alias());
      }
      columns.add(new QueryColumn(name(item), value.type()));
      list.append(columns.size() == 1 ? "" : ", ")
          .append(value.sql())
          .append(" AS c")
          .append(columns.size());
    }
    List<String> keys = sortKeys(select, orderBy, list);
    String sql =
        "SELECT "
            + (select.distinct() ? "DISTINCT " : "")
            + list
            + source
            + clause(" WHERE ", select.where())
            + groupBy(select)
            + clause(" HAVING ", select.having())
            + clause(" QUALIFY ", select.qualify());
    return new Core(sql, columns, keys);
  }

  private String clause(String word, Expression condition) {
    return condition == null ? "" : word + expressions.condition(condition).sql();
  }

  private void expand(Item item) {
    if (!(item.expression() instanceof Expression.Star star)) {
      items.add(item);
      return;
    }
    Set<String> seen = new HashSet<>();
    boolean found = false;
    for (BoundRelation relation : scope.relations()) {
      if (!star.qualifier().isEmpty() && !relation.answersTo(star.qualifier())) {
        continue;
      }
      found = true;
      for (BoundColumn column : relation.columns()) {
        if (column.sql() != null && (!scope.isMerged(column.name()) || seen.add(column.name()))) {
          List<String> parts = new ArrayList<>(relation.qualifiers());
          parts.add(column.name());
          items.add(new Item(new Expression.Name(parts), null, column.name()));
        }
      }
    }
    if (!found) {
      throw SqlErrors.invalidIdentifier(
          star.qualifier().isEmpty() ? "*" : String.join(".", star.qualifier()) + ".*");
    }
  }

  private static String name(Item item) {
    if (item.alias() != null) {
      return item.alias();
    }
    if (item.expression() instanceof Expression.Name name) {
      return name.parts().get(name.parts().size() - 1);
    }
    boolean quoted = item.text().contains("\"") || item.text().contains("'");
    return quoted ? item.text() : item.text().toUpperCase(Locale.ROOT);
  }

  private String groupBy(Query.Select select) {
    List<Expression> keys = new ArrayList<>();
    if (select.groupByAll()) {
      items.stream().map(Item::expression).filter(e -> !Aggregation.in(e)).forEach(keys::add);
    } else {
      for (Expression key : select.groupBy()) {
        keys.add(
            key instanceof Expression.Numeral number
                ? items.get(QueryTranslator.position(number, items.size()) - 1).expression()
                : key);
      }
    }
    List<String> sql = new ArrayList<>();
    for (Expression key : keys) {
      // A bare constant would be taken for a position by DuckDB.
      sql.add("(" + expressions.translate(key).sql() + ")");
    }
    return sql.isEmpty() ? "" : " GROUP BY " + String.join(", ", sql);
  }

  /** Sort keys that are no column of the result are added to the list under names of their own. */
  private List<String> sortKeys(
      Query.Select select, List<Query.Order> orderBy, StringBuilder list) {
    List<String> keys = new ArrayList<>();
    for (Query.Order order : orderBy) {
      int column = outputColumn(order.expression());
      if (column >= 0) {
        keys.add("c" + (column + 1));
      } else if (select.distinct()) {
        throw SqlErrors.badTypes("ORDER BY of SELECT DISTINCT names a column of its result");
      } else {
        String key = "o" + (keys.size() + 1);
        list.append(", ")
            .append(expressions.translate(order.expression()).sql())
            .append(" AS ")
            .append(key);
        keys.add(key);
      }
    }
    return keys;
  }

  private int outputColumn(Expression key) {
    if (key instanceof Expression.Numeral number) {
      return QueryTranslator.position(number, items.size()) - 1;
    }
    for (int i = 0; i < items.size(); i++) {
      boolean named =
          key instanceof Expression.Name name
              && name.parts().size() == 1
              && name.parts().get(0).equals(name(items.get(i)));
      if (named || key.equals(items.get(i).expression())) {
        return i;
      }
    }
    return -1;
  }
}
