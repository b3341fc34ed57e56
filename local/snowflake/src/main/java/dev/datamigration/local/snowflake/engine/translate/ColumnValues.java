package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Column;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Table;
import dev.datamigration.local.snowflake.engine.syntax.Expression;
import dev.datamigration.local.snowflake.engine.syntax.StatementParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What goes into the columns of a table. */
final class ColumnValues {
  private final Table table;
  private final ExpressionTranslator constants;

  ColumnValues(Table table, QueryTranslator queries) {
    this.table = table;
    this.constants = queries.expressions(new Scope(null));
  }

  Column column(String name) {
    Column column = table.column(name);
    if (column == null) {
      throw SqlErrors.invalidIdentifier(name);
    }
    return column;
  }

  /** The columns of those names; all for no names. */
  List<Column> columns(List<String> names) {
    if (names.isEmpty()) {
      return table.columns();
    }
    List<Column> columns = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw SqlErrors.syntax("duplicate column name '" + name + "'");
      }
      columns.add(column(name));
    }
    return columns;
  }

  static void match(List<Column> columns, int values) {
    if (columns.size() != values) {
      throw new SqlError(
          2020,
          "21S01",
          "SQL compilation error:\nInsert value list does not match column list expecting "
              + columns.size()
              + " but got "
              + values);
    }
  }

  /** A value for a column; DEFAULT is resolved. */
  String value(Column column, Expression value, ExpressionTranslator expressions) {
    return value instanceof Expression.Default
        ? defaultValue(column)
        : constants.casts().store(expressions.translate(value), column.type()).sql();
  }

  String store(Column column, Typed value) {
    return constants.casts().store(value, column.type()).sql();
  }

  /** What a column gets that no value is given for. */
  String defaultValue(Column column) {
    if (column.sequence() != null) {
      return "nextval('" + column.sequence() + "')::" + column.type().physical();
    }
    if (column.defaultText() == null) {
      return "NULL::" + column.type().physical();
    }
    Expression expression = StatementParser.parseExpression(column.defaultText());
    return constants.casts().store(constants.translate(expression), column.type()).sql();
  }

  /** The table's columns in DuckDB, all of them, for INSERT. */
  String names() {
    return table.columns().stream().map(Column::physical).collect(Collectors.joining(", "));
  }

  /** Values for all columns of the table: those given, and defaults. */
  String row(List<Column> given, Function<Integer, String> value) {
    return table.columns().stream()
        .map(
            column -> {
              int index = given.indexOf(column);
              return index < 0 ? defaultValue(column) : value.apply(index);
            })
        .collect(Collectors.joining(", "));
  }
}
