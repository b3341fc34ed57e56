package dev.datamigration.worker.loop;

import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.mailbox.StagePath;
import dev.datamigration.ledger.mailbox.WorkerMailbox;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.message.Assignment;
import dev.datamigration.model.message.EventEnvelope;
import dev.datamigration.model.message.Recall;
import dev.datamigration.model.message.TaskWork;
import dev.datamigration.model.message.WorkerEvent;
import dev.datamigration.model.message.WorkerEvent.Heartbeat;
import dev.datamigration.model.message.WorkerEvent.OfTask;
import dev.datamigration.model.message.WorkerEvent.Succeeded;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operator and its ledger as one worker sees them: reports are applied and tasks handed out
 * once a tick, as the engine does it. Calls can be made to fail. Thread-safe.
 */
final class FakeOperator implements WorkerMailbox {
  private static final double HORIZON_SECONDS = 8;
  private static final int LANE_TASKS = 64;
  private static final int LEAST_STOCK = 2;

  /** A task as the operator sees it. */
  static final class Task {
    final String id;
    final TaskWork work;
    String state = "READY";
    int attempt;
    String worker;
    int lane;
    long order;
    OfTask result;

    Task(String id, TaskWork work) {
      this.id = id;
      this.work = work;
    }
  }

  private final InstantSource clock;
  private final Duration tick;
  private final Duration lease;
  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private final List<EventEnvelope> inbox = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final List<WorkerEvent> applied = new ArrayList<>();
  private final List<OfTask> stale = new ArrayList<>();
  private final List<List<EventEnvelope>> posts = new ArrayList<>();
  private Heartbeat worker;
  private String workerId;
  private Instant lastSeen;
  private Instant lastTick;
  private long order;
  private double averageSeconds = 1;
  private int asks;
  private int failures;
  private int lostReplies;
  private boolean reachable = true;
  private boolean stopped;
  private Recall recall = Recall.NONE;

  FakeOperator(InstantSource clock, Duration tick, Duration lease) {
    this.clock = clock;
    this.tick = tick;
    this.lease = lease;
    this.lastTick = clock.instant();
  }

  /** Adds a task to hand out. */
  synchronized Task publish(String id, TaskWork work) {
    Task task = new Task(id, work);
    tasks.put(id, task);
    return task;
  }

  /** Takes a task from its worker and gives it to nobody. */
  synchronized void cancel(String id) {
    tasks.get(id).state = "CANCELLED";
  }

  /** Wants back what is handed out, and hands out nothing until told {@code NONE}. */
  synchronized void recall(Recall wanted) {
    recall = wanted;
  }

  /** Believes the current attempt lost and hands out the next one. */
  synchronized void loseAttempt(String id) {
    tasks.get(id).state = "READY";
  }

  /** The next calls fail before they have an effect. */
  synchronized void failNext(int calls) {
    failures = calls;
  }

  /** The next posts have their effect and fail all the same. */
  synchronized void loseNextReplies(int calls) {
    lostReplies = calls;
  }

  synchronized void setReachable(boolean now) {
    reachable = now;
  }

  @Override
  public synchronized List<Assignment> assignments(String asking) {
    asks++;
    failIfAsked();
    ticks();
    return tasks.values().stream()
        .filter(task -> task.state.equals("ASSIGNED") && task.worker.equals(asking))
        .sorted(Comparator.comparingLong(task -> task.order))
        .map(
            task ->
                new Assignment(
                    task.id, task.attempt, task.lane, task.order, recall, "w", workOf(task)))
        .toList();
  }

  private static TaskWork workOf(Task task) {
    return task.work instanceof TaskWork.Extract extract
        ? new TaskWork.Extract(
            extract.table(), extract.partition(), StagePath.of(task.id, task.attempt))
        : task.work;
  }

  @Override
  public synchronized void post(List<EventEnvelope> events) {
    posts.add(List.copyOf(events));
    failIfAsked();
    inbox.addAll(events);
    ticks();
    if (lostReplies > 0) {
      lostReplies--;
      throw unreachable("the reply was lost");
    }
  }

  private void failIfAsked() {
    if (failures > 0 || !reachable) {
      failures = Math.max(0, failures - 1);
      throw unreachable("no connection");
    }
  }

