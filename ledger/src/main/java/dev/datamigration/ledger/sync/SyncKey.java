package dev.datamigration.ledger.sync;

/**
 * A source table and the target it fills.
 *
 * @param stateId names the pair
 * @param sourceConnection for people, as are the names
 */
public record SyncKey(
    String stateId, String sourceConnection, String sourceName, String targetName) {}
