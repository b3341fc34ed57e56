package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.type.SnowType;

/**
 * A column that a query can see.
 *
 * @param name exact
 * @param sql the column in DuckDB's SQL
 */
record BoundColumn(String name, String sql, SnowType type) {}
