package dev.datamigration.local.sqlserver.engine.translate;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.engine.ResultColumn;
import dev.datamigration.local.sqlserver.syntax.Expression;
import dev.datamigration.local.sqlserver.syntax.Query;
import dev.datamigration.local.sqlserver.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Queries as H2's SQL. */
public final class QueryTranslator {
  private final Context context;
  private final ExpressionTranslator expressions;
  private final FromTranslator from;
  private final Map<String, Query.With> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  public QueryTranslator(Context context) {
    this.context = context;
    this.expressions = new ExpressionTranslator(context, this);
    this.from = new FromTranslator(context, this, expressions);
  }

  ExpressionTranslator expressions() {
    return expressions;
  }

  /** The common table expression of a name, or null. */
  Query.With named(String name) {
    return named.get(name);
  }

  /** A query on its own. */
  public Translated query(Query query) throws ServerError {
    return query(query, Scope.EMPTY);
  }

  Translated query(Query query, Scope outer) throws ServerError {
    for (Query.With with : query.with()) {
      named.put(with.name(), with);
    }
    if (query.selects().size() > 1) {
      return union(query, outer);
    }
    Query.Select select = query.selects().get(0);
    Scope scope = new Scope(outer);
    Part part = select(select, scope);
    StringBuilder sql = new StringBuilder(part.sql());
    List<String> keys = new ArrayList<>();
    for (Expression.Order order : query.order()) {
      String key = key(order.key(), select, part, scope);
      if (key != null) {
        keys.add(key + (order.descending() ? " DESC" : ""));
      }
    }
    if (!keys.isEmpty()) {
      sql.append(" ORDER BY ").append(String.join(", ", keys));
    }
    if (select.top() != null) {
      Typed top = expressions.value(select.top(), scope);
      sql.append(" FETCH FIRST ").append(top.sql());
      sql.append(select.percent() ? " PERCENT" : "").append(" ROWS ");
      sql.append(select.ties() ? "WITH TIES" : "ONLY");
    }
    window(query, scope, sql);
    return new Translated(sql.toString(), part.columns());
  }

  private void window(Query query, Scope scope, StringBuilder sql) throws ServerError {
    if (query.offset() != null) {
      sql.append(" OFFSET ").append(expressions.value(query.offset(), scope).sql()).append(" ROWS");
    }
    if (query.fetch() != null) {
      sql.append(" FETCH NEXT ").append(expressions.value(query.fetch(), scope).sql());
      sql.append(" ROWS ONLY");
    }
  }

  private record Part(String sql, List<ResultColumn> columns, List<Typed> values) {}

