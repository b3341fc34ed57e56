package dev.datamigration.operator.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.record.TaskRow;
import dev.datamigration.operator.engine.api.PoolKey;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowIntent.CleanUp;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Workflows deleted in every phase, and tables given up. */
class DeletionTest {
  private final CoreHarness h = new CoreHarness();

  /** How far the workflow is when its object is deleted. */
  enum At {
    BEGINNING,
    PLANNING,
    PREPARING,
    PREPARING_REFUSED_FOR_NOW,
    EXTRACTING,
    WAITING_FOR_A_RETRY,
    LOADING,
    LOAD_WAITING_FOR_A_RETRY,
    SUSPENDING,
    SUSPENDED,
    FAILED,
    RETRYING,
    SUCCEEDED,
    CLEANING,
    CLEANING_REFUSED
  }

  static Stream<Arguments> everyCase() {
    return Stream.of(At.values())
        .flatMap(
            at ->
                Stream.of(CleanUp.values())
                    .flatMap(
                        cleanUp ->
                            Stream.of(true, false)
                                .flatMap(
                                    answering ->
                                        Stream.of(true, false)
                                            .map(
                                                newLeader ->
                                                    Arguments.of(
                                                        at, cleanUp, answering, newLeader)))));
  }

  @Test
  void theStageIsSweptByEachLeaderAtOnceAndThenAtIntervals() {
    h.workflow("w", "t");
    h.tick();
    assertThat(h.sweeps).isOne();
    h.tickAfter(DecisionCore.SWEEP_INTERVAL.minusSeconds(1));
    assertThat(h.sweeps).isOne();
    h.tickAfter(Duration.ofSeconds(1));
    assertThat(h.sweeps).isEqualTo(2);
    h.lead();
    h.tick();
    assertThat(h.sweeps).isEqualTo(3);
  }

