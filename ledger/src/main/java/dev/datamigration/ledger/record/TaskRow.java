package dev.datamigration.ledger.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.model.message.Recall;
import java.time.Instant;

/**
 * A row of TASK.
 *
 * @param partitionNumber 0 for a PLAN task
 * @param partitionSpec a Partition; for a PLAN task the SyncState it begins with, or null
 * @param attempt of the current or last assignment; 0 before the first
 * @param failures attempts that ended in an error or were lost; hand-backs do not count
 * @param notBefore null: at once
 * @param recall whether its worker is to hand it back; {@code NONE} unless assigned
 * @param files a list of StagedFile once succeeded
 * @param loadId the load that carries its files; null: none yet
 */
public record TaskRow(
    String taskId,
    String tableId,
    String workflowId,
    Kind kind,
    int partitionNumber,
    JsonNode partitionSpec,
    State state,
    int attempt,
    int failures,
    Instant notBefore,
    String workerId,
    Integer lane,
    Long laneOrder,
    Recall recall,
    long rowCount,
    long byteCount,
    JsonNode files,
    String loadId,
    Instant updatedAt) {
  /** What is to be done. */
  public enum Kind {
    PLAN,
    EXTRACT
  }

  /** Where a task is. */
  public enum State {
    READY,
    ASSIGNED,
    SUCCEEDED,
    FAILED,
    CANCELLED
  }
}
