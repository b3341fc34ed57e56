package dev.datamigration.ledger.record;

import java.time.Instant;

/**
 * A row of ATTEMPT: history, never changed.
 *
 * @param subjectId a task's, load's or table's id
 * @param kind PLAN, EXTRACT, PREPARE, LOAD or CLEAN
 * @param outcome SUCCEEDED, FAILED, RELEASED, LOST, CANCELLED or STALE (a report that came too late
 *     and was ignored)
 */
public record AttemptRow(
    String workflowId,
    String tableId,
    String subjectId,
    String kind,
    int attempt,
    String workerId,
    String outcome,
    long rowCount,
    long byteCount,
    long millis,
    String errorCode,
    String errorClass,
    String errorMessage,
    Instant endedAt) {}
