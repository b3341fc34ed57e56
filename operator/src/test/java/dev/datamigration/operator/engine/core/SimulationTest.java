package dev.datamigration.operator.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.load.LoadOutcome;
import dev.datamigration.ledger.load.MarkedLoad;
import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.record.TaskRow;
import dev.datamigration.ledger.writer.Mail.Letter;
import dev.datamigration.model.config.Synchronization.Strategy;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.Failure;
import dev.datamigration.model.message.Recall;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowIntent.CleanUp;
import dev.datamigration.operator.engine.api.WorkflowIntent.SuspendPolicy;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import dev.datamigration.operator.engine.core.DecisionCore.Decision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Seeded histories in which leaders crash or are paused and wake beside their successors, workers
 * die, come back and repeat themselves, replies to loads are lost, events come late, out of order
 * and twice, and a workflow is deleted in the middle while its workers go on reporting. Whatever
 * happens, every partition ends up loaded exactly once. Replay one: {@code -Dsimulation.seed=N}.
 */
class SimulationTest {
  private static final int SEEDS = 1_000;

  /** A leader that has not heard of its successor, and what it had begun. */
  private record Former(DecisionCore core, long epoch, List<Effect> effects) {}

  private static final Failure COUNTS_DIFFER =
      new Failure(
          LedgerErrorCode.LOAD_COUNT_DIFFERS.code(), ErrorClass.PERMANENT, "DMW-506: differs.");

