package dev.datamigration.ledger.target;

/**
 * What tells a target apart from a later table of the same name.
 *
 * @param stagingIdentity the same of its staging table; null if it has none
 */
public record PreparedTarget(String identity, String stagingIdentity) {}
