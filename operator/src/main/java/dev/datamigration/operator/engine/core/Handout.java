package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.record.TaskRow.Kind;
import dev.datamigration.operator.engine.api.ObjectKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Hands ready tasks to lanes: the emptiest lane first, until each has enough waiting that its
 * worker need not ask often. A lane runs one task at a time, so counting lanes keeps a source's
 * limit exactly.
 */
final class Handout {
  /** Bytes a second assumed of a lane until a partition of the table has been seen. */
  private static final double ASSUMED_BYTES_PER_SECOND = 20_000_000;

  /**
   * One at work and one waiting, so that a lane does not stand still between a report and the
   * answer to it.
   */
  private static final int LEAST_STOCK = 2;

  private static final double PLAN_SECONDS = 1;
  private static final double UNKNOWN_SECONDS = 1;
  private static final double LEAST_SECONDS = 0.02;

  private final RunState run;
  private final TaskTransitions transitions;
  private final EngineSettings settings;
  private final Map<ObjectKey, Integer> lanesInUse = new HashMap<>();

  Handout(RunState run, TaskTransitions transitions, EngineSettings settings) {
    this.run = run;
    this.transitions = transitions;
    this.settings = settings;
  }

  private static final class Lane {
    final WorkerState worker;
    final int number;
    double seconds;
    int tasks;

    Lane(WorkerState worker, int number) {
      this.worker = worker;
      this.number = number;
      for (TaskState task : held()) {
        seconds += estimate(task);
        tasks++;
      }
    }

    Deque<TaskState> held() {
      return worker.lanes.getOrDefault(number, new ArrayDeque<>());
    }

    boolean serves(ObjectKey source) {
      return held().stream()
          .anyMatch(task -> task.table.workflow.intent.sourceConnection().equals(source));
    }
  }

  void handOut() {
    List<WorkflowState> workflows = new ArrayList<>(run.workflowsInTurn());
    workflows.removeIf(workflow -> !workflow.isRunnable());
    workflows.forEach(transitions::wake);
    PriorityQueue<Lane> lanes =
        new PriorityQueue<>(
            Comparator.comparingDouble((Lane lane) -> lane.seconds)
                .thenComparingInt(lane -> lane.tasks)
                .thenComparing(lane -> lane.worker.id)
                .thenComparingInt(lane -> lane.number));
    for (WorkerState worker : run.workers.values()) {
      if (worker.takesWork()) {
        for (int number = 0; number < worker.description.threads(); number++) {
          lanes.add(new Lane(worker, number));
        }
      }
    }
    double horizon = settings.laneHorizon().toMillis() / 1000.0;
    while (!lanes.isEmpty()) {
      Lane lane = lanes.poll();
      boolean stocked = lane.seconds >= horizon && lane.tasks >= LEAST_STOCK;
      if (stocked || lane.tasks >= settings.laneTasks()) {
        continue;
      }
      TaskState task = next(lane, workflows);
      if (task != null) {
        give(lane, task);
        lanes.add(lane);
      }
    }
  }

  private void give(Lane lane, TaskState task) {
    ObjectKey source = task.table.workflow.intent.sourceConnection();
    if (!lane.serves(source)) {
      lanesInUse.merge(source, 1, Integer::sum);
    }
    transitions.assign(task, lane.worker, lane.number);
    lane.seconds += estimate(task);
    lane.tasks++;
  }

  /** The next task for a lane; its workflow goes to the end of the line. */
  private TaskState next(Lane lane, List<WorkflowState> workflows) {
    for (WorkflowState workflow : workflows) {
      ObjectKey source = workflow.intent.sourceConnection();
      if (!RunState.matches(lane.worker.description, workflow)) {
        continue;
      }
      boolean withinLimit =
          lane.serves(source)
              || lanesInUse.computeIfAbsent(source, run::lanesInUse) < run.laneLimit(source);
      TaskState task = withinLimit ? poll(workflow) : null;
      if (task != null) {
        return task;
      }
    }
    return null;
  }

  /**
   * Plans first, so that the size of the work is known early; then tables in the order they were
   * written.
   */
  private static TaskState poll(WorkflowState workflow) {
    for (TableState table : workflow.tables) {
      if (table.state == TableRow.State.PLANNING && !table.ready.isEmpty()) {
        return table.ready.poll();
      }
    }
    for (TableState table : workflow.tables) {
      if (table.state == TableRow.State.MOVING && !table.ready.isEmpty()) {
        return table.ready.poll();
      }
    }
    return null;
  }

  private static double estimate(TaskState task) {
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