  static List<Long> seeds() {
    String one = System.getProperty("simulation.seed");
    if (one != null) {
      return List.of(Long.valueOf(one));
    }
    return new Random(7).longs(SEEDS).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyPartitionIsLoadedExactlyOnce(long seed) {
    Random random = new Random(seed);
    CoreHarness h = new CoreHarness();
    h.limit = 1 + random.nextInt(6);
    List<WorkflowIntent> intents = List.of(h.workflow("w", "a", "b"), aside(h));
    WorkflowIntent unwanted = h.workflow("gone", "d");
    int deletedAt = random.nextInt(100);
    List<TaskRow> remembered = new ArrayList<>();
    List<Letter> sent = new ArrayList<>();
    Former former = null;
    for (int step = 0; step < 400 && !done(h, intents); step++) {
      boolean calm = step > 120;
      if (step == deletedAt) {
        h.change(unwanted, false, true);
      }
      act(random, h, remembered, calm);
      disturb(random, h, sent, calm);
      h.now = h.now.plus(Duration.ofSeconds(random.nextInt(calm ? 4 : 12)));
      h.tick();
      assertThat(lanes(h)).isLessThanOrEqualTo(h.limit);
      forgetOnceGone(h, unwanted);
      WorkflowSnapshot before = h.snapshot(intents.get(0));
      if (former != null && random.nextInt(3) == 0) {
        wake(h, former);
        former = null;
      }
      if (random.nextInt(calm ? 100 : 8) == 0) {
        former = new Former(h.core, h.epoch, List.copyOf(h.effects));
        h.lead();
        h.tick();
        assertThat(h.snapshot(intents.get(0)).rowsLoaded())
            .as("rows loaded as a new leader sees them")
            .isGreaterThanOrEqualTo(before.rowsLoaded());
      }
    }
    for (WorkflowIntent intent : intents) {
      assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    }
    String unwantedId = LedgerIds.workflow(unwanted);
    for (TaskRow task : h.ledger.tasks.values()) {
      if (task.kind() == TaskRow.Kind.EXTRACT && !task.workflowId().equals(unwantedId)) {
        int loaded =
            h.ledger.loadedFiles.entrySet().stream()
                .filter(file -> file.getKey().startsWith(task.taskId() + "/"))
                .mapToInt(Map.Entry::getValue)
                .sum();
        assertThat(loaded).as(task.taskId()).isEqualTo(task.rowCount() == 0 ? 0 : 1);
      }
    }
    assertThat(h.ledger.loadedFiles.values()).as("times a file was loaded").allMatch(n -> n == 1);
    assertThat(h.assigned()).as("tasks assigned at the end").isEmpty();
    h.tickAfter(h.settings.reportWait());
    assertThat(h.ledger.mailbox).as("events nobody took away").isEmpty();
    assertThat(h.ledger.applied.values()).as("times a table was put in place").containsExactly(1);
    long inTargets =
        h.ledger.loads.values().stream()
            .filter(load -> load.kind() == LoadRow.Kind.COPY)
            .filter(load -> load.state() == LoadRow.State.LOADED)
            .filter(load -> !load.workflowId().equals(unwantedId))
            .mapToLong(LoadRow::rowsLoaded)
            .sum();
    assertThat(intents.stream().mapToLong(intent -> h.snapshot(intent).rowsLoaded()).sum())
        .isEqualTo(inTargets);
  }

  /**
   * The same with everything a person can do in between: suspend and resume workflows and tables,
   * retry what failed for good.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void whateverAPersonDoesEveryPartitionIsLoadedExactlyOnce(long seed) {
    Random random = new Random(seed);
    CoreHarness h = new CoreHarness();
    h.limit = 1 + random.nextInt(6);
    List<WorkflowIntent> intents = List.of(h.workflow("w", "a", "b"), aside(h));
    List<TaskRow> remembered = new ArrayList<>();
    for (int step = 0; step < 600 && !succeeded(h, intents); step++) {
      boolean calm = step > 300;
      act(random, h, remembered, calm);
      failForGood(random, h, calm);
      for (WorkflowIntent intent : intents) {
        wish(random, h, intent, step, calm);
      }
      h.now = h.now.plus(Duration.ofSeconds(random.nextInt(calm ? 4 : 12)));
      h.tick();
      assertThat(lanes(h)).isLessThanOrEqualTo(h.limit);
      if (random.nextInt(calm ? 100 : 12) == 0) {
        h.lead();
        h.tick();
      }
    }
    assertThat(intents)
        .allSatisfy(it -> assertThat(h.snapshot(it).phase()).isEqualTo(Phase.SUCCEEDED));
    assertThat(h.ledger.loadedFiles.values()).allMatch(times -> times == 1);
    assertThat(h.ledger.applied.values()).containsExactly(1);
    for (TaskRow task : h.ledger.tasks.values()) {
      long loaded =
          h.ledger.loadedFiles.keySet().stream()
              .filter(file -> file.startsWith(task.taskId() + "/"))
              .count();
      boolean counts = task.state() == TaskRow.State.SUCCEEDED && task.rowCount() > 0;
      assertThat(loaded).as(task.taskId()).isEqualTo(counts ? 1 : 0);
    }
  }

  /** One of its tables is loaded aside and then put into its target at once. */
  private static WorkflowIntent aside(CoreHarness h) {
    return h.ask(Wishes.synchronize(h.workflow("v", "c"), 0, Strategy.FULL_REPLACE));
  }

  private static boolean succeeded(CoreHarness h, List<WorkflowIntent> intents) {
    return done(h, intents)
        && intents.stream().allMatch(it -> h.snapshot(it).phase() == Phase.SUCCEEDED);
  }

  private static void failForGood(Random random, CoreHarness h, boolean calm) {
    for (TaskRow task : h.assigned()) {
      if (task.recall() != Recall.NONE && random.nextInt(3) == 0) {
        h.released(task);
      } else if (!calm && random.nextInt(20) == 0) {
        h.failed(task, CoreHarness.PERMANENT);
      }
    }
    if (calm || random.nextInt(8) != 0) {
      return;
    }
    for (Effect effect : List.copyOf(h.effects)) {
      if (effect instanceof Effect.RunLoad load) {
        h.effects.remove(effect);
        Failure failure = random.nextBoolean() ? COUNTS_DIFFER : CoreHarness.PERMANENT;
        h.results.add(
            new EffectResult.LoadFailed(
                load.request().loadId(), load.request().attempt(), failure));
      } else if (effect instanceof Effect.ApplyStaging apply) {
        h.effects.remove(effect);
        h.results.add(
            new EffectResult.LoadFailed(
                apply.request().loadId(), apply.request().attempt(), CoreHarness.PERMANENT));
      } else if (effect instanceof Effect.PrepareTarget prepare) {
        h.effects.remove(effect);
        h.results.add(new EffectResult.TargetRefused(prepare.tableId(), CoreHarness.PERMANENT));
      }
    }
  }

  private static void wish(
      Random random, CoreHarness h, WorkflowIntent intent, int step, boolean calm) {
    WorkflowIntent now = h.intents.get(intent.key());
    if (calm) {
      now = Wishes.suspend(Wishes.suspendTable(now, 0, false), false);
    } else if (random.nextInt(10) == 0) {
      now = Wishes.suspend(now, !now.suspend());
    } else if (random.nextInt(10) == 0) {
      now = Wishes.suspendTable(now, 0, !now.tables().get(0).suspended());
    } else if (random.nextInt(20) == 0) {
      now =
          Wishes.policy(now, random.nextBoolean() ? SuspendPolicy.FINISH : SuspendPolicy.HAND_BACK);
    } else if (random.nextInt(30) == 0 && intent.tables().size() > 1) {
      // Not where a table is loaded aside: what is there would be gone for the retry.
      now = Wishes.cleanUp(now, random.nextBoolean() ? CleanUp.ALWAYS : CleanUp.ON_SUCCESS);
    }
    if (random.nextInt(10) == 0) {
      now = Wishes.retry(now, "at " + step);
    }
    h.ask(now);
  }

  private static boolean done(CoreHarness h, List<WorkflowIntent> intents) {
    return h.ledger.workflows.size() >= intents.size()
        && h.intents.size() == intents.size()
        && h.ledger.workflows.values().stream().allMatch(row -> row.cleaned());
  }

  /** Its object goes once everything of it is cleaned up, as the finalizer does. */
  private static void forgetOnceGone(CoreHarness h, WorkflowIntent unwanted) {
    WorkflowIntent intent = h.intents.get(unwanted.key());
    if (intent != null && intent.deleted()) {
      boolean recorded = h.ledger.workflows.containsKey(LedgerIds.workflow(unwanted));
      if (!recorded || h.snapshot(unwanted).cleanedUp()) {
        h.intents.remove(unwanted.key());
        h.core.forget(unwanted);
      }
    }
  }

  /** The former leader decides once more, by what it remembers, and finishes what it had begun. */
  private static void wake(CoreHarness h, Former former) {
    Decision late =
        former.core().tick(h.ledger.mail(h.now), true, List.of(), h.intents.values(), List.of());
    if (late.changes() != null) {
      assertThatThrownBy(() -> h.ledger.commit(former.epoch(), late.changes()))
          .hasMessageContaining("past");
    }
    for (Effect effect : former.effects()) {
      if (effect instanceof Effect.RunLoad load) {
        wake(h, load.request().loadId(), () -> h.ledger.load(load.request()));
      } else if (effect instanceof Effect.ApplyStaging apply) {
        wake(h, apply.request().loadId(), () -> h.ledger.apply(apply.request()));
      }
    }
  }

  private static void wake(CoreHarness h, String loadId, Supplier<LoadOutcome> run) {
    LoadRow.State before = h.ledger.loads.get(loadId).state();
    assertThat(run.get() instanceof LoadOutcome.Loaded).isEqualTo(before == LoadRow.State.LOADED);
  }

  /** Events come twice, also after they were taken away, and out of order. */
  private static void disturb(Random random, CoreHarness h, List<Letter> sent, boolean calm) {
    sent.addAll(h.ledger.mailbox);
    if (!calm && !sent.isEmpty() && random.nextInt(4) == 0) {
      h.ledger.mailbox.add(sent.get(random.nextInt(sent.size())));
    }
    if (random.nextInt(3) == 0) {
      Collections.shuffle(h.ledger.mailbox, random);
    }
  }

  private static long lanes(CoreHarness h) {
    return h.assigned().stream()
        .map(task -> task.workerId() + "#" + task.lane())
        .distinct()
        .count();
  }

  private static void act(Random random, CoreHarness h, List<TaskRow> remembered, boolean calm) {
    for (int worker = 0; worker < 3; worker++) {
      if (calm || random.nextInt(4) != 0) {
        h.heartbeat("worker-" + worker, 2);
      }
    }
    for (TaskRow task : h.assigned()) {
      remembered.add(task);
      if (calm && task.recall() != Recall.NONE) {
        h.released(task);
        continue;
      }
      report(random, h, task, calm);
    }
    if (!calm && !remembered.isEmpty() && random.nextInt(3) == 0) {
      report(random, h, remembered.get(random.nextInt(remembered.size())), false);
    }
    List<Effect> due = new ArrayList<>(h.effects);
    h.effects.clear();
    for (Effect effect : due) {
      run(random, h, effect, calm);
    }
  }

  private static void report(Random random, CoreHarness h, TaskRow task, boolean calm) {
    int choice = random.nextInt(calm ? 4 : 10);
    if (choice < 4 && task.kind() == TaskRow.Kind.PLAN) {
      h.planned(task, 1 + random.nextInt(12));
    } else if (choice < 4) {
      h.succeeded(task, random.nextInt(5));
    } else if (choice == 4) {
      h.ledger.post(
          task.workerId(),
          new dev.datamigration.model.message.WorkerEvent.Released(
              task.taskId(), task.attempt(), "told to stop"),
          h.now);
    } else if (choice == 5 && task.failures() < 3) {
      h.failed(task, CoreHarness.PERSON);
    }
  }

  private static void run(Random random, CoreHarness h, Effect effect, boolean calm) {
    int choice = calm ? 9 : random.nextInt(10);
    if (effect instanceof Effect.RunLoad load) {
      run(h, load.request(), () -> h.ledger.load(load.request()), choice);
    } else if (effect instanceof Effect.ApplyStaging apply) {
      run(h, apply.request(), () -> h.ledger.apply(apply.request()), choice);
    } else if (effect instanceof Effect.ReadSyncStates read) {
      h.results.add(
          choice < 3
              ? new EffectResult.SyncStatesUnread(read.stateIds().keySet(), CoreHarness.TRANSIENT)
              : h.statesRead(read));
    } else if (effect instanceof Effect.PrepareTarget prepare) {
      h.results.add(
          choice < 3
              ? new EffectResult.TargetRefused(prepare.tableId(), CoreHarness.PERSON)
              : CoreHarness.made(prepare));
    } else if (effect instanceof Effect.CleanStage clean) {
      h.results.add(
          choice < 3
              ? new EffectResult.StageNotCleaned(clean.workflowId(), CoreHarness.TRANSIENT)
              : new EffectResult.StageCleaned(clean.workflowId()));
    }
  }

  private static void run(
      CoreHarness h, MarkedLoad load, Supplier<LoadOutcome> effect, int choice) {
    Failure unknown = CoreHarness.TRANSIENT;
    if (choice < 2) {
      h.results.add(new EffectResult.LoadFailed(load.loadId(), load.attempt(), unknown));
      return;
    }
    LoadOutcome outcome = effect.get();
    if (choice < 4) {
      h.results.add(new EffectResult.LoadFailed(load.loadId(), load.attempt(), unknown));
    } else if (outcome instanceof LoadOutcome.Loaded loaded) {
      h.results.add(new EffectResult.LoadCommitted(load.loadId(), loaded.rows()));
    }
  }
}
