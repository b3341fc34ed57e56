package dev.datamigration.ledger.load;

/** What lies in the stage. Safe for use by several threads. */
public interface StagedFiles {
  /**
   * Removes everything under a folder; nothing there is not an error.
   *
   * @param folder relative to the stage's root, ending in a slash so that it is never the prefix of
   *     another's
   */
  void remove(String workflowId, String folder);

  /**
   * Removes again what lies under the folders, and the staging tables, of workflows that succeeded
   * or were cancelled within the last week and whose files were removed then: a worker that stood
   * still meanwhile may have put one there since. Those that failed are left alone, as a retry may
   * fill their folders at any moment.
   */
  void sweep();
}
