package dev.datamigration.local.snowflake.execution;

import java.time.Instant;

/**
 * A statement that came in.
 *
 * @param text as sent, without bind values
 * @param queryTag null for none of its own
 */
public record LoggedStatement(
    String queryId, String user, String text, String queryTag, Instant receivedAt) {}
