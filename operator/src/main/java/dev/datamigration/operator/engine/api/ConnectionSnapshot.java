package dev.datamigration.operator.engine.api;

import dev.datamigration.model.error.Failure;

/**
 * The state of a SnowflakeConnection.
 *
 * @param observedGeneration the newest intent the engine has absorbed
 * @param state tested or not
 * @param ledgerVersion the ledger's schema version; 0 when unknown
 * @param failure why it is not ready; null otherwise
 */
public record ConnectionSnapshot(
    ObjectKey key, long observedGeneration, State state, int ledgerVersion, Failure failure) {
  /** Whether the operator could log in and use the ledger. */
  public enum State {
    TESTING,
    READY,
    FAILED
  }
}
