package dev.datamigration.local.sqlserver.engine.translate;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.catalogue.ColumnDefinition;
import dev.datamigration.local.sqlserver.catalogue.DatabaseObject;
import dev.datamigration.local.sqlserver.catalogue.SystemView;
import dev.datamigration.local.sqlserver.catalogue.SystemViews;
import dev.datamigration.local.sqlserver.engine.ResultColumn;
import dev.datamigration.local.sqlserver.syntax.Expression;
import dev.datamigration.local.sqlserver.syntax.Query;
import dev.datamigration.local.sqlserver.syntax.Query.Source;
import dev.datamigration.local.sqlserver.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** FROM: each source gets an alias of its own in H2, and its columns go into the scope. */
final class FromTranslator {
  private final Context context;
  private final QueryTranslator queries;
  private final ExpressionTranslator expressions;

  FromTranslator(Context context, QueryTranslator queries, ExpressionTranslator expressions) {
    this.context = context;
    this.queries = queries;
    this.expressions = expressions;
  }

  /** With FROM in front, or empty. */
  String from(List<Source> sources, Scope scope) throws ServerError {
    if (sources.isEmpty()) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    for (Source source : sources) {
      parts.add(source(source, scope));
    }
    return " FROM " + String.join(" CROSS JOIN ", parts);
  }

  private String source(Source source, Scope scope) throws ServerError {
    if (source instanceof Source.Table table) {
      return table(table, scope);
    } else if (source instanceof Source.Derived derived) {
      return derived(derived.query(), derived.alias(), derived.columns(), scope);
    } else if (source instanceof Source.Values values) {
      return values(values, scope);
    } else if (source instanceof Source.Function function) {
      return function(function, scope);
    }
    Source.Join join = (Source.Join) source;
    String left = source(join.left(), scope);
    if (join.kind().endsWith("APPLY")) {
      return apply(join, left, scope);
    }
    String right = source(join.right(), scope);
    if (join.kind().equals("CROSS")) {
      return "(" + left + " CROSS JOIN " + right + ")";
    }
    String on = expressions.condition(join.on(), scope);
    if (join.kind().equals("FULL")) {
      throw ServerError.unsupported("FULL JOIN");
    }
    return "(" + left + " " + join.kind() + " JOIN " + right + " ON " + on + ")";
  }

  private String table(Source.Table table, Scope scope) throws ServerError {
    List<String> name = table.name();
    String last = name.get(name.size() - 1);
    Query.With with = name.size() == 1 ? queries.named(last) : null;
    String label = table.alias() == null ? last : table.alias();
    if (with != null) {
      return derived(with.query(), label, with.columns(), scope);
    }
    String schema = table.alias() == null ? Context.schemaOf(name) : "";
    if (name.size() > 1 && Context.schemaOf(name).equalsIgnoreCase("sys")) {
      SystemView view =
          SystemViews.view(last, context.databaseOf(name), context.catalogue(), context.figures());
      if (view == null) {
        throw Context.missing(name);
      }
      return system(view, label, schema, scope);
    }
    DatabaseObject object = context.find(name);
    if (object instanceof DatabaseObject.View view) {
      List<String> columns = view.columns().stream().map(ColumnDefinition::name).toList();
      return derived(view.query(), label, columns, scope);
    }
    if (!(object instanceof DatabaseObject.Table found)) {
      throw Context.missing(name);
    }
    String alias = context.newAlias();
    scope.add(new Scope.Source(label, schema, columns(found, alias + ".")));
    if (table.samplePercent() >= 0) {
      return "(SELECT * FROM "
          + found.stored()
          + " WHERE RAND() * 100 < "
          + table.samplePercent()
          + ") "
          + alias;
    }
    return found.stored() + " " + alias;
  }

  /** The columns of a table as a scope has them. */
  static List<Scope.Column> columns(DatabaseObject.Table table, String qualifier) {
    List<Scope.Column> columns = new ArrayList<>();
    for (ColumnDefinition each : table.columns()) {
      columns.add(
          new Scope.Column(
              each.name(),
              qualifier + each.stored(),
              each.type(),
              each.nullable(),
              each.identity(),
              each.computed()));
    }
    return columns;
  }

