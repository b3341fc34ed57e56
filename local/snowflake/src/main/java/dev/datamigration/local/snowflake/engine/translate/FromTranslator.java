package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SessionIdentity;
import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Relation;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Table;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.View;
import dev.datamigration.local.snowflake.engine.catalog.Names;
import dev.datamigration.local.snowflake.engine.syntax.Expression;
import dev.datamigration.local.snowflake.engine.syntax.Query;
import dev.datamigration.local.snowflake.engine.syntax.Query.Alias;
import dev.datamigration.local.snowflake.engine.syntax.StatementParser;
import dev.datamigration.local.snowflake.engine.type.SnowType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What stands in FROM into DuckDB's SQL. */
final class FromTranslator {
  private final Translation translation;
  private final QueryTranslator queries;
  private Map<String, Query.With> tables = new HashMap<>();

  FromTranslator(Translation translation, QueryTranslator queries) {
    this.translation = translation;
    this.queries = queries;
  }

  /** Does something while common table expressions can be named. */
  <T> T withTables(List<Query.With> with, Supplier<T> work) {
    if (with.isEmpty()) {
      return work.get();
    }
    Map<String, Query.With> outer = tables;
    tables = new HashMap<>(outer);
    with.forEach(table -> tables.put(table.name(), table));
    try {
      return work.get();
    } finally {
      tables = outer;
    }
  }

  /**
   * The text after FROM; what it names is added to {@code scope}.
   *
   * @param outer what a subquery in FROM sees
   */
  String translate(Query.From from, Scope scope, Scope outer) {
    if (from instanceof Query.Join join) {
      return join(join, scope, outer);
    }
    BoundRelation relation = relation(from, scope, outer);
    scope.add(relation);
    return relation.sql();
  }

  private String join(Query.Join join, Scope scope, Scope outer) {
    String left = translate(join.left(), scope, outer);
    Scope before = new Scope(outer);
    scope.relations().forEach(before::add);
    String right = translate(join.right(), scope, outer);
    if (join.kind().equals("CROSS")) {
      return left + " CROSS JOIN " + right;
    }
    ExpressionTranslator expressions = queries.expressions(scope);
    String condition;
    if (join.on() != null) {
      condition = expressions.condition(join.on()).sql();
    } else {
      List<String> equal = new ArrayList<>();
      Scope after = new Scope(null);
      scope.relations().stream().filter(r -> !before.relations().contains(r)).forEach(after::add);
      for (String column : join.using()) {
        equal.add(
            expressions
                .operators()
                .binary("=", column(before, column), column(after, column))
                .sql());
        scope.merge(column);
      }
      condition = String.join(" AND ", equal);
    }
    return "(" + left + " " + join.kind() + " JOIN " + right + " ON " + condition + ")";
  }

  private static Typed column(Scope scope, String name) {
    BoundColumn column = scope.find(List.of(name));
    if (column == null) {
      throw SqlErrors.invalidIdentifier(name);
    }
    return new Typed(column.sql(), column.type());
  }

  private BoundRelation relation(Query.From from, Scope scope, Scope outer) {
    if (from instanceof Query.TableName table) {
      return named(table);
    }
    if (from instanceof Query.Derived derived) {
      return derived(queries.translate(derived.query(), outer), derived.alias(), null);
    }
    if (from instanceof Query.Flatten flatten) {
      return flatten(flatten, scope);
    }
    return generator((Query.Generator) from);
  }

  private BoundRelation named(Query.TableName table) {
    List<String> name = table.name();
    Query.With with = name.size() == 1 ? tables.get(name.get(0)) : null;
    if (with != null) {
      Map<String, Query.With> outer = tables;
      tables = new HashMap<>(outer);
      tables.remove(with.name());
      try {
        Alias alias =
            table.alias().name() == null ? new Alias(with.name(), List.of()) : table.alias();
        return derived(queries.translate(with.query(), null), alias, with.columns());
      } finally {
        tables = outer;
      }
    }
    Names.Qualified qualified = translation.names().qualify(name);
    List<String> qualifiers =
        table.alias().name() == null
            ? List.of(qualified.database(), qualified.schema(), qualified.name())
            : List.of(table.alias().name());
    if (qualified.schema().equals(InformationSchemaName.VALUE)) {
      return InformationSchema.relation(
          translation.names(), qualified, qualifiers, translation.nextAlias());
    }
    Relation relation = translation.names().relation(name);
    return relation instanceof Table stored
        ? stored(stored, qualifiers, table.alias().columns())
        : view((View) relation, qualifiers, table.alias().columns());
  }

