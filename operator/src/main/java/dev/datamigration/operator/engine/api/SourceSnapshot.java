package dev.datamigration.operator.engine.api;

import dev.datamigration.model.error.Failure;

/**
 * What workers say of a source.
 *
 * @param tested whether a worker has tried it since this engine started
 * @param failure why it cannot be reached; null if it can, or nobody tried
 */
public record SourceSnapshot(ObjectKey key, boolean tested, Failure failure) {}
