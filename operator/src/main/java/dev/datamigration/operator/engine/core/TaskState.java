package dev.datamigration.operator.engine.core;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.ledger.record.TaskRow;
import dev.datamigration.ledger.record.TaskRow.Kind;
import dev.datamigration.ledger.record.TaskRow.State;
import dev.datamigration.model.error.Failure;
import dev.datamigration.model.message.Recall;
import dev.datamigration.model.message.StagedFile;
import java.time.Instant;
import java.util.List;

/** One task in memory. */
final class TaskState {
  final String id;
  final TableState table;
  final Kind kind;
  final int partitionNumber;
  JsonNode partitionSpec;
  long estimatedBytes;
  State state = State.READY;
  int attempt;
  int failures;
  Instant notBefore;
  String workerId;
  int lane;
  long laneOrder;

  /** Whether its worker is to hand it back. */
  Recall recall = Recall.NONE;

  long rows;
  long bytes;
  List<StagedFile> files = List.of();
  String loadId;

  /** Rows read so far by the running attempt. */
  long runningRows;

  /** Why it waits to be tried again; null otherwise. */
  Failure waitingFor;

  /** Cancelled while a worker held it, and the worker has not let go yet. */
  boolean held;

  /** Since when it is so, as far as this leader knows. */
  Instant heldSince;

  TaskState(
      String id,
      TableState table,
      Kind kind,
      int partitionNumber,
      JsonNode partitionSpec,
      long estimatedBytes) {
    this.id = id;
    this.table = table;
    this.kind = kind;
    this.partitionNumber = partitionNumber;
    this.partitionSpec = partitionSpec;
    this.estimatedBytes = estimatedBytes;
  }

  /** Whether a report about this attempt by this worker counts. */
  boolean isCurrent(int reportedAttempt, String reporter) {
    return state == State.ASSIGNED && attempt == reportedAttempt && reporter.equals(workerId);
  }

  long stagedBytes() {
    return files.stream().mapToLong(StagedFile::sizeBytes).sum();
  }

  boolean isTerminal() {
    return state == State.SUCCEEDED || state == State.FAILED || state == State.CANCELLED;
  }

  TaskRow toRow(JsonNode filesTree, Instant now) {
    boolean assigned = state == State.ASSIGNED;
    return new TaskRow(
        id,
        table.id,
        table.workflow.id,
        kind,
        partitionNumber,
        partitionSpec,
        state,
        attempt,
        failures,
        notBefore,
        workerId,
        assigned ? lane : null,
        assigned ? laneOrder : null,
        recall,
        rows,
        bytes,
        filesTree,
        loadId,
        now);
  }
}
