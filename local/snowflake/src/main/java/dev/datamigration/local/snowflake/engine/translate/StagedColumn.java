package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.type.SnowType;

/**
 * A column of staged files.
 *
 * @param name exact, as in the files
 * @param sql its value in physical form; null if it cannot be read
 */
public record StagedColumn(String name, String sql, SnowType type) {}
