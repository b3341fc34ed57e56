package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Column;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Table;
import dev.datamigration.local.snowflake.engine.syntax.Expression;
import dev.datamigration.local.snowflake.engine.syntax.Query;
import dev.datamigration.local.snowflake.engine.syntax.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** INSERT, UPDATE, DELETE and MERGE into DuckDB's SQL. */
public final class DmlTranslator {
  private final Translation translation;
  private final QueryTranslator queries;

  public DmlTranslator(Translation translation) {
    this.translation = translation;
    this.queries = new QueryTranslator(translation);
  }

  /** Translates an INSERT. */
  public DmlStatement translate(Statement.Insert insert) {
    if (insert.overwrite()) {
      throw SqlErrors.unsupported("INSERT OVERWRITE");
    }
    Table table = translation.names().table(insert.table());
    ColumnValues values = new ColumnValues(table, queries);
    List<Column> columns = values.columns(insert.columns());
    String source;
    if (insert.source().body() instanceof Query.Values rows) {
      ExpressionTranslator expressions = queries.expressions(new Scope(null));
      List<String> tuples = new ArrayList<>();
      for (List<Expression> row : rows.rows()) {
        ColumnValues.match(columns, row.size());
        tuples.add(
            "("
                + values.row(columns, i -> values.value(columns.get(i), row.get(i), expressions))
                + ")");
      }
      source = " VALUES " + String.join(", ", tuples);
    } else {
      TranslatedQuery query = queries.values(insert.source());
      ColumnValues.match(columns, query.columns().size());
      String alias = translation.nextAlias();
      source =
          " SELECT "
              + values.row(
                  columns,
                  i ->
                      values.store(
                          columns.get(i),
                          new Typed(alias + ".c" + (i + 1), query.columns().get(i).type())))
              + " FROM ("
              + query.sql()
              + ") AS "
              + alias;
    }
    String sql = "INSERT INTO " + table.physical() + " (" + values.names() + ")" + source;
    return statement(DmlStatement.Kind.INSERT, table, sql, null, null);
  }

  private DmlStatement statement(
      DmlStatement.Kind kind, Table table, String sql, String multiJoined, String probe) {
    Set<Long> reads = new HashSet<>(translation.tablesRead());
    if (kind != DmlStatement.Kind.INSERT) {
      reads.add(table.id());
    }
    return new DmlStatement(kind, table, sql, multiJoined, probe, translation.parameters(), reads);
  }

  private BoundRelation target(Table table, List<String> name, Query.Alias alias) {
    var full = translation.names().qualify(name);
    List<String> qualifiers =
        alias.name() == null
            ? List.of(full.database(), full.schema(), full.name())
            : List.of(alias.name());
    return queries.from().stored(table, qualifiers, alias.columns());
  }

  private static String alias(BoundRelation target) {
    return target.sql().substring(target.sql().lastIndexOf(' ') + 1);
  }

  /** Translates an UPDATE. */
  public DmlStatement translate(Statement.Update update) {
    Table table = translation.names().table(update.table());
    BoundRelation target = target(table, update.table(), update.alias());
    Scope scope = new Scope(null);
    scope.add(target);
    String from =
        update.from() == null ? null : queries.from().translate(update.from(), scope, null);
    ExpressionTranslator expressions = queries.expressions(scope);
    String where =
        update.where() == null ? "" : " WHERE " + expressions.condition(update.where()).sql();
    String multiJoined =
        from == null
            ? null
            : "SELECT count(*) FROM (SELECT "
                + alias(target)
                + ".rowid FROM "
                + target.sql()
                + " CROSS JOIN "
                + from
                + where
                + " GROUP BY "
                + alias(target)
                + ".rowid HAVING count(*) > 1)";
    String set = assignments(table, update.assignments(), expressions);
    String sql =
        "UPDATE " + target.sql() + " SET " + set + (from == null ? "" : " FROM " + from) + where;
    return statement(
        DmlStatement.Kind.UPDATE,
        table,
        sql,
        multiJoined,
        from == null ? probe(table, target, where) : null);
  }

  /** How many rows are chosen, and what is in them. */
  private static String probe(Table table, BoundRelation target, String where) {
    String row =
        table.columns().stream()
            .map(column -> alias(target) + "." + column.physical())
            .collect(Collectors.joining(", ", "hash(row(", "))"));
    return "SELECT count(*), bit_xor("
        + row
        + "), sum("
        + row
        + "::HUGEINT) FROM "
        + target.sql()
        + where;
  }

