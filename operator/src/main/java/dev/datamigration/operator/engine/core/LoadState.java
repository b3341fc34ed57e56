package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.model.error.Failure;
import java.time.Instant;
import java.util.List;

/** One load in memory; only open ones are kept. */
final class LoadState {
  final String id;
  final TableState table;
  final LoadRow.Kind kind;
  final List<TaskState> tasks;
  final Instant submittedAt;
  long epoch;
  int attempt;
  int failures;
  LoadRow.State state = LoadRow.State.SUBMITTED;

  /** A COPY of this load is running or about to. */
  boolean inFlight;

  Instant notBefore;
  Failure waitingFor;

  LoadState(
      String id,
      TableState table,
      LoadRow.Kind kind,
      List<TaskState> tasks,
      long epoch,
      int attempt,
      Instant submittedAt) {
    this.id = id;
    this.table = table;
    this.kind = kind;
    this.tasks = List.copyOf(tasks);
    this.epoch = epoch;
    this.attempt = attempt;
    this.submittedAt = submittedAt;
  }

  int fileCount() {
    return tasks.stream().mapToInt(task -> task.files.size()).sum();
  }

  long rows() {
    return kind == LoadRow.Kind.APPLY
        ? table.rowsExtracted
        : tasks.stream().mapToLong(task -> task.rows).sum();
  }

  long bytes() {
    return tasks.stream().mapToLong(TaskState::stagedBytes).sum();
  }

  LoadRow toRow() {
    return new LoadRow(
        id,
        table.id,
        table.workflow.id,
        kind,
        epoch,
        attempt,
        state,
        fileCount(),
        rows(),
        0,
        bytes(),
        submittedAt,
        null);
  }
}
