package dev.datamigration.operator.pool;

/**
 * Where things lie in a worker's container, and how it ends; {@code docs/worker-configuration.md}.
 */
final class WorkerLayout {
  static final String CONFIGURATION_FOLDER = "/etc/dmw/worker";
  static final String CONFIGURATION_FILE = "worker.toml";
  static final String SOURCE_SECRET = "/etc/dmw/source";
  static final String SNOWFLAKE_SECRET = "/etc/dmw/snowflake";
  static final String SCRATCH = "/var/lib/dmw/scratch";
  static final int HEALTH_PORT = 8080;
  static final int GRACE_SECONDS = 25;

  /** 15 seconds more than the worker needs. */
  static final int TERMINATION_GRACE_SECONDS = 40;

  private WorkerLayout() {}
}
