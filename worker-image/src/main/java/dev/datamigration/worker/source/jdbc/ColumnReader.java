package dev.datamigration.worker.source.jdbc;

import dev.datamigration.worker.parquet.RowSink;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads one column of the current row by a typed getter. Stateless. */
@FunctionalInterface
public interface ColumnReader {
  /**
   * Puts the value.
   *
   * @param column from 0; its index in the result is one more
   * @return about how many bytes it has
   */
  int read(ResultSet row, int column, RowSink sink) throws SQLException;
}
