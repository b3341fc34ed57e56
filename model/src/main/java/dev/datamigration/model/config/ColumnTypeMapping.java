package dev.datamigration.model.config;

/** Overrides the default type map for every column of a source type. */
public record ColumnTypeMapping(String sourceType, String targetType) {}
