package dev.datamigration.model.plan;

/**
 * A run of a source and target that remember what earlier runs did.
 *
 * @param version of the state found, which no other run may have changed when this one's rows are
 *     put into the target; 0 if there was none
 * @param targetIdentity of the target as the run before left it; null if there was none
 * @param since what the run before left; null if there was none
 * @param plan null before planning
 */
public record SyncRun(long version, String targetIdentity, SyncState since, SyncPlan plan) {
  /** The same, planned. */
  public SyncRun planned(SyncPlan made) {
    return new SyncRun(version, targetIdentity, since, made);
  }
}