  /** A table under a new alias. */
  BoundRelation stored(Table table, List<String> qualifiers, List<String> names) {
    translation.reads(table.id());
    String alias = translation.nextAlias();
    List<BoundColumn> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      var column = table.columns().get(i);
      columns.add(
          new BoundColumn(
              i < names.size() ? names.get(i) : column.name(),
              alias + "." + column.physical(),
              column.type()));
    }
    return new BoundRelation(qualifiers, table.physical() + " AS " + alias, columns);
  }

  private BoundRelation view(View view, List<String> qualifiers, List<String> names) {
    translation.enterView(view.name());
    SessionIdentity current = translation.names().identity();
    Names made =
        new Names(
            translation.names().catalog(),
            new SessionIdentity(
                current.user(),
                current.role(),
                current.warehouse(),
                view.database(),
                view.schema()));
    Query query = StatementParser.parseQuery(view.text());
    TranslatedQuery translated =
        translation.within(made, () -> new QueryTranslator(translation).translate(query, null));
    translation.leaveView();
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < view.columns().size(); i++) {
      columns.add(i < names.size() ? names.get(i) : view.columns().get(i).name());
    }
    return bind(translated, qualifiers, columns);
  }

  private BoundRelation derived(TranslatedQuery query, Alias alias, List<String> otherNames) {
    List<String> names =
        alias.columns().isEmpty() && otherNames != null ? otherNames : alias.columns();
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < query.columns().size(); i++) {
      columns.add(i < names.size() ? names.get(i) : query.columns().get(i).name());
    }
    return bind(query, alias.name() == null ? List.of() : List.of(alias.name()), columns);
  }

  private BoundRelation bind(TranslatedQuery query, List<String> qualifiers, List<String> names) {
    String alias = translation.nextAlias();
    List<BoundColumn> columns = new ArrayList<>();
    for (int i = 0; i < query.columns().size(); i++) {
      columns.add(
          new BoundColumn(names.get(i), alias + ".c" + (i + 1), query.columns().get(i).type()));
    }
    return new BoundRelation(qualifiers, "(" + query.sql() + ") AS " + alias, columns);
  }

  private BoundRelation flatten(Query.Flatten flatten, Scope scope) {
    ExpressionTranslator expressions = queries.expressions(scope);
    Typed input = expressions.translate(flatten.arguments().get("INPUT"));
    if (!input.type().isSemiStructured()) {
      throw SqlErrors.badTypes("FLATTEN takes a VARIANT, not a " + input.type().display());
    }
    String sql = input.sql();
    Expression path = flatten.arguments().get("PATH");
    if (path != null) {
      sql = "sf_field(" + sql + ", " + expressions.translate(path).sql() + ")";
    }
    boolean outer =
        flatten.arguments().get("OUTER") instanceof Expression.Bool bool && bool.value();
    String mode =
        flatten.arguments().get("MODE") instanceof Expression.Text text ? text.value() : "BOTH";
    String rows = outer ? "coalesce(" + sql + ", 'null')" : sql;
    String alias = translation.nextAlias();
    String table =
        "(SELECT e[1] AS c1, e[2]::DECIMAL(18,0) AS c2, e[3] AS c3, e[4] AS c4 FROM (SELECT unnest(from_json(sf_flatten("
            + rows
            + ", '"
            + outer
            + "', "
            + Typed.literal(mode)
            + "), '[[\"VARCHAR\"]]')) AS e)) AS "
            + alias;
    List<BoundColumn> columns =
        List.of(
            new BoundColumn("SEQ", null, SnowType.INTEGER),
            new BoundColumn("KEY", alias + ".c1", SnowType.VARCHAR),
            new BoundColumn("PATH", alias + ".c3", SnowType.VARCHAR),
            new BoundColumn("INDEX", alias + ".c2", SnowType.number(18, 0)),
            new BoundColumn("VALUE", alias + ".c4", SnowType.VARIANT),
            new BoundColumn("THIS", null, SnowType.VARIANT));
    return new BoundRelation(
        flatten.alias().name() == null ? List.of() : List.of(flatten.alias().name()),
        table,
        columns);
  }

  private BoundRelation generator(Query.Generator generator) {
    if (!(generator.rowCount() instanceof Expression.Numeral number)
        || !number.digits().matches("\\d{1,9}")) {
      throw SqlErrors.syntax("ROWCOUNT is a constant");
    }
    String alias = translation.nextAlias();
    return new BoundRelation(
        generator.alias().name() == null ? List.of() : List.of(generator.alias().name()),
        "range(" + number.digits() + ") AS " + alias,
        List.of());
  }
}
