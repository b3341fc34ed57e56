package dev.datamigration.crash;

/** What happens at a call. */
enum CrashKind {
  /** The call is not made: the session ends before the statement, the source hangs up. */
  REQUEST_LOST,
  /** The call is made, COMMIT too, and the connection breaks before the answer. */
  REPLY_LOST,
  /** The call is answered with an error and its session goes on; a file cannot be written. */
  REFUSED,
  /** The operator is killed; another takes over a little later. */
  OPERATOR_KILLED,
  /** The worker whose call it is is killed, or the first one; another starts a little later. */
  WORKER_KILLED,
  /** Everything is killed. */
  ALL_KILLED,
  /** The operator stops for a while in which another leads, and then goes on where it was. */
  OPERATOR_PAUSED,
  /** The worker stops for longer than its lease, and then goes on where it was. */
  WORKER_PAUSED
}
