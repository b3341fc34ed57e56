package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.type.SnowType;

/** A column that a query gives; in DuckDB it is called {@code c1}, {@code c2} and so on. */
public record QueryColumn(String name, SnowType type) {}
