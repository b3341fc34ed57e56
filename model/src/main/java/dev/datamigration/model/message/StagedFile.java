package dev.datamigration.model.message;

/**
 * A file a worker finished and uploaded.
 *
 * @param path relative to the stage's root
 * @param sizeBytes as uploaded
 * @param rows rows written to it, at least 1 (an empty partition has no file)
 */
public record StagedFile(String path, long sizeBytes, long rows) {}
