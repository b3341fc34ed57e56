package dev.datamigration.model.message;

/**
 * A task in the hands of one worker. The triple (task, attempt, worker) is the fence: only a report
 * that carries the current attempt counts.
 *
 * @param taskId deterministic, unique in the ledger
 * @param attempt from 1
 * @param lane which of the worker's lanes runs it, from 0; a lane runs its tasks one after another,
 *     so the number of lanes in use is exactly the number of concurrent tasks at the source
 * @param laneOrder ascending order within the lane
 * @param recall whether the operator wants it back
 * @param workflowId for log lines and query tags
 */
public record Assignment(
    String taskId,
    int attempt,
    int lane,
    long laneOrder,
    Recall recall,
    String workflowId,
    TaskWork work) {}
