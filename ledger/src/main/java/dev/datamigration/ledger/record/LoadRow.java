package dev.datamigration.ledger.record;

import java.time.Instant;

/**
 * A row of LOAD: one COPY INTO. A session may mark it LOADED only while epoch and attempt are what
 * it was told.
 *
 * @param rowCount rows the files were reported to hold
 * @param rowsLoaded 0 until loaded
 */
public record LoadRow(
    String loadId,
    String tableId,
    String workflowId,
    long epoch,
    int attempt,
    State state,
    int fileCount,
    long rowCount,
    long rowsLoaded,
    long byteCount,
    Instant submittedAt,
    Instant loadedAt) {
  /** Where a load is. */
  public enum State {
    SUBMITTED,
    LOADED,
    FAILED
  }
}
