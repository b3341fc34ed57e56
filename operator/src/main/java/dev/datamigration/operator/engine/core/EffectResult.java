package dev.datamigration.operator.engine.core;

import dev.datamigration.model.error.Failure;

/** How an effect ended. */
public sealed interface EffectResult {
  /** The target exists and fits. */
  record TargetPrepared(String tableId, String identity) implements EffectResult {}

  /** The target does not exist or does not fit. */
  record TargetRefused(String tableId, Failure failure) implements EffectResult {}

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
