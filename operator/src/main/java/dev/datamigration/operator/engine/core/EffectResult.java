package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.target.PreparedTarget;
import dev.datamigration.model.error.Failure;
import dev.datamigration.model.plan.SyncRun;
import java.util.Map;
import java.util.Set;

/** How an effect ended. */
public sealed interface EffectResult {
  /** The target exists and fits. */
  record TargetPrepared(String tableId, PreparedTarget prepared) implements EffectResult {}

  /** The target does not exist or does not fit. */
  record TargetRefused(String tableId, Failure failure) implements EffectResult {}

  /** What earlier runs left, by table id; the beginning of a first run where they left nothing. */
  record SyncStatesRead(Map<String, SyncRun> runs) implements EffectResult {
    public SyncStatesRead {
      runs = Map.copyOf(runs);
    }
  }

  /** It could not be read. */
  record SyncStatesUnread(Set<String> tableIds, Failure failure) implements EffectResult {
    public SyncStatesUnread {
      tableIds = Set.copyOf(tableIds);
    }
  }

  /** Rows and mark are committed. */
  record LoadCommitted(String loadId, long rows) implements EffectResult {}

  /**
   * Nothing was loaded by this attempt, or nobody knows: {@link Failure#errorClass} says what to
   * do.
   */
  record LoadFailed(String loadId, int attempt, Failure failure) implements EffectResult {}

  /** Somebody else owns the load. */
  record LoadSuperseded(String loadId, int attempt) implements EffectResult {}

  /** The workflow's files are gone. */
  record StageCleaned(String workflowId) implements EffectResult {}

  /** A sweep has ended; one that failed was logged and is made again at its time. */
  record StageSwept() implements EffectResult {}

  /** They are not. */
  record StageNotCleaned(String workflowId, Failure failure) implements EffectResult {}
}
