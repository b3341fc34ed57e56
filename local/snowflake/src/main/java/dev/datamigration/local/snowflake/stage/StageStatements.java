package dev.datamigration.local.snowflake.stage;

import dev.datamigration.local.snowflake.engine.SessionIdentity;
import dev.datamigration.local.snowflake.engine.StatementResult;

/**
 * PUT, LIST (LS) and REMOVE (RM); GET is refused. Thread-safe, no part of any transaction, as in
 * Snowflake.
 */
public interface StageStatements {
  /** Whether a statement begins with one of the words above, after blanks and comments. */
  boolean handles(String sql);

  /**
   * Runs such a statement.
   *
   * @param identity supplies the database and schema that a location leaves out
   * @throws dev.datamigration.local.snowflake.engine.SqlError for what is wrong with it
   */
  StatementResult execute(String sql, SessionIdentity identity);
}
