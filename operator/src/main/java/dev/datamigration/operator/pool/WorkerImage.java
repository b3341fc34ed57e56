package dev.datamigration.operator.pool;

/**
 * The image workers run.
 *
 * @param pullPolicy Kubernetes' {@code imagePullPolicy}
 */
public record WorkerImage(String name, String pullPolicy) {}
