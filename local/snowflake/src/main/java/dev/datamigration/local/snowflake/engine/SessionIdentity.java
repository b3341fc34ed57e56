package dev.datamigration.local.snowflake.engine;

/**
 * Who logged in and where the session starts.
 *
 * @param role the current role, exact
 * @param warehouse null for none
 * @param database null for none
 * @param schema null for none
 */
public record SessionIdentity(
    String user, String role, String warehouse, String database, String schema) {}
