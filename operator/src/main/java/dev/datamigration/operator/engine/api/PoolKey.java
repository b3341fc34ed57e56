package dev.datamigration.operator.engine.api;

/**
 * Which work a pool's workers may take.
 *
 * @param affinity null for none
 */
public record PoolKey(ObjectKey snowflakeConnection, ObjectKey sourceConnection, String affinity) {}
