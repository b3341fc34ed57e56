package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.operator.engine.api.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Hands ready tasks to lanes once one of them runs low: then each gets its share, the emptiest
 * first. A share is half of what is left, divided by the lanes, within limits: large while much is
 * left, so that few hand-outs do, small at the end, so that lanes end together (guided
 * self-scheduling: Polychronopoulos and Kuck, IEEE Transactions on Computers 36(12), 1987). A lane
 * runs one task at a time, so counting lanes keeps a source's limit exactly.
 */
final class Handout {
  /**
   * One at work and one waiting, so that a lane does not stand still between a report and the
   * answer to it.
   */
  private static final int LEAST_STOCK = 2;

  /** Until the first partition of a table is done, nobody knows how long one takes. */
  private static final int UNMEASURED_STOCK = 16;

  private final RunState run;
  private final TaskTransitions transitions;
  private final EngineSettings settings;
  private final Instant now;
  private final Map<ObjectKey, Integer> lanesInUse = new HashMap<>();

  Handout(RunState run, TaskTransitions transitions, EngineSettings settings, Instant now) {
    this.run = run;
    this.transitions = transitions;
    this.settings = settings;
    this.now = now;
  }

  /**
   * Hands out what lanes have room for.
   *
   * @param anyway even if no lane runs low, because something is about to be committed
   */
  void handOut(boolean anyway) {
    List<WorkflowState> workflows = new ArrayList<>(run.workflowsInTurn());
    workflows.removeIf(workflow -> !workflow.isRunnable());
    workflows.forEach(transitions::wake);
    PriorityQueue<Lane> lanes =
        new PriorityQueue<>(
            Comparator.comparingDouble(Lane::seconds)
                .thenComparingInt(Lane::tasks)
                .thenComparing(lane -> lane.worker.id)
                .thenComparingInt(lane -> lane.number));
    lanes.addAll(run.lanesThatTakeWork(now));
    if (!anyway && lanes.stream().noneMatch(this::runsLow)) {
      return;
    }
    double share = share(workflows, lanes.size());
    while (!lanes.isEmpty()) {
      Lane lane = lanes.poll();
      boolean stocked = lane.seconds() >= share && lane.tasks() >= LEAST_STOCK;
      if (stocked || lane.tasks() >= settings.laneTasks()) {
        continue;
      }
      TaskState task = next(lane, workflows);
      if (task != null) {
        give(lane, task);
        lanes.add(lane);
      }
    }
  }

  private boolean runsLow(Lane lane) {
    return lane.seconds() < lowSeconds(settings) || lane.tasks() < LEAST_STOCK;
  }

  /** A lane with less work than this is given more: a question of the worker is on its way. */
  static double lowSeconds(EngineSettings settings) {
    return seconds(settings.laneHorizon()) / 3;
  }

  /** Seconds of work a lane is to have. */
  private double share(List<WorkflowState> workflows, int lanes) {
    double ready = 0;
    int waiting = 0;
    for (WorkflowState workflow : workflows) {
      double own = 0;
      for (TableState table : workflow.tables) {
        TaskState first = table.isRunnable() ? table.ready.peek() : null;
        own += first == null ? 0 : table.ready.size() * Lane.estimate(first);
      }
      ready += own;
      waiting += own > 0 ? 1 : 0;
    }
    double least = seconds(settings.laneHorizon());
    // Where several share the lanes, none is to wait for the stock of another.
    double most = waiting > 1 ? least : seconds(settings.longestLane());
    return Math.min(most, Math.max(least, ready / (2 * Math.max(1, lanes))));
  }

  private void give(Lane lane, TaskState task) {
    ObjectKey source = task.table.workflow.intent.sourceConnection();
    if (!lane.serves(source)) {
      lanesInUse.merge(source, 1, Integer::sum);
    }
    transitions.assign(task, lane.worker, lane.number);
    lane.add(task);
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
      TaskState task = withinLimit ? poll(lane, workflow) : null;
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
  private static TaskState poll(Lane lane, WorkflowState workflow) {
    for (TableState table : workflow.tables) {
      if (table.state == TableRow.State.PLANNING && isToHandOut(table)) {
        return table.ready.poll();
      }
    }
    for (TableState table : workflow.tables) {
      boolean measured = table.averageExtraction != null || lane.tasks() < UNMEASURED_STOCK;
      if (table.state == TableRow.State.MOVING && measured && isToHandOut(table)) {
        return table.ready.poll();
      }
    }
    return null;
  }

  private static boolean isToHandOut(TableState table) {
    return table.isRunnable() && !table.ready.isEmpty();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
