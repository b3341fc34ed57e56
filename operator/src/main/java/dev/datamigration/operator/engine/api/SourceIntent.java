package dev.datamigration.operator.engine.api;

/**
 * What a SourceConnection says that the engine needs.
 *
 * @param maxConcurrentTasks never exceeded, over all workflows and workers; null for no limit
 */
public record SourceIntent(ObjectKey key, String platform, Integer maxConcurrentTasks) {}
