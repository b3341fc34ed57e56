package dev.datamigration.crash;

/** Ends what a process that was killed is doing; nothing it calls answers it any more. */
final class ProcessKilled extends Error {
  private static final long serialVersionUID = 1;

  ProcessKilled(String process) {
    super(process + " was killed", null, false, false);
  }
}
