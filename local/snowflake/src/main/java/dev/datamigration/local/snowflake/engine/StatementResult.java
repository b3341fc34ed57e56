package dev.datamigration.local.snowflake.engine;

import java.util.Iterator;
import java.util.List;

/** What a statement gives back. */
public sealed interface StatementResult {
  /**
   * Rows, of a query or of a statement that changes something (whose row holds its counts).
   *
   * @param statementTypeId as the driver knows it, for example 0x1000 for SELECT
   * @param rows cells in the protocol's JSON form, null for NULL; read once, then closed
   */
  record Rows(long statementTypeId, List<ResultColumn> columns, RowStream rows)
      implements StatementResult {
    public Rows {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A PUT: the driver uploads by itself.
   *
   * @param sourcePath exactly the path in the statement
   * @param stageDirectory an absolute directory, prefix included
   */
  record Upload(
      String sourcePath,
      String stageDirectory,
      int parallel,
      boolean autoCompress,
      String sourceCompression,
      boolean overwrite)
      implements StatementResult {}

  /** Rows that may be many; holds a result of the database open until closed. */
  interface RowStream extends Iterator<String[]>, AutoCloseable {
    @Override
    void close();
  }

  /**
   * A column of a result.
   *
   * @param type as the protocol spells it: fixed, real, text, boolean, date, time, timestamp_ntz,
   *     timestamp_ltz, timestamp_tz, binary, variant, object, array
   * @param length characters of a text, else 0
   * @param byteLength bytes of a text or binary, else 0
   */
  record ResultColumn(
      String name,
      String type,
      int precision,
      int scale,
      int length,
      int byteLength,
      boolean nullable) {}
}
