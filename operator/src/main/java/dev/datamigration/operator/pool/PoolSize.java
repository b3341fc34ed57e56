package dev.datamigration.operator.pool;

/**
 * How many workers a pool is to have.
 *
 * @param reason one sentence for a person
 */
record PoolSize(int replicas, String reason) {}
