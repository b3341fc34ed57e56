package dev.datamigration.local.snowflake.engine.statement;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.StatementResult.RowStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** The rows of a query as DuckDB gives them; all cells are strings. */
final class QueryStream implements RowStream {
  private final ResultSet rows;
  private final int width;
  private final Function<SQLException, SqlError> failure;
  private boolean ready;
  private boolean more;

  QueryStream(ResultSet rows, int width, Function<SQLException, SqlError> failure) {
    this.rows = rows;
    this.width = width;
    this.failure = failure;
  }

  @Override
  public boolean hasNext() {
    if (!ready) {
      try {
        more = rows.next();
        ready = true;
      } catch (SQLException e) {
        throw failure.apply(e);
      }
    }
    return more;
  }

  @Override
  public String[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ready = false;
    String[] row = new String[width];
    try {
      for (int i = 0; i < width; i++) {
        row[i] = rows.getString(i + 1);
      }
    } catch (SQLException e) {
      throw failure.apply(e);
    }
    return row;
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (SQLException e) {
      throw failure.apply(e);
    }
  }
}
