package dev.datamigration.local.snowflake.engine.statement;

import dev.datamigration.local.snowflake.engine.StatementResult.RowStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.NoSuchElementException;

/** The rows of a query as DuckDB gives them; all cells are strings. */
final class QueryStream implements RowStream {
  private final ResultSet rows;
  private final int width;
  private boolean ready;
  private boolean more;

  QueryStream(ResultSet rows, int width) {
    this.rows = rows;
    this.width = width;
  }

  @Override
  public boolean hasNext() {
    if (!ready) {
      try {
        more = rows.next();
        ready = true;
      } catch (SQLException e) {
        throw unreadable(e);
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
      throw unreadable(e);
    }
    return row;
  }

  @Override
  public void close() {
    try {
      rows.getStatement().close();
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private static IllegalStateException unreadable(SQLException cause) {
    return new IllegalStateException("a result that DuckDB had computed cannot be read", cause);
  }
}
