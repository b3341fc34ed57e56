package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.record.TaskRow.Kind;
import dev.datamigration.model.error.Failure;
import dev.datamigration.model.message.WorkerDescription;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.SourceIntent;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything the leader knows: what the ledger holds of the workflows it works on, and what workers
 * told it. Lost with the process and made anew from the ledger. One thread.
 */
final class RunState {
  private static final long LANE_ORDERS = 1_000_000_000L;

  final long epoch;
  final Map<String, WorkflowState> workflows = new LinkedHashMap<>();
  final Map<String, TableState> tables = new HashMap<>();

  /** Of tables not at their end. */
  final Map<String, TaskState> tasks = new HashMap<>();

  final Map<String, LoadState> loads = new LinkedHashMap<>();
  final Map<String, WorkerState> workers = new TreeMap<>();
  final Map<ObjectKey, SourceIntent> sources = new HashMap<>();

  /** Intents that could not be made into workflows; each is told once. */
  final Map<String, Refusal> refused = new HashMap<>();

  private long laneOrder;
  private int turn;

  RunState(long epoch) {
    this.epoch = epoch;
  }

  /**
   * Ascending over all epochs, so that tasks handed out later come later in their lane; but plans
   * come before the partitions of their epoch: they are short, and the size of the work is not
   * known without them.
   */
  long nextLaneOrder(Kind kind) {
    long order = epoch * LANE_ORDERS + laneOrder++;
    return kind == Kind.PLAN ? order - LANE_ORDERS / 2 : order;
  }

  /** Why exactly this intent was refused; null if it was not. */
  Failure refusal(WorkflowIntent intent) {
    Refusal refusal = refused.get(LedgerIds.workflow(intent));
    return refusal != null && refusal.intent().equals(intent) ? refusal.why() : null;
  }

  /** Another tick begins. */
  void nextTurn() {
    turn++;
  }

  /**
   * Workflows in an order that starts with another one each time, so that none is always served
   * last.
   */
  List<WorkflowState> workflowsInTurn() {
    List<WorkflowState> all = new ArrayList<>(workflows.values());
    if (all.isEmpty()) {
      return all;
    }
    int start = Math.floorMod(turn, all.size());
    List<WorkflowState> rotated = new ArrayList<>(all.subList(start, all.size()));
    rotated.addAll(all.subList(0, start));
    return rotated;
  }

  /** The known ones; of a table at its end, those that are still held, or all if they were read. */
  List<TaskState> tasksOf(TableState table) {
    return tasks.values().stream().filter(task -> task.table == table).toList();
  }

  WorkerState worker(String id, Instant now) {
    return workers.computeIfAbsent(id, key -> new WorkerState(key, now));
  }

  /** The lanes of every worker that may be given work. */
  List<Lane> lanesThatTakeWork(Instant now) {
    List<Lane> lanes = new ArrayList<>();
    for (WorkerState worker : workers.values()) {
      if (worker.takesWork()) {
        for (int number = 0; number < worker.description.threads(); number++) {
          lanes.add(new Lane(worker, number, now));
        }
      }
    }
    return lanes;
  }

  /**
   * Lanes that hold a task of this source: exactly the tasks that can run there at the same time.
   */
  int lanesInUse(ObjectKey source) {
    Set<String> lanes = new HashSet<>();
    for (WorkerState worker : workers.values()) {
      worker.lanes.forEach(
          (lane, held) -> {
            if (held.stream()
                .anyMatch(task -> task.table.workflow.intent.sourceConnection().equals(source))) {
              lanes.add(worker.id + '#' + lane);
            }
          });
    }
    return lanes.size();
  }

  int laneLimit(ObjectKey source) {
    SourceIntent intent = sources.get(source);
    return intent == null || intent.maxConcurrentTasks() == null
        ? Integer.MAX_VALUE
        : intent.maxConcurrentTasks();
  }

  /** Whether a worker may take this workflow's work. */
  static boolean matches(WorkerDescription worker, WorkflowState workflow) {
    boolean sameAffinity =
        worker.affinity() == null
            ? workflow.intent.affinity() == null
            : worker.affinity().equals(workflow.intent.affinity());
    boolean sameSource =
        worker.sourceConnection() == null
            || worker.sourceConnection().equals(workflow.intent.sourceConnection().toString());
    return sameAffinity && sameSource && worker.platform().equals(workflow.intent.platform());
  }
}
