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
}
