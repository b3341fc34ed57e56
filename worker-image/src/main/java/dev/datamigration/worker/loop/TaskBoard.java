package dev.datamigration.worker.loop;

import dev.datamigration.model.message.Assignment;
import dev.datamigration.model.message.Recall;
import dev.datamigration.model.message.WorkerEvent;
import dev.datamigration.model.message.WorkerEvent.OfTask;
import dev.datamigration.model.message.WorkerEvent.RunningTask;
import dev.datamigration.worker.loop.HeldTask.CancelReason;
import dev.datamigration.worker.loop.HeldTask.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything this worker holds: what waits in its lanes, what is being worked on, and what was
 * reported and not yet taken note of by the operator. Thread-safe.
 */
public final class TaskBoard {
  /** An attempt by name. */
  private record AttemptKey(String taskId, int attempt) {}

  /** Weight of the newest duration in the average. */
  private static final double NEWEST = 0.2;

  private static final double ASSUMED_SECONDS = 1;

  private final Outbox outbox;
  private final LeaseContact contact;
  private final InstantSource clock;
  private final Runnable changed;

  /** The current attempt of each task. */
  private final Map<String, HeldTask> held = new HashMap<>();

  /** Attempts that were replaced by newer ones and have not ended yet. */
  private final List<HeldTask> superseded = new ArrayList<>();

  /** Ended, and not known to be taken note of: not to be begun again if still assigned. */
  private final Set<AttemptKey> ended = new HashSet<>();

  /** Reports each lane waits for an answer to. */
  private final int[] unanswered;

  private double averageSeconds = ASSUMED_SECONDS;
  private Instant lastHeld;
  private boolean draining;

  /**
   * @param changed called, without a lock held, when something changed that decides on the next
   *     statement; must return at once
   */
  TaskBoard(int lanes, Outbox outbox, LeaseContact contact, InstantSource clock, Runnable changed) {
    this.outbox = outbox;
    this.contact = contact;
    this.clock = clock;
    this.changed = changed;
    this.unanswered = new int[lanes];
    this.lastHeld = clock.instant();
  }

  /**
   * The next task of a lane; waits for one.
   *
   * @return null when no more tasks will come
   */
  HeldTask take(int lane) throws InterruptedException {
    HeldTask next;
    synchronized (this) {
      next = poll(lane);
      while (next == null && !draining) {
        // A lease that is regained or lost is noticed within this time.
        wait(500);
        next = poll(lane);
      }
    }
    return next;
  }

  /** The next task of a lane; null if there is none that may be begun now. */
  synchronized HeldTask poll(int lane) {
    Instant now = clock.instant();
    HeldTask next = draining || !contact.mayBegin(now) ? null : waiting(lane);
    if (next != null) {
      next.phase = Phase.RUNNING;
      next.startedAt = now;
      next.progressed(now);
    }
    return next;
  }

  private HeldTask waiting(int lane) {
    return held.values().stream()
        .filter(task -> task.phase == Phase.WAITING && lane(task) == lane)
        .min(Comparator.comparingLong((HeldTask task) -> task.assignment().laneOrder()))
        .orElse(null);
  }

  private int lane(HeldTask task) {
    return task.lane(unanswered.length);
  }

  /** Its lane goes on to the next task while the rest of this one's files are uploaded. */
  void readToTheEnd(HeldTask task) {
    synchronized (this) {
      if (task.phase == Phase.RUNNING) {
        task.phase = Phase.UPLOADING;
        double seconds = Stock.seconds(Duration.between(task.startedAt, clock.instant()));
        averageSeconds = averageSeconds * (1 - NEWEST) + seconds * NEWEST;
      }
    }
  }

  /** The attempt has ended with this report; to be called once nothing of it runs any more. */
  void ended(HeldTask task, OfTask report) {
    synchronized (this) {
      readToTheEnd(task);
      forget(task);
      end(task, report);
    }
    changed.run();
  }

  /** The attempt has ended and nobody is to hear of it. */
  void endedSilently(HeldTask task) {
    synchronized (this) {
      forget(task);
      ended.add(key(task.assignment()));
    }
    changed.run();
  }

  private void forget(HeldTask task) {
    held.remove(task.assignment().taskId(), task);
    superseded.remove(task);
    lastHeld = clock.instant();
    notifyAll();
  }

  private void end(HeldTask task, OfTask report) {
    ended.add(key(task.assignment()));
    boolean pressing =
        report instanceof WorkerEvent.Planned || report instanceof WorkerEvent.Released;
    outbox.add(report, pressing);
    unanswered[lane(task)]++;
  }

