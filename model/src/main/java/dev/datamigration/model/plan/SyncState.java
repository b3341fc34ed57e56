package dev.datamigration.model.plan;

import dev.datamigration.model.config.Synchronization.Strategy;

/**
 * What a run leaves to the next one of the same source and target.
 *
 * @param strategy by which the target was brought to where it is
 * @param shape a fingerprint of what was migrated: columns, types, key, condition
 * @param watermarkColumn the source's exact name of it, by strategy watermark; otherwise null
 * @param watermark the value up to which, itself included, every row was read; null if no row had
 *     one
 */
public record SyncState(
    Strategy strategy, String shape, String watermarkColumn, KeyValue watermark) {}
