package dev.datamigration.local.snowflake.result;

import dev.datamigration.local.snowflake.engine.StatementResult.ResultColumn;
import java.util.List;

/**
 * A result that was read to its end: its first rows in memory, the others in files.
 *
 * @param statementTypeId as the driver knows it
 * @param inline the first rows
 * @param inlineChars what they weigh
 * @param total rows in all
 */
public record StoredRows(
    long statementTypeId,
    List<ResultColumn> columns,
    List<String[]> inline,
    long inlineChars,
    List<StoredChunk> chunks,
    long total) {
  public StoredRows {
    columns = List.copyOf(columns);
    inline = List.copyOf(inline);
    chunks = List.copyOf(chunks);
  }

  /** The same rows as the result of another kind of statement. */
  public StoredRows as(long otherStatementTypeId) {
    return new StoredRows(otherStatementTypeId, columns, inline, inlineChars, chunks, total);
  }
}
