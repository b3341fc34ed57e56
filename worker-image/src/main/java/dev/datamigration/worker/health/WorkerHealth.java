package dev.datamigration.worker.health;

/** How a worker is. Safe for use by several threads; answers at once. */
public interface WorkerHealth {
  /** Why the process should be started anew; null if it should not. */
  String notLive();

  /** Why the worker cannot do its work now; null if it can. */
  String notReady();
}