  private static DmwException unreachable(String why) {
    return new DmwException(LedgerErrorCode.UNREACHABLE, "Test: " + why + ".", "Again.");
  }

  /** Carries out the tick that is due, if one is; what came after it waits for the next. */
  synchronized void ticks() {
    Instant now = clock.instant();
    if (lastTick.plus(tick).isAfter(now)) {
      return;
    }
    lastTick = now;
    List<EventEnvelope> mail = List.copyOf(inbox);
    inbox.clear();
    mail.stream().filter(envelope -> seen.add(envelope.eventId())).forEach(this::apply);
    if (lastSeen != null && lastSeen.plus(lease).isBefore(now)) {
      takeEverything();
    }
    if (recall == Recall.NONE
        && worker != null
        && !worker.draining()
        && worker.sourceFailure() == null) {
      handOut();
    }
  }

  private void apply(EventEnvelope envelope) {
    WorkerEvent event = envelope.event();
    applied.add(event);
    workerId = envelope.workerId();
    lastSeen = clock.instant();
    if (event instanceof Heartbeat heartbeat) {
      worker = heartbeat;
    } else if (event instanceof WorkerEvent.Stopped) {
      stopped = true;
      takeEverything();
    } else if (event instanceof OfTask ofTask) {
      apply(ofTask);
    }
  }

  private void apply(OfTask event) {
    Task task = tasks.get(event.taskId());
    boolean current =
        task != null && task.state.equals("ASSIGNED") && task.attempt == event.attempt();
    if (!current) {
      stale.add(event);
    } else if (event instanceof WorkerEvent.Released) {
      task.state = "READY";
    } else {
      task.result = event;
      task.state = event instanceof WorkerEvent.Failed ? "FAILED" : "DONE";
      if (event instanceof Succeeded succeeded) {
        averageSeconds = Math.max(0.02, succeeded.millis() / 1000.0);
      }
    }
  }

  private void takeEverything() {
    worker = null;
    lastSeen = null;
    tasks.values().stream()
        .filter(task -> task.state.equals("ASSIGNED"))
        .forEach(task -> task.state = "READY");
  }

  private void handOut() {
    int lanes = worker.worker().threads();
    int[] held = new int[lanes];
    tasks.values().stream()
        .filter(task -> task.state.equals("ASSIGNED"))
        .forEach(task -> held[task.lane]++);
    for (Task task : tasks.values()) {
      if (!task.state.equals("READY")) {
        continue;
      }
      int lane = 0;
      for (int other = 1; other < lanes; other++) {
        lane = held[other] < held[lane] ? other : lane;
      }
      boolean stocked = held[lane] * averageSeconds >= HORIZON_SECONDS && held[lane] >= LEAST_STOCK;
      if (stocked || held[lane] >= LANE_TASKS) {
        return;
      }
      task.state = "ASSIGNED";
      task.attempt++;
      task.worker = workerId;
      task.lane = lane;
      task.order = order++;
      held[lane]++;
    }
  }

  synchronized Task task(String id) {
    return tasks.get(id);
  }

  synchronized String state(String id) {
    return tasks.get(id).state;
  }

  /** Whether no task is left to do. */
  synchronized boolean isDone() {
    ticks();
    return tasks.values().stream()
        .noneMatch(task -> task.state.equals("READY") || task.state.equals("ASSIGNED"));
  }

  /** What was applied, each event once, in order. */
  synchronized List<WorkerEvent> applied() {
    return List.copyOf(applied);
  }

  /** Reports of attempts that were not current. */
  synchronized List<OfTask> stale() {
    return List.copyOf(stale);
  }

  synchronized Heartbeat lastHeartbeat() {
    return worker;
  }

  synchronized boolean isStopped() {
    ticks();
    return stopped;
  }

  synchronized int asks() {
    return asks;
  }

  synchronized List<List<EventEnvelope>> posts() {
    return List.copyOf(posts);
  }

  synchronized int heartbeats() {
    return (int)
        posts.stream()
            .filter(post -> post.stream().anyMatch(e -> e.event() instanceof Heartbeat))
            .count();
  }
}
