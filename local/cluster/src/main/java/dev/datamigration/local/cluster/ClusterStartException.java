package dev.datamigration.local.cluster;

/** The cluster could not be started; the message says why and what to do. */
public final class ClusterStartException extends RuntimeException {
  ClusterStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
