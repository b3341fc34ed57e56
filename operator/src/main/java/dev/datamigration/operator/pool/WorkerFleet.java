package dev.datamigration.operator.pool;

import java.time.Duration;

/**
 * What all pools have in common.
 *
 * @param lease after which the engine gives a silent worker up
 * @param shrinkDelay how long less work must be wanted before a pool shrinks
 * @param progressInterval between two writes of a pool's figures
 */
public record WorkerFleet(
    WorkerImage image, Duration lease, Duration shrinkDelay, Duration progressInterval) {}
