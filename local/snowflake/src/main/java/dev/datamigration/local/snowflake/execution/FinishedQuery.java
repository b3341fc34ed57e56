package dev.datamigration.local.snowflake.execution;

import dev.datamigration.local.snowflake.engine.SessionIdentity;
import java.time.Instant;
import java.util.Map;

/**
 * A statement at its end.
 *
 * @param identity the session's, after the statement
 * @param changedParameters session parameters that the driver has not heard of yet
 */
public record FinishedQuery(
    QueryOutcome outcome,
    SessionIdentity identity,
    Map<String, Object> changedParameters,
    Instant endedAt) {}