  private String assignments(
      Table table, List<Statement.Assignment> assignments, ExpressionTranslator expressions) {
    ColumnValues values = new ColumnValues(table, queries);
    Set<String> seen = new HashSet<>();
    return assignments.stream()
        .map(
            assignment -> {
              if (!seen.add(assignment.column())) {
                throw SqlErrors.syntax("duplicate column name '" + assignment.column() + "'");
              }
              Column column = values.column(assignment.column());
              return column.physical()
                  + " = "
                  + values.value(column, assignment.value(), expressions);
            })
        .collect(Collectors.joining(", "));
  }

  /** Translates a DELETE. */
  public DmlStatement translate(Statement.Delete delete) {
    Table table = translation.names().table(delete.table());
    BoundRelation target = target(table, delete.table(), delete.alias());
    Scope scope = new Scope(null);
    scope.add(target);
    String using =
        delete.using() == null
            ? ""
            : " USING " + queries.from().translate(delete.using(), scope, null);
    String where =
        delete.where() == null
            ? ""
            : " WHERE " + queries.expressions(scope).condition(delete.where()).sql();
    return statement(
        DmlStatement.Kind.DELETE,
        table,
        "DELETE FROM " + target.sql() + using + where,
        null,
        delete.using() == null ? probe(table, target, where) : null);
  }

  /** Translates a MERGE. */
  public DmlStatement translate(Statement.Merge merge) {
    Table table = translation.names().table(merge.table());
    BoundRelation target = target(table, merge.table(), merge.alias());
    Scope both = new Scope(null);
    both.add(target);
    Scope source = new Scope(null);
    String using = queries.from().translate(merge.source(), source, null);
    source.relations().forEach(both::add);
    ExpressionTranslator expressions = queries.expressions(both);
    StringBuilder sql =
        new StringBuilder("MERGE INTO ")
            .append(target.sql())
            .append(" USING ")
            .append(using)
            .append(" ON ")
            .append(expressions.condition(merge.on()).sql());
    for (Statement.MergeClause clause : merge.clauses()) {
      sql.append(clause.matched() ? " WHEN MATCHED" : " WHEN NOT MATCHED");
      ExpressionTranslator own = clause.matched() ? expressions : queries.expressions(source);
      if (clause.condition() != null) {
        sql.append(" AND ").append(own.condition(clause.condition()).sql());
      }
      sql.append(" THEN ").append(action(table, clause, own));
    }
    sql.append(" RETURNING merge_action");
    return statement(DmlStatement.Kind.MERGE, table, sql.toString(), null, null);
  }

  private String action(
      Table table, Statement.MergeClause clause, ExpressionTranslator expressions) {
    return switch (clause.action()) {
      case "DELETE" -> "DELETE";
      case "UPDATE" -> "UPDATE SET " + assignments(table, clause.assignments(), expressions);
      default -> {
        ColumnValues values = new ColumnValues(table, queries);
        List<Column> columns = values.columns(clause.columns());
        ColumnValues.match(columns, clause.values().size());
        yield "INSERT ("
            + values.names()
            + ") VALUES ("
            + values.row(
                columns, i -> values.value(columns.get(i), clause.values().get(i), expressions))
            + ")";
      }
    };
  }

  /**
   * Translates a COPY's select list over files of equal columns.
   *
   * @param source what gives the files' rows in DuckDB's SQL, under the alias {@code f}
   */
  DmlStatement load(
      Table table,
      List<Column> columns,
      List<Expression> items,
      List<BoundColumn> file,
      String source) {
    ColumnValues values = new ColumnValues(table, queries);
    Scope scope = new Scope(null);
    scope.stageColumns(file);
    ExpressionTranslator expressions = queries.expressions(scope);
    ColumnValues.match(columns, items.size());
    String sql =
        "INSERT INTO "
            + table.physical()
            + " ("
            + values.names()
            + ") SELECT "
            + values.row(columns, i -> values.value(columns.get(i), items.get(i), expressions))
            + " FROM "
            + source;
    return statement(DmlStatement.Kind.INSERT, table, sql, null, null);
  }
}
