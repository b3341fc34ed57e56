package dev.datamigration.model.config;

/** Where a table goes in Snowflake; names as the user writes them, quotes included where needed. */
public record TargetTable(
    String databaseName, String schemaName, String tableName, TableType tableType) {}
