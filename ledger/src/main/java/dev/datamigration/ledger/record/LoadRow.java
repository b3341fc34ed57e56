package dev.datamigration.ledger.record;

import java.time.Instant;

/**
 * A row of LOAD: one change of a table that must happen once. A session may mark it LOADED only
 * while epoch and attempt are what it was told.
 *
 * @param kind what is done
 * @param rowCount rows the files were reported to hold
 * @param rowsLoaded 0 until loaded
 */
public record LoadRow(
    String loadId,
    String tableId,
    String workflowId,
    Kind kind,
    long epoch,
    int attempt,
    State state,
    int fileCount,
    long rowCount,
    long rowsLoaded,
    long byteCount,
    Instant submittedAt,
    Instant loadedAt) {
  /** What a load does. */
  public enum Kind {
    /** COPY of staged files, into the target or its staging table. */
    COPY,
    /** The rows of the staging table, all of them loaded, change the target. */
    APPLY
  }

  /** Where a load is. */
  public enum State {
    SUBMITTED,
    LOADED,
    FAILED
  }
}