  /**
   * Compares what is held with what is assigned: takes what is new, ends what was taken away.
   *
   * @return whether there was anything new
   */
  boolean reconcile(Collection<Assignment> assignments) {
    Instant now = clock.instant();
    boolean found = false;
    Map<HeldTask, CancelReason> toCancel = new LinkedHashMap<>();
    synchronized (this) {
      Map<String, Assignment> byTask = new HashMap<>();
      assignments.forEach(assignment -> byTask.put(assignment.taskId(), assignment));
      for (HeldTask task : new ArrayList<>(held.values())) {
        Assignment assignment = byTask.get(task.assignment().taskId());
        if (assignment == null || assignment.attempt() != task.assignment().attempt()) {
          CancelReason reason =
              assignment == null ? CancelReason.TAKEN_AWAY : CancelReason.SUPERSEDED;
          takeAway(task, reason);
          toCancel.put(task, reason);
        }
      }
      ended.removeIf(
          key -> {
            Assignment assignment = byTask.get(key.taskId());
            return assignment == null || assignment.attempt() != key.attempt();
          });
      for (Assignment assignment : assignments) {
        boolean isNew = !held.containsKey(assignment.taskId()) && !ended.contains(key(assignment));
        if (assignment.recall() != Recall.NONE) {
          HeldTask running = handBack(assignment, isNew, now);
          if (running != null) {
            toCancel.put(running, CancelReason.RECALLED);
          }
        } else if (isNew && !draining) {
          held.put(assignment.taskId(), new HeldTask(assignment, now));
          lastHeld = now;
          found = true;
        }
      }
      if (found) {
        Arrays.fill(unanswered, 0);
      }
      notifyAll();
    }
    // Outside the lock: to cancel may mean to send something to the source.
    toCancel.forEach((task, reason) -> task.cancel(reason, now));
    return found;
  }

  /** Lets go of a task that is no longer ours; one that runs is reported when it has ended. */
  private void takeAway(HeldTask task, CancelReason reason) {
    if (task.phase == Phase.WAITING) {
      held.remove(task.assignment().taskId());
      if (reason == CancelReason.TAKEN_AWAY) {
        end(task, task.released(reason));
      }
    } else if (reason == CancelReason.SUPERSEDED) {
      held.remove(task.assignment().taskId());
      superseded.add(task);
    }
  }

  /**
   * Hands back what is recalled and not begun; returns what is to be cancelled for that, or null.
   */
  private HeldTask handBack(Assignment assignment, boolean isNew, Instant now) {
    HeldTask task = isNew ? new HeldTask(assignment, now) : held.get(assignment.taskId());
    if (task == null) {
      return null;
    }
    if (task.phase == Phase.WAITING) {
      held.remove(assignment.taskId());
      end(task, task.released(CancelReason.RECALLED));
      return null;
    }
    // What is read to the end is let through: the source is done with it.
    boolean toEnd = assignment.recall() == Recall.ALWAYS && task.phase == Phase.RUNNING;
    return toEnd ? task : null;
  }

  /** Begins no more tasks and hands back those that wait. */
  void drain() {
    synchronized (this) {
      draining = true;
      for (HeldTask task : new ArrayList<>(held.values())) {
        if (task.phase == Phase.WAITING) {
          held.remove(task.assignment().taskId());
          end(task, task.released(CancelReason.STOPPING));
        }
      }
      notifyAll();
    }
    changed.run();
  }

  /** Cancels everything that is being worked on. */
  void cancelAll(CancelReason reason) {
    Instant now = clock.instant();
    atWork().forEach(task -> task.cancel(reason, now));
  }

  /** Waits until nothing is being worked on; returns whether that came about in time. */
  synchronized boolean awaitQuiet(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (!atWork().isEmpty()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** What is being worked on, attempts told to end included. */
  synchronized List<HeldTask> atWork() {
    List<HeldTask> tasks = new ArrayList<>(superseded);
    held.values().stream().filter(task -> task.phase != Phase.WAITING).forEach(tasks::add);
    return tasks;
  }

  /** What a heartbeat tells. */
  List<RunningTask> running() {
    return atWork().stream().map(HeldTask::toRunning).toList();
  }

  /** How much work there is left. */
  synchronized Stock stock() {
    return Stock.of(held.values(), unanswered, averageSeconds, lastHeld, clock.instant(), draining);
  }

  private static AttemptKey key(Assignment assignment) {
    return new AttemptKey(assignment.taskId(), assignment.attempt());
  }
}
