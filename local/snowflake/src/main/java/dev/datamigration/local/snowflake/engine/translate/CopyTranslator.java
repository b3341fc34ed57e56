package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Column;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Table;
import dev.datamigration.local.snowflake.engine.syntax.Expression;
import dev.datamigration.local.snowflake.engine.syntax.Query;
import dev.datamigration.local.snowflake.engine.syntax.Statement;
import java.util.ArrayList;
import java.util.List;

/** COPY INTO into DuckDB's SQL, for files of the same columns. */
public final class CopyTranslator {
  private CopyTranslator() {}

  /**
   * The INSERT that loads the files.
   *
   * @param source what gives the files' rows in DuckDB's SQL
   */
  public static DmlStatement translate(
      Statement.Copy copy,
      Table table,
      List<StagedColumn> staged,
      String source,
      Translation translation) {
    QueryTranslator queries = new QueryTranslator(translation);
    List<Column> columns = new ColumnValues(table, queries).columns(copy.columns());
    List<Expression> items =
        copy.matchByName() == null
            ? copy.items().stream().map(Query.Item::expression).toList()
            : matched(columns, staged, copy.matchByName().equals("CASE_INSENSITIVE"));
    return new DmlTranslator(translation)
        .load(
            table,
            columns,
            items,
            staged.stream()
                .map(column -> new BoundColumn(column.name(), column.sql(), column.type()))
                .toList(),
            source);
  }

  /** A column that the files lack becomes NULL, one that the table lacks is passed over. */
  private static List<Expression> matched(
      List<Column> columns, List<StagedColumn> staged, boolean ignoreCase) {
    List<Expression> items = new ArrayList<>();
    for (Column column : columns) {
      List<StagedColumn> found =
          staged.stream()
              .filter(
                  file ->
                      ignoreCase
                          ? file.name().equalsIgnoreCase(column.name())
                          : file.name().equals(column.name()))
              .toList();
      if (found.size() > 1) {
        throw SqlErrors.badTypes(
            "MATCH_BY_COLUMN_NAME: several columns of the files match '" + column.name() + "'");
      }
      items.add(
          found.isEmpty()
              ? new Expression.Null()
              : new Expression.Field(new Expression.StageColumn(1), found.get(0).name()));
    }
    return items;
  }
}