  private Part select(Query.Select select, Scope scope) throws ServerError {
    String source = from.from(select.from(), scope);
    List<ResultColumn> columns = new ArrayList<>();
    List<Typed> values = new ArrayList<>();
    for (Query.Item item : select.items()) {
      item(item, scope, columns, values);
    }
    List<String> outputs = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Typed value = values.get(i);
      String sql =
          value.isNull() ? "CAST(NULL AS " + columns.get(i).type().stored() + ")" : value.sql();
      outputs.add(sql + " AS K" + (i + 1));
    }
    StringBuilder sql = new StringBuilder("SELECT ");
    sql.append(select.distinct() ? "DISTINCT " : "").append(String.join(", ", outputs));
    sql.append(source);
    if (select.where() != null) {
      sql.append(" WHERE ").append(expressions.condition(select.where(), scope));
    }
    if (!select.group().isEmpty()) {
      List<String> keys = new ArrayList<>();
      for (Expression each : select.group()) {
        keys.add(expressions.value(each, scope).sql());
      }
      sql.append(" GROUP BY ").append(String.join(", ", keys));
    }
    if (select.having() != null) {
      sql.append(" HAVING ").append(expressions.condition(select.having(), scope));
    }
    return new Part(sql.toString(), columns, values);
  }

  private void item(
      Query.Item item, Scope scope, List<ResultColumn> columns, List<Typed> values)
      throws ServerError {
    if (item.value() instanceof Expression.Star star) {
      List<Scope.Source> sources = scope.matching(star.qualifier());
      if (sources.isEmpty()) {
        throw new ServerError(
            star.qualifier().isEmpty() ? 263 : 107, 1, 15, "Must specify table to select from.");
      }
      for (Scope.Source source : sources) {
        for (Scope.Column column : source.columns()) {
          values.add(new Typed(column.sql(), column.type(), column.nullable()));
          columns.add(column(column.name(), column));
        }
      }
      return;
    }
    Typed value = expressions.value(item.value(), scope);
    values.add(value);
    if (item.value() instanceof Expression.Name name) {
      String label = item.alias() == null ? name.last() : item.alias();
      Scope.Column column = scope.find(name.parts());
      columns.add(column(item.alias() == null ? column.name() : label, column));
    } else {
      String label = item.alias() == null ? "" : item.alias();
      columns.add(new ResultColumn(label, value.type(), value.nullable(), false, false));
    }
  }

  private static ResultColumn column(String name, Scope.Column column) {
    return new ResultColumn(
        name, column.type(), column.nullable(), column.identity(), column.computed());
  }

  private String key(Expression key, Query.Select select, Part part, Scope scope)
      throws ServerError {
    if (key instanceof Expression.Scalar) {
      return null;
    }
    int ordinal = -1;
    if (key instanceof Expression.Number number) {
      ordinal = Integer.parseInt(number.text()) - 1;
      if (ordinal < 0 || ordinal >= part.columns().size()) {
        throw new ServerError(
            108, 1, 15, "The ORDER BY position number " + number.text() + " is out of range of the number of items in the select list.");
      }
    } else if (key instanceof Expression.Name name && name.parts().size() == 1) {
      ordinal = ordinal(name.last(), part.columns());
    }
    if (select.distinct()) {
      if (ordinal < 0) {
        throw new ServerError(
            145, 1, 15, "ORDER BY items must appear in the select list if SELECT DISTINCT is specified.");
      }
      return "K" + (ordinal + 1);
    }
    return Comparison.key(
        ordinal >= 0 ? part.values().get(ordinal) : expressions.value(key, scope));
  }

  private static int ordinal(String name, List<ResultColumn> columns) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  private Translated union(Query query, Scope outer) throws ServerError {
    List<Part> parts = new ArrayList<>();
    for (Query.Select select : query.selects()) {
      if (select.top() != null) {
        throw ServerError.unsupported("TOP in a UNION");
      }
      parts.add(select(select, new Scope(outer)));
    }
    int width = parts.get(0).columns().size();
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      SqlType type = null;
      for (Part part : parts) {
        if (part.columns().size() != width) {
          throw new ServerError(
              205, "All queries combined using a UNION, INTERSECT or EXCEPT operator must have an equal number of expressions in their target lists.");
        }
        SqlType other = part.columns().get(i).type();
        boolean unknown = part.values().get(i).isNull();
        type = unknown ? type : type == null ? other : Arithmetic.common(type, other);
      }
      String name = parts.get(0).columns().get(i).name();
      columns.add(new ResultColumn(name, type == null ? SqlType.INT : type, true, false, false));
    }
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      sql.append(i == 0 ? "" : " " + query.operators().get(i - 1) + " ");
      sql.append(converted(parts.get(i), columns));
    }
    List<String> keys = new ArrayList<>();
    for (Expression.Order order : query.order()) {
      int ordinal =
          order.key() instanceof Expression.Number number
              ? Integer.parseInt(number.text()) - 1
              : order.key() instanceof Expression.Name name ? ordinal(name.last(), columns) : -1;
      if (ordinal < 0 || ordinal >= width) {
        throw new ServerError(
            104, 1, 15, "ORDER BY items must appear in the select list if the statement contains a UNION, INTERSECT or EXCEPT operator.");
      }
      keys.add("K" + (ordinal + 1) + (order.descending() ? " DESC" : ""));
    }
    if (!keys.isEmpty()) {
      sql.append(" ORDER BY ").append(String.join(", ", keys));
    }
    window(query, new Scope(outer), sql);
    return new Translated(sql.toString(), columns);
  }

  private String converted(Part part, List<ResultColumn> columns) throws ServerError {
    List<String> outputs = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      SqlType type = part.columns().get(i).type();
      Typed column = new Typed("K" + (i + 1), type, true);
      String sql =
          type.equals(columns.get(i).type())
              ? column.sql()
              : part.values().get(i).isNull()
                  ? "CAST(NULL AS " + columns.get(i).type().stored() + ")"
                  : Conversions.cast(column, columns.get(i).type(), -1);
      outputs.add(sql + " AS K" + (i + 1));
    }
    return "SELECT "
        + String.join(", ", outputs)
        + " FROM ("
        + part.sql()
        + ") "
        + context.newAlias();
  }
}
