package dev.datamigration.ledger.mailbox;

/**
 * Where an attempt's files lie in the stage: {@code
 * <workflow>/<run>/<table>/<partition>/<attempt>/}. The ids of workflows, tables and tasks are made
 * so that a task's id is the path of its partition.
 */
public final class StagePath {
  private StagePath() {}

  /** The folder under which everything lies that a workflow's workers staged. */
  public static String ofWorkflow(String workflowId) {
    return workflowId + "/";
  }

  /** The folder of one attempt, ending in a slash so that it is never the prefix of another. */
  public static String of(String taskId, int attempt) {
    return taskId + "/" + attempt + "/";
  }
}
