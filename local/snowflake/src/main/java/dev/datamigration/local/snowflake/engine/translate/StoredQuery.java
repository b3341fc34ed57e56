package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Table;
import java.util.ArrayList;
import java.util.List;

/** CREATE TABLE AS: what a query gives goes into a table of as many columns. */
public final class StoredQuery {
  private StoredQuery() {}

  /** The INSERT in DuckDB's SQL. */
  public static String insert(Table table, TranslatedQuery query, Translation translation) {
    Casts casts = new Casts(translation.formats());
    String alias = translation.nextAlias();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      Typed value = new Typed(alias + ".c" + (i + 1), query.columns().get(i).type());
      values.add(casts.store(value, table.columns().get(i).type()).sql());
    }
    return "INSERT INTO "
        + table.physical()
        + " SELECT "
        + String.join(", ", values)
        + " FROM ("
        + query.sql()
        + ") AS "
        + alias;
  }
}
