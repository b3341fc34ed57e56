package dev.datamigration.local.snowflake.stage;

import dev.datamigration.local.snowflake.engine.StatementResult.RowStream;
import java.util.Iterator;

/** Rows that are in memory already. */
record ListedRows(Iterator<String[]> rows) implements RowStream {
  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public String[] next() {
    return rows.next();
  }

  @Override
  public void close() {}
}
