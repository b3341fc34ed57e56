package dev.datamigration.local.quickstart;

import java.time.Duration;

/**
 * How far one table has come, by the ledger's view.
 *
 * @param name as the source names it
 * @param status the ledger's word
 * @param partitions zero until it is planned
 * @param rowsExpected by the source's statistics; zero when unknown
 * @param time since its first task began; zero before
 * @param error an example, empty when there is none
 */
public record TableProgress(
    String name,
    String status,
    long partitions,
    long partitionsLoaded,
    long rowsExpected,
    long rowsExtracted,
    long rowsLoaded,
    long bytesStaged,
    Duration time,
    String error) {}
