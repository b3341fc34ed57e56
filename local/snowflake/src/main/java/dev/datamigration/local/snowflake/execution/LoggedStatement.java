package dev.datamigration.local.snowflake.execution;

import java.time.Instant;

/**
 * A statement that came in.
 *
 * @param text as sent, without bind values
 * @param queryTag its own or, without one, the session's; empty for none
 */
public record LoggedStatement(
    String queryId, String user, String text, String queryTag, Instant receivedAt) {}
