package dev.datamigration.local.sqlserver.engine.translate;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.catalogue.ColumnDefinition;
import dev.datamigration.local.sqlserver.catalogue.DatabaseObject;
import dev.datamigration.local.sqlserver.syntax.Expression;
import dev.datamigration.local.sqlserver.syntax.Query;
import dev.datamigration.local.sqlserver.syntax.Statement;
import dev.datamigration.local.sqlserver.type.Kind;
import dev.datamigration.local.sqlserver.type.SqlType;
import java.util.ArrayList;
import java.util.List;

/** INSERT, UPDATE and DELETE as H2's SQL. */
public final class ChangeTranslator {
  private final Context context;
  private final QueryTranslator queries;
  private final ExpressionTranslator expressions;

  public ChangeTranslator(Context context) {
    this.context = context;
    this.queries = new QueryTranslator(context);
    this.expressions = queries.expressions();
  }

  /** An INSERT; {@code identityGiven} tells whether IDENTITY_INSERT is on for the table. */
  public String insert(Statement.Insert insert, boolean identityGiven) throws ServerError {
    DatabaseObject.Table table = context.table(insert.table());
    if (insert.source() == null) {
      return "INSERT INTO " + table.stored() + " DEFAULT VALUES";
    }
    List<ColumnDefinition> columns = new ArrayList<>();
    if (insert.columns().isEmpty()) {
      for (ColumnDefinition each : table.columns()) {
        if (!each.identity() && !each.computed() && each.type().kind() != Kind.ROWVERSION) {
          columns.add(each);
        }
      }
    } else {
      for (String name : insert.columns()) {
        columns.add(target(table, name, identityGiven));
      }
    }
    List<String> stored = columns.stream().map(ColumnDefinition::stored).toList();
    String into = "INSERT INTO " + table.stored() + " (" + String.join(", ", stored) + ") ";
    if (insert.source() instanceof Query.Source.Values values) {
      return into + values(values, columns);
    }
    Query query = ((Query.Source.Derived) insert.source()).query();
    Translated inner = queries.query(query);
    if (inner.columns().size() != columns.size()) {
      throw mismatch(inner.columns().size() > columns.size());
    }
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Typed value = new Typed("K" + (i + 1), inner.columns().get(i).type(), true);
      cells.add(Conversions.assign(value, columns.get(i).type()));
    }
    return into + "SELECT " + String.join(", ", cells) + " FROM (" + inner.sql() + ") " + context.newAlias();
  }

  private static ServerError mismatch(boolean more) {
    return new ServerError(
        more ? 121 : 120,
        1,
        15,
        "The select list for the INSERT statement contains "
            + (more ? "more" : "fewer")
            + " items than the insert list.");
  }

  private String values(Query.Source.Values values, List<ColumnDefinition> columns)
      throws ServerError {
    List<String> rows = new ArrayList<>();
    for (List<Expression> row : values.rows()) {
      if (row.size() != columns.size()) {
        throw new ServerError(
            row.size() > columns.size() ? 110 : 109,
            1,
            15,
            "The number of values in the VALUES clause does not match the number of columns of the INSERT statement.");
      }
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        cells.add(assigned(row.get(i), columns.get(i), Scope.EMPTY));
      }
      rows.add("(" + String.join(", ", cells) + ")");
    }
    return "VALUES " + String.join(", ", rows);
  }

  private String assigned(Expression value, ColumnDefinition column, Scope scope)
      throws ServerError {
    if (value instanceof Expression.Call call && call.name().equals("DEFAULT")) {
      return "DEFAULT";
    }
    return Conversions.assign(expressions.value(value, scope), column.type());
  }

  private static ColumnDefinition target(
      DatabaseObject.Table table, String name, boolean identityGiven) throws ServerError {
    ColumnDefinition column = table.column(name);
    if (column == null) {
      throw new ServerError(207, "Invalid column name '" + name + "'.");
    }
    if (column.computed()) {
      throw new ServerError(
          271, "The column \"" + name + "\" cannot be modified because it is either a computed column or is the result of a UNION operator.");
    }
    if (column.type().kind() == Kind.ROWVERSION) {
      throw new ServerError(273, "Cannot insert an explicit value into a timestamp column.");
    }
    if (column.identity() && !identityGiven) {
      throw new ServerError(
          544, "Cannot insert explicit value for identity column in table '" + table.name() + "' when IDENTITY_INSERT is set to OFF.");
    }
    return column;
  }

  public String update(Statement.Update update) throws ServerError {
    DatabaseObject.Table table = context.table(update.table());
    Scope scope = scope(table);
    List<String> assignments = new ArrayList<>();
    for (Statement.Assignment each : update.assignments()) {
      ColumnDefinition column = target(table, each.column(), false);
      assignments.add(column.stored() + " = " + assigned(each.value(), column, scope));
    }
    return "UPDATE "
        + table.stored()
        + " SET "
        + String.join(", ", assignments)
        + where(update.where(), scope);
  }

  public String delete(Statement.Delete delete) throws ServerError {
    DatabaseObject.Table table = context.table(delete.table());
    return "DELETE FROM " + table.stored() + where(delete.where(), scope(table));
  }

  private static Scope scope(DatabaseObject.Table table) throws ServerError {
    Scope scope = new Scope(Scope.EMPTY);
    scope.add(
        new Scope.Source(
            table.name(), table.schema(), FromTranslator.columns(table, table.stored() + ".")));
    return scope;
  }

  private String where(Expression where, Scope scope) throws ServerError {
    return where == null ? "" : " WHERE " + expressions.condition(where, scope);
  }

  /** The condition of IF, as a query of one boolean. */
  public String condition(Expression condition) throws ServerError {
    return "SELECT " + expressions.condition(condition, Scope.EMPTY);
  }

  /** The value of a default or a computed column of a table. */
  public String expression(Expression value, ColumnDefinition column, DatabaseObject.Table table)
      throws ServerError {
    return Conversions.assign(expressions.value(value, columnScope(table)), column.type());
  }

  /** The type of a computed column. */
  public SqlType typeOf(
      Expression value, DatabaseObject.Table table) throws ServerError {
    return expressions.value(value, columnScope(table)).type();
  }

  private static Scope columnScope(DatabaseObject.Table table) throws ServerError {
    Scope scope = new Scope(Scope.EMPTY);
    scope.add(
        new Scope.Source(table.name(), table.schema(), FromTranslator.columns(table, "")));
    return scope;
  }
}
