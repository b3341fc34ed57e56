package dev.datamigration.operator.engine.api;

/**
 * The work there is for the workers of one pool, and who is at it.
 *
 * @param readyTasks could run now if there were threads
 * @param assignedTasks handed out, running or waiting in a lane
 * @param busyThreads lanes with a task
 * @param liveWorkers within their lease
 * @param liveThreads lanes of live workers
 * @param threadLimit lanes the source's limit allows; Integer.MAX_VALUE for no limit
 * @param activeWorkflows workflows not at their end and not suspended that this pool serves, those
 *     still before planning included
 */
public record PoolSnapshot(
    PoolKey key,
    long readyTasks,
    long assignedTasks,
    int busyThreads,
    int liveWorkers,
    int liveThreads,
    int threadLimit,
    int activeWorkflows) {}