  private String derived(Query query, String label, List<String> names, Scope scope)
      throws ServerError {
    if (!query.order().isEmpty() && query.selects().get(0).top() == null && query.offset() == null) {
      throw new ServerError(
          1033, 1, 15, "The ORDER BY clause is invalid in views, inline functions, derived tables, subqueries, and common table expressions, unless TOP, OFFSET or FOR XML is also specified.");
    }
    Translated inner = queries.query(query, Scope.EMPTY);
    String alias = context.newAlias();
    List<Scope.Column> columns = new ArrayList<>();
    for (int i = 0; i < inner.columns().size(); i++) {
      ResultColumn column = inner.columns().get(i);
      String name = names.isEmpty() ? column.name() : names.get(i);
      if (name.isEmpty()) {
        throw new ServerError(
            8155, 2, 16, "No column name was specified for column " + (i + 1) + " of '" + label + "'.");
      }
      columns.add(
          new Scope.Column(
              name, alias + ".K" + (i + 1), column.type(), column.nullable(), false, false));
    }
    scope.add(new Scope.Source(label, "", columns));
    return "(" + inner.sql() + ") " + alias;
  }

  private String values(Source.Values values, Scope scope) throws ServerError {
    List<List<Typed>> rows = new ArrayList<>();
    for (List<Expression> row : values.rows()) {
      List<Typed> typed = new ArrayList<>();
      for (Expression each : row) {
        typed.add(expressions.value(each, Scope.EMPTY));
      }
      rows.add(typed);
    }
    String alias = context.newAlias();
    List<Scope.Column> columns = new ArrayList<>();
    List<SqlType> types = new ArrayList<>();
    for (int i = 0; i < values.columns().size(); i++) {
      int at = i;
      SqlType type = ExpressionTranslator.common(rows.stream().map(row -> row.get(at)).toList());
      types.add(type);
      columns.add(
          new Scope.Column(values.columns().get(i), alias + ".K" + (i + 1), type, true, false, false));
    }
    List<String> sql = new ArrayList<>();
    for (List<Typed> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        cells.add("CAST(" + Conversions.cast(row.get(i), types.get(i), -1) + " AS " + types.get(i).stored() + ")");
      }
      sql.add("(" + String.join(", ", cells) + ")");
    }
    scope.add(new Scope.Source(values.alias(), "", columns));
    return "(VALUES " + String.join(", ", sql) + ") " + alias + "(" + labels(types.size()) + ")";
  }

  private static String labels(int count) {
    List<String> labels = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      labels.add("K" + i);
    }
    return String.join(", ", labels);
  }

  private String system(SystemView view, String label, String schema, Scope scope)
      throws ServerError {
    String alias = context.newAlias();
    List<Scope.Column> columns = new ArrayList<>();
    for (int i = 0; i < view.columns().size(); i++) {
      SystemView.Column column = view.columns().get(i);
      columns.add(
          new Scope.Column(column.name(), alias + ".K" + (i + 1), column.type(), true, false, false));
    }
    scope.add(new Scope.Source(label, schema, columns));
    if (view.rows().isEmpty()) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        cells.add("CAST(NULL AS " + columns.get(i).type().stored() + ") AS K" + (i + 1));
      }
      return "(SELECT " + String.join(", ", cells) + " WHERE FALSE) " + alias;
    }
    List<String> rows = new ArrayList<>();
    for (List<Object> row : view.rows()) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        String cell = literal(row.get(i));
        boolean first = rows.isEmpty();
        cells.add(first ? "CAST(" + cell + " AS " + columns.get(i).type().stored() + ")" : cell);
      }
      rows.add("(" + String.join(", ", cells) + ")");
    }
    return "(VALUES " + String.join(", ", rows) + ") " + alias + "(" + labels(columns.size()) + ")";
  }

  private static String literal(Object value) {
    if (value == null) {
      return "NULL";
    }
    return value instanceof String text
        ? "'" + text.replace("'", "''") + "'"
        : value.toString().toUpperCase(Locale.ROOT);
  }

  private String function(Source.Function function, Scope scope) throws ServerError {
    String name = function.name().get(function.name().size() - 1).toUpperCase(Locale.ROOT);
    if (!name.equals("GENERATE_SERIES") || function.arguments().size() != 2) {
      throw Context.missing(function.name());
    }
    Typed first = expressions.value(function.arguments().get(0), Scope.EMPTY);
    Typed last = expressions.value(function.arguments().get(1), Scope.EMPTY);
    SqlType type = Arithmetic.common(first.type(), last.type());
    String alias = context.newAlias();
    scope.add(
        new Scope.Source(
            function.alias(),
            "",
            List.of(new Scope.Column("value", alias + ".K1", type, false, false, false))));
    return "(SELECT CAST(X AS "
        + type.stored()
        + ") AS K1 FROM SYSTEM_RANGE("
        + first.sql()
        + ", "
        + last.sql()
        + ")) "
        + alias;
  }

  private String apply(Source.Join join, String left, Scope scope) throws ServerError {
    throw ServerError.unsupported(join.kind());
  }
}
