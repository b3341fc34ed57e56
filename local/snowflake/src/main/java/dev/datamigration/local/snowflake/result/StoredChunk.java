package dev.datamigration.local.snowflake.result;

import java.nio.file.Path;

/**
 * Rows of a result in a file: JSON arrays separated by commas, gzipped.
 *
 * @param rows how many
 * @param uncompressedBytes of the JSON
 * @param compressedBytes of the file
 */
public record StoredChunk(Path file, int rows, int uncompressedBytes, int compressedBytes) {}
