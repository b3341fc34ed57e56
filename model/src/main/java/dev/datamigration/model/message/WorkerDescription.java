package dev.datamigration.model.message;

/**
 * Who a worker is.
 *
 * @param workerId unique for each start of a process
 * @param host stable across restarts in one place (the pod's name, a machine's name): a new worker
 *     of the same host replaces the one before it
 * @param affinity null for none; only work with the same affinity, or none, is taken
 * @param platform {@code sqlserver}, {@code redshift}, {@code postgresql}
 * @param sourceConnection {@code namespace/name} of the SourceConnection it serves; null for a
 *     worker outside a cluster, which serves every connection of its platform and affinity
 * @param threads lanes it has, at least 1
 * @param version of the worker's build
 */
public record WorkerDescription(
    String workerId,
    String host,
    String affinity,
    String platform,
    String sourceConnection,
    int threads,
    String version) {}
