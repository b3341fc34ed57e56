package dev.datamigration.operator.engine.core;

import dev.datamigration.model.error.Failure;
import dev.datamigration.model.message.WorkerDescription;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** One live worker in memory. */
final class WorkerState {
  final String id;

  /** Null until its first heartbeat reaches this leader. */
  WorkerDescription description;

  Instant lastSeen;

  /** When it was given work last; null if never by this leader. */
  Instant givenAt;

  boolean draining;
  Failure sourceFailure;

  /** What each lane holds; lanes that hold nothing are missing. */
  final Map<Integer, Deque<TaskState>> lanes = new HashMap<>();

  WorkerState(String id, Instant lastSeen) {
    this.id = id;
    this.lastSeen = lastSeen;
  }

  /** Whether it may be given work. */
  boolean takesWork() {
    return description != null && !draining && sourceFailure == null;
  }

  void give(TaskState task, Instant now) {
    givenAt = now;
    lanes.computeIfAbsent(task.lane, lane -> new ArrayDeque<>()).addLast(task);
  }

  void take(TaskState task) {
    Deque<TaskState> lane = lanes.get(task.lane);
    if (lane != null) {
      lane.remove(task);
      if (lane.isEmpty()) {
        lanes.remove(task.lane);
      }
    }
  }
}
