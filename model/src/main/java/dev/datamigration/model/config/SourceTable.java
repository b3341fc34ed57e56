package dev.datamigration.model.config;

/** Where a table is at the source; names as the user writes them, quotes included where needed. */
public record SourceTable(String databaseName, String schemaName, String tableName) {}
