package dev.datamigration.model.config;

/** Renames a column. */
public record ColumnNameMapping(String sourceName, String targetName) {}
