package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Column;
import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Table;

/** The default of a column in DuckDB's SQL. */
public final class DefaultValue {
  private DefaultValue() {}

  /** What a row gets that has no value for the column. */
  public static String sql(Table table, Column column, Translation translation) {
    return new ColumnValues(table, new QueryTranslator(translation)).defaultValue(column);
  }
}
