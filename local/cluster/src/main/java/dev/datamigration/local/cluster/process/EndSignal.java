package dev.datamigration.local.cluster.process;

/** The signal that ends a process for good once nobody looks after it any more. */
public enum EndSignal {
  KILL,
  /** For PostgreSQL, which gives its shared memory back on it. */
  QUIT
}
