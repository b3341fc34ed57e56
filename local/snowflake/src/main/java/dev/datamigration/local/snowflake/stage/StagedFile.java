package dev.datamigration.local.snowflake.stage;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file in a stage.
 *
 * @param path relative to the stage's root, parts separated by slashes
 * @param file where it lies on this machine
 * @param sizeBytes its size
 * @param lastModified when it was written
 */
public record StagedFile(String path, Path file, long sizeBytes, Instant lastModified) {}
