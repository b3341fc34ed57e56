package dev.datamigration.operator.engine.api;

import dev.datamigration.model.config.TableConfiguration;
import java.util.List;

/**
 * What a DataMigrationWorkflow asks for, free of Kubernetes types: the engine's input.
 *
 * @param uid of the object; one object is one run
 * @param generation of the spec this intent was made from
 * @param affinity null for none
 * @param tables effective configurations: merged with the workflow's default and validated; none if
 *     they cannot be read any more, which leaves the tables of a known workflow as they are
 * @param cleanUp what happens to staged files at the end
 * @param suspend begin nothing
 * @param suspendPolicy what becomes of what has begun when something is suspended
 * @param retry asks for what failed to be tried again: each new text once; null for never
 * @param deleted the object is being deleted: stop everything and clean up
 * @param hasLoaded its object shows that rows were loaded or that it has ended: it is not begun
 *     anew if the ledger does not know it
 */
public record WorkflowIntent(
    ObjectKey key,
    String uid,
    long generation,
    ObjectKey snowflakeConnection,
    ObjectKey sourceConnection,
    String platform,
    String affinity,
    List<TableConfiguration> tables,
    CleanUp cleanUp,
    boolean suspend,
    SuspendPolicy suspendPolicy,
    String retry,
    boolean deleted,
    boolean hasLoaded) {
  public WorkflowIntent {
    tables = List.copyOf(tables);
  }

  /** The same, of a workflow that has loaded rows or has ended. */
  public WorkflowIntent loaded() {
    return new WorkflowIntent(
        key,
        uid,
        generation,
        snowflakeConnection,
        sourceConnection,
        platform,
        affinity,
        tables,
        cleanUp,
        suspend,
        suspendPolicy,
        retry,
        deleted,
        true);
  }

  /** What becomes of running tasks when their table or workflow is suspended. */
  public enum SuspendPolicy {
    /** They end by themselves. */
    FINISH,
    /** They are given up and done again later. */
    HAND_BACK
  }

  /** What happens to the workflow's own staged files at its end. */
  public enum CleanUp {
    NEVER,
    ON_SUCCESS,
    ALWAYS
  }
}
