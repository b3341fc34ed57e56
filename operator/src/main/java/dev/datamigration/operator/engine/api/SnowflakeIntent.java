package dev.datamigration.operator.engine.api;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeLogin;

/**
 * What a SnowflakeConnection says, its Secret resolved.
 *
 * @param workerRole the role workers use, granted what they need on the ledger; null: the
 *     operator's own
 */
public record SnowflakeIntent(
    ObjectKey key,
    long generation,
    SnowflakeLogin login,
    LedgerLocation ledger,
    String workerRole) {}
