package dev.datamigration.worker.source;

/**
 * What an extraction read.
 *
 * @param bytes uncompressed, as they came over the wire
 */
public record ExtractedTotals(long rows, long bytes) {}
