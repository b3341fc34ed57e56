package dev.datamigration.ledger.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A row of TABLE_RUN.
 *
 * @param sourceName as the user wrote it, for people
 * @param targetIdentity tells the table apart from one of the same name made later; null before it
 *     was prepared
 * @param stagingIdentity the same of the table that rows are loaded into before they are applied to
 *     the target; null if they are loaded into the target itself, or before it was prepared
 * @param configuration a TableConfiguration
 * @param plan a TaskWork.TableExtraction; null before planning
 * @param sync a SyncRun; null for strategy none, and before the last run's state was read
 * @param rowsExtracted and the figures after it are final once the state is terminal, and not kept
 *     up before
 */
public record TableRow(
    String tableId,
    String workflowId,
    int ordinal,
    String sourceName,
    String targetDatabase,
    String targetSchema,
    String targetTable,
    String targetIdentity,
    String stagingIdentity,
    State state,
    boolean suspended,
    JsonNode configuration,
    JsonNode plan,
    JsonNode sync,
    long partitions,
    long estimatedRows,
    long rowsExtracted,
    long rowsLoaded,
    long bytesStaged,
    long partitionsLoaded,
    long partitionsFailed,
    String errorCode,
    String errorClass,
    String errorMessage,
    Instant startedAt,
    Instant endedAt) {
  /** Where a table is. */
  public enum State {
    /** Its PLAN task is not done. */
    PLANNING,
    /** Planned and published; its target is being created or checked, nothing is handed out. */
    PREPARING,
    /** Extracting and loading. */
    MOVING,
    /** Every partition is loaded. */
    COMPLETED,
    /** At least one partition, or the table as a whole, failed for good. */
    FAILED,
    CANCELLED;

    /** Whether it stays so. */
    public boolean isTerminal() {
      return this == COMPLETED || this == FAILED || this == CANCELLED;
    }
  }
}
