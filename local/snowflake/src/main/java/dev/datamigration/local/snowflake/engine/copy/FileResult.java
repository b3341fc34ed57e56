package dev.datamigration.local.snowflake.engine.copy;

/** What became of a file. */
public record FileResult(String path, long rows) {}
