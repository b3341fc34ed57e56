package dev.datamigration.ledger.connection;

import com.zaxxer.hikari.SQLExceptionOverride;
import dev.datamigration.ledger.error.SnowflakeErrors;
import java.sql.SQLException;

/**
 * Keeps sessions that Snowflake has ended out of the pool, which knows broken connections by
 * SQLSTATE alone.
 */
final class EndedSessions implements SQLExceptionOverride {
  @java.lang.Override
  public SQLExceptionOverride.Override adjudicate(SQLException error) {
    return SnowflakeErrors.isConnectionBroken(error)
        ? SQLExceptionOverride.Override.MUST_EVICT
        : SQLExceptionOverride.Override.CONTINUE_EVICT;
  }
}
