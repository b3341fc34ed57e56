package dev.datamigration.local.snowflake.execution;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.StatementResult;
import dev.datamigration.local.snowflake.result.StoredRows;

/** What became of a statement. */
public sealed interface QueryOutcome {
  /** It gave rows, or counts. */
  record Answered(StoredRows rows) implements QueryOutcome {}

  /** It is a PUT, and the driver may upload now. */
  record UploadGranted(StatementResult.Upload upload) implements QueryOutcome {}

  /** It failed. */
  record Failed(SqlError error) implements QueryOutcome {}
}
