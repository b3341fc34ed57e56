package dev.datamigration.model.plan;

/**
 * One unit of extraction.
 *
 * @param number from 1, unique in the table
 * @param estimatedRows from statistics, never relied on for correctness; 0 when unknown
 * @param estimatedBytes uncompressed, from statistics; 0 when unknown
 */
public record Partition(int number, KeyRange range, long estimatedRows, long estimatedBytes) {}
