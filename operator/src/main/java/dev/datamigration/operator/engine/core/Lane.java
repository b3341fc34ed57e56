package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.record.TaskRow.Kind;
import dev.datamigration.operator.engine.api.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** One lane of a live worker and the work it has left by estimate. */
final class Lane {
  /** Bytes a second assumed of a lane until a partition of the table has been seen. */
  private static final double ASSUMED_BYTES_PER_SECOND = 20_000_000;

  private static final double PLAN_SECONDS = 1;
  private static final double UNKNOWN_SECONDS = 1;
  private static final double LEAST_SECONDS = 0.02;

  final WorkerState worker;
  final int number;
  private double seconds;
  private int tasks;

  Lane(WorkerState worker, int number, Instant now) {
    this.worker = worker;
    this.number = number;
    held().forEach(this::add);
    seconds = Math.max(0, seconds - unheard(now));
  }

  /** Since the worker was heard of or given work: it works on meanwhile. */
  private double unheard(Instant now) {
    Instant known =
        worker.givenAt != null && worker.givenAt.isAfter(worker.lastSeen)
            ? worker.givenAt
            : worker.lastSeen;
    return Math.max(0, Duration.between(known, now).toMillis() / 1000.0);
  }

  void add(TaskState task) {
    seconds += estimate(task);
    tasks++;
  }

  double seconds() {
    return seconds;
  }

  int tasks() {
    return tasks;
  }

  Deque<TaskState> held() {
    return worker.lanes.getOrDefault(number, new ArrayDeque<>());
  }

  boolean serves(ObjectKey source) {
    return held().stream()
        .anyMatch(task -> task.table.workflow.intent.sourceConnection().equals(source));
  }

  /** Seconds a task takes. */
  static double estimate(TaskState task) {
    if (task.kind == Kind.PLAN) {
      return PLAN_SECONDS;
    }
    if (task.table.averageExtraction != null) {
      return Math.max(LEAST_SECONDS, task.table.averageExtraction.toMillis() / 1000.0);
    }
    return task.estimatedBytes == 0
        ? UNKNOWN_SECONDS
        : Math.max(LEAST_SECONDS, task.estimatedBytes / ASSUMED_BYTES_PER_SECOND);
  }
}