  /**
   * Taken away between two of its questions, a task is one that its worker never heard of and says
   * nothing about; the worker lives on.
   */
  @Test
  void aWorkerThatNeverHeardOfATaskDoesNotKeepTheDeletionWaiting() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 2, 40);
    assertThat(h.assigned()).isNotEmpty();
    h.ask(Wishes.delete(intent));
    h.tick();
    for (Duration passed = Duration.ZERO;
        passed.compareTo(h.settings.lease()) < 0;
        passed = passed.plusSeconds(10)) {
      assertThat(h.snapshot(intent).cleanedUp()).isFalse();
      h.now = h.now.plusSeconds(10);
      h.heartbeat("worker", 2);
      h.tick();
      h.carryOut();
      h.tick();
    }
    assertThat(h.snapshot(intent).cleanedUp()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("everyCase")
  void nothingIsLeftBehind(At at, CleanUp cleanUp, boolean answering, boolean newLeader) {
    WorkflowIntent intent = h.ask(Wishes.cleanUp(h.workflow("w", "t"), cleanUp));
    bring(intent, at);
    List<TaskRow> withWorkers = h.assigned();
    List<Effect> inFlight = List.copyOf(h.effects);
    long filesBefore = h.ledger.loadedFiles.size();
    if (newLeader) {
      h.lead();
    }
    h.ask(Wishes.delete(h.intents.get(intent.key())));
    boolean removed = false;
    List<Effect> begun = new ArrayList<>();
    for (int step = 0; step < 60; step++) {
      h.tick();
      h.effects.stream().filter(effect -> !inFlight.contains(effect)).forEach(begun::add);
      if (step == 0) {
        assertThat(h.assigned()).isEmpty();
        assertThat(begun)
            .as("nothing is removed while a worker may still write")
            .satisfies(list -> assertThat(list.isEmpty() || withWorkers.isEmpty()).isTrue());
        withWorkers.stream().filter(task -> answering).forEach(h::released);
      }
      h.carryOut();
      removed = h.snapshot(intent).cleanedUp();
      if (removed) {
        break;
      }
      h.now = h.now.plus(Duration.ofSeconds(2));
    }
    assertThat(removed).as("cleaned up in time").isTrue();
    assertThat(h.core.isActive()).isFalse();
    assertThat(h.core.pool(new PoolKey(CoreHarness.SNOWFLAKE, CoreHarness.SOURCE, null)))
        .satisfies(pool -> assertThat(pool.assignedTasks() + pool.activeWorkflows()).isZero());
    assertThat(h.ledger.tasks.values())
        .noneMatch(
            row -> row.state() == TaskRow.State.ASSIGNED || row.state() == TaskRow.State.READY);
    assertThat(h.ledger.loads.values()).noneMatch(row -> row.state() == LoadRow.State.SUBMITTED);
    assertThat(begun).allMatch(effect -> effect instanceof Effect.CleanStage);
    boolean loadsRan = inFlight.stream().anyMatch(effect -> effect instanceof Effect.RunLoad);
    if (!loadsRan) {
      assertThat(h.ledger.loadedFiles).hasSize((int) filesBefore);
    }
    boolean stageRemoved = h.ledger.workflows.values().stream().allMatch(row -> row.stageRemoved());
    assertThat(stageRemoved).isEqualTo(cleanUp != CleanUp.NEVER);
  }

  private void bring(WorkflowIntent intent, At at) {
    switch (at) {
      case BEGINNING -> h.tick();
      case PLANNING -> {
        h.heartbeat("worker", 2);
        h.tick();
        assertThat(h.assigned()).hasSize(1);
      }
      case PREPARING, PREPARING_REFUSED_FOR_NOW -> {
        h.heartbeat("worker", 2);
        h.tick();
        h.assigned().forEach(task -> h.planned(task, 3));
        h.tick();
        Effect.PrepareTarget prepare = (Effect.PrepareTarget) h.effects.get(0);
        if (at == At.PREPARING_REFUSED_FOR_NOW) {
          h.effects.clear();
          h.results.add(new EffectResult.TargetRefused(prepare.tableId(), CoreHarness.PERSON));
          h.tick();
        }
      }
      case EXTRACTING -> {
        h.planAll("worker", 2, 30);
        assertThat(h.assigned()).hasSizeGreaterThan(2);
      }
      case WAITING_FOR_A_RETRY -> {
        h.planAll("worker", 1, 1);
        h.failed(h.assigned().get(0), CoreHarness.TRANSIENT);
        h.tick();
      }
      case LOADING -> load();
      case LOAD_WAITING_FOR_A_RETRY -> {
        Effect.RunLoad load = load();
        h.effects.clear();
        h.results.add(
            new EffectResult.LoadFailed(load.request().loadId(), 1, CoreHarness.TRANSIENT));
        h.tick();
      }
      case SUSPENDING, SUSPENDED -> {
        h.planAll("worker", 1, 10);
        h.ask(Wishes.suspend(intent, true));
        h.tick();
        if (at == At.SUSPENDED) {
          h.assigned().forEach(h::released);
          h.tick();
          assertThat(h.core.isActive()).isFalse();
        }
      }
      case FAILED, RETRYING -> {
        h.planAll("worker", 1, 1);
        h.failed(h.assigned().get(0), CoreHarness.PERMANENT);
        h.tick();
        h.carryOut();
        h.tick();
        assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.FAILED);
        if (at == At.RETRYING) {
          h.ask(Wishes.retry(intent, "1"));
          h.heartbeat("worker", 1);
          h.tick();
          assertThat(h.assigned()).hasSize(1);
        }
      }
      case SUCCEEDED -> h.finish(intent);
      case CLEANING, CLEANING_REFUSED -> {
        load();
        h.carryOut();
        h.tick();
        if (at == At.CLEANING_REFUSED && !h.effects.isEmpty()) {
          h.effects.clear();
          String id = h.snapshot(intent).workflowId();
          h.results.add(new EffectResult.StageNotCleaned(id, CoreHarness.PERSON));
          h.tick();
        }
      }
    }
  }

  private Effect.RunLoad load() {
    h.planAll("worker", 2, 2);
    h.assigned().forEach(task -> h.succeeded(task, 10));
    h.tick();
    return (Effect.RunLoad) h.effects.get(0);
  }

  @Test
  void aWorkflowDeletedBeforeAnythingIsRecordedLeavesNothing() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.ask(Wishes.delete(intent));
    h.heartbeat("worker", 2);
    h.tick();
    assertThat(h.ledger.workflows).isEmpty();
    assertThat(h.assigned()).isEmpty();
    assertThat(h.core.isActive()).isFalse();
  }

  @Test
  void oneTableIsGivenUpAndTheWorkflowSucceedsWithoutIt() {
    WorkflowIntent intent = h.workflow("w", "a", "b");
    h.planAll("worker", 2, 6);
    h.ask(Wishes.cancelTable(intent, 0));
    h.tick();
    String given = table(0);
    assertThat(h.assigned()).isNotEmpty().noneMatch(task -> task.tableId().equals(given));
    h.finish(intent);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(h.snapshot(intent).tablesCancelled()).isOne();
    assertThat(h.snapshot(intent).tablesDone()).isOne();
    assertThat(h.ledger.loadedFiles.keySet()).hasSize(6).noneMatch(file -> file.startsWith(given));
  }

  @Test
  void aLoadThatRunsEndsAlthoughItsTableIsGivenUp() {
    WorkflowIntent intent = h.workflow("w", "a");
    h.planAll("worker", 4, 4);
    List<TaskRow> tasks = h.assigned();
    h.succeeded(tasks.get(0), 10);
    h.tick();
    h.heartbeat("worker", 4);
    h.tickAfter(h.settings.loadWait());
    h.ask(Wishes.cancelTable(intent, 0));
    h.tick();
    assertThat(h.snapshot(intent).phase()).isNotEqualTo(Phase.CANCELLED);
    h.carryOut();
    tasks.subList(1, 4).forEach(h::released);
    h.tick();
    h.carryOut();
    h.tick();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.CANCELLED);
    assertThat(h.snapshot(intent).rowsLoaded()).isEqualTo(10);
  }

  @Test
  void aTableGivenUpStaysSo() {
    WorkflowIntent intent = h.workflow("w", "a", "b");
    h.planAll("worker", 2, 2);
    h.ask(Wishes.cancelTable(intent, 0));
    h.tick();
    h.ask(Wishes.retry(intent, "1"));
    h.finish(intent);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(h.snapshot(intent).tablesCancelled()).isOne();
  }

  private String table(int number) {
    return h.ledger.tables.values().stream()
        .filter(row -> row.ordinal() == number + 1)
        .findFirst()
        .orElseThrow()
        .tableId();
  }
}
