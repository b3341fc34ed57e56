package dev.datamigration.operator.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.record.TaskRow;
import dev.datamigration.model.message.Recall;
import dev.datamigration.operator.engine.api.PoolKey;
import dev.datamigration.operator.engine.api.PoolSnapshot;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowIntent.SuspendPolicy;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Workflows and tables that a person holds back. */
class SuspensionTest {
  private static final PoolKey POOL = new PoolKey(CoreHarness.SNOWFLAKE, CoreHarness.SOURCE, null);

  private final CoreHarness h = new CoreHarness();

  @Test
  void withinOneTickNothingMoreIsHandedOutAndWhatWaitsIsRecalled() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 1, 200);
    List<TaskRow> before = h.assigned();
    assertThat(before).hasSizeGreaterThan(2);
    h.ask(Wishes.suspend(intent, true));
    h.heartbeat("another", 4);
    h.tick();
    assertThat(h.assigned())
        .hasSameSizeAs(before)
        .allMatch(task -> task.recall() == Recall.UNLESS_BEGUN && task.attempt() == 1);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUSPENDED);
    assertThat(h.snapshot(intent).atWork()).isTrue();
    assertThat(h.core.isActive()).isTrue();
  }

  @Test
  void onceQuietTheLoopRestsThePoolIsEmptyAndEverythingIsCommitted() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 1, 200);
    h.ask(Wishes.suspend(intent, true));
    h.tick();
    TaskRow running = h.assigned().get(0);
    handBackAllButOne();
    h.tick();
    assertThat(h.core.pool(POOL).assignedTasks()).isOne();
    assertThat(h.core.isActive()).isTrue();
    h.succeeded(running, 10);
    h.tick();
    assertThat(h.assigned()).isEmpty();
    assertThat(h.ledger.mailbox).isEmpty();
    assertThat(h.core.isActive()).isFalse();
    assertThat(h.snapshot(intent).atWork()).isFalse();
    PoolSnapshot pool = h.core.pool(POOL);
    assertThat(pool.readyTasks() + pool.assignedTasks() + pool.activeWorkflows()).isZero();
  }

  @Test
  void resumedItGoesOnWithoutRedoingWhatIsDone() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 2, 40);
    h.ask(Wishes.suspend(intent, true));
    h.tick();
    List<TaskRow> running = h.assigned().subList(0, 2);
    List<TaskRow> waiting = h.assigned().subList(2, h.assigned().size());
    waiting.forEach(h::released);
    running.forEach(task -> h.succeeded(task, 10));
    h.tick();
    h.ask(Wishes.suspend(intent, false));
    h.finish(intent);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(h.ledger.loadedFiles.values()).hasSize(40).allMatch(times -> times == 1);
    for (TaskRow task : h.ledger.tasks.values()) {
      assertThat(h.outcomes(task.taskId(), "SUCCEEDED")).as(task.taskId()).isOne();
      assertThat(task.failures()).isZero();
    }
    assertThat(running)
        .allSatisfy(
            task ->
                assertThat(h.ledger.tasks.get(task.taskId()).attempt()).isEqualTo(task.attempt()));
    assertThat(waiting)
        .allSatisfy(task -> assertThat(h.ledger.tasks.get(task.taskId()).attempt()).isEqualTo(2));
  }

  @Test
  void handBackRecallsWhatRunsTooAlsoWhenAskedForLater() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 1, 20);
    WorkflowIntent suspended = h.ask(Wishes.suspend(intent, true));
    h.tick();
    h.ask(Wishes.policy(suspended, SuspendPolicy.HAND_BACK));
    h.tick();
    assertThat(h.assigned()).isNotEmpty().allMatch(task -> task.recall() == Recall.ALWAYS);
  }

  @Test
  void aRecallIsWithdrawnFromWhatWasNotHandedBackYet() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 1, 20);
    h.ask(Wishes.suspend(intent, true));
    h.tick();
    TaskRow released = h.assigned().get(1);
    h.released(released);
    h.ask(Wishes.suspend(intent, false));
    h.tick();
    assertThat(h.assigned()).isNotEmpty().allMatch(task -> task.recall() == Recall.NONE);
    h.finish(intent);
    assertThat(h.ledger.loadedFiles.values()).hasSize(20).allMatch(times -> times == 1);
  }

  @Test
  void aLaneStaysOccupiedUntilItsWorkerHasLetGo() {
    h.limit = 1;
    WorkflowIntent first = h.workflow("first", "a");
    h.planAll("worker", 1, 20);
    WorkflowIntent second = h.workflow("second", "b");
    h.heartbeat("other", 4);
    h.ask(Wishes.suspend(first, true));
    h.tick();
    h.tickAfter(Duration.ofSeconds(1));
    assertThat(of(second)).noneMatch(task -> task.workerId().equals("other"));
    handBackAllButOne();
    h.heartbeat("other", 4);
    h.tick();
    assertThat(of(second)).noneMatch(task -> task.workerId().equals("other"));
    h.succeeded(of(first).get(0), 10);
    h.heartbeat("other", 4);
    h.tick();
    assertThat(of(second)).hasSize(1);
  }

  @Test
  void aNewLeaderKeepsTheRecallAndEndsIt() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 1, 20);
    h.ask(Wishes.suspend(intent, true));
    h.tick();
    h.lead();
    h.tick();
    assertThat(h.assigned()).isNotEmpty().allMatch(task -> task.recall() == Recall.UNLESS_BEGUN);
    h.lead();
    h.ask(Wishes.suspend(intent, false));
    h.tick();
    assertThat(h.assigned()).isNotEmpty().allMatch(task -> task.recall() == Recall.NONE);
  }

  @Test
  void whatALostWorkerHeldIsFreeWithoutBeingHandedOut() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 1, 20);
    h.ask(Wishes.suspend(intent, true));
    h.tick();
    h.tickAfter(h.settings.lease().plusSeconds(1));
    h.heartbeat("another", 1);
    h.tickAfter(Duration.ofMinutes(1));
    assertThat(h.assigned()).isEmpty();
    assertThat(h.core.isActive()).isFalse();
  }

  @Test
  void noLoadBeginsAndOneThatRunsEnds() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 4, 4);
    List<TaskRow> tasks = h.assigned();
    h.succeeded(tasks.get(0), 10);
    h.tick();
    h.heartbeat("worker", 4);
    h.tickAfter(h.settings.loadWait());
    Effect.RunLoad running = (Effect.RunLoad) h.effects.get(0);
    h.ask(Wishes.suspend(intent, true));
    tasks.subList(1, 4).forEach(task -> h.succeeded(task, 10));
    h.tick();
    h.heartbeat("worker", 4);
    h.tickAfter(h.settings.loadWait().multipliedBy(2));
    assertThat(h.effects).containsExactly(running);
    assertThat(h.snapshot(intent).atWork()).isTrue();
    h.carryOut();
    h.tick();
    assertThat(h.effects).isEmpty();
    assertThat(h.snapshot(intent).rowsLoaded()).isEqualTo(10);
    assertThat(h.core.isActive()).isFalse();
    h.ask(Wishes.suspend(intent, false));
    h.finish(intent);
    assertThat(h.snapshot(intent).rowsLoaded()).isEqualTo(40);
  }

  @Test
  void aLoadThatFailedIsNotTriedAgainBeforeTheEndOfTheSuspension() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 1, 1);
    h.succeeded(h.assigned().get(0), 10);
    h.tick();
    Effect.RunLoad load = (Effect.RunLoad) h.effects.remove(0);
    h.ask(Wishes.suspend(intent, true));
    h.results.add(new EffectResult.LoadFailed(load.request().loadId(), 1, CoreHarness.PERSON));
    h.tick();
    h.tickAfter(Duration.ofMinutes(10));
    assertThat(h.effects).isEmpty();
    assertThat(h.core.isActive()).isFalse();
    h.ask(Wishes.suspend(intent, false));
    h.finish(intent);
    assertThat(h.ledger.loads.values())
        .singleElement()
        .satisfies(row -> assertThat(row.state()).isEqualTo(LoadRow.State.LOADED));
  }

  @Test
  void oneTableIsHeldBackAndTheOthersGoOn() {
    WorkflowIntent intent = h.workflow("w", "a", "b");
    h.planAll("worker", 2, 6);
    WorkflowIntent suspended = h.ask(Wishes.suspendTable(intent, 0, true));
    h.tick();
    assertThat(ofTable(0)).isNotEmpty().allMatch(task -> task.recall() == Recall.UNLESS_BEGUN);
    assertThat(ofTable(1)).allMatch(task -> task.recall() == Recall.NONE);
    ofTable(0).forEach(h::released);
    h.tick();
    for (int step = 0; step < 20; step++) {
      ofTable(1).forEach(task -> h.succeeded(task, 10));
      h.heartbeat("worker", 2);
      h.tickAfter(Duration.ofSeconds(2));
      h.carryOut();
      assertThat(ofTable(0)).isEmpty();
    }
    assertThat(h.snapshot(intent).tablesDone()).isOne();
    assertThat(h.snapshot(intent).tablesSuspended()).isOne();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUSPENDED);
    assertThat(h.core.isActive()).isFalse();
    assertThat(h.core.pool(POOL).activeWorkflows()).isZero();
    h.lead();
    h.tick();
    assertThat(h.ledger.tables.values()).anyMatch(row -> row.suspended());
    assertThat(ofTable(0)).isEmpty();
    h.ask(Wishes.suspendTable(suspended, 0, false));
    h.finish(intent);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(h.ledger.loadedFiles.values()).hasSize(12).allMatch(times -> times == 1);
  }

  @Test
  void aTableSuspendedFromTheBeginningIsNotPlanned() {
    WorkflowIntent intent = h.workflow("w", "a", "b");
    h.ask(Wishes.suspendTable(intent, 0, true));
    h.heartbeat("worker", 4);
    h.tick();
    assertThat(h.assigned()).hasSize(1);
    assertThat(ofTable(0)).isEmpty();
  }

  @Test
  void aWorkflowThatCannotBeReadAnyMoreIsSuspendedAllTheSame() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 1, 20);
    WorkflowIntent unreadable = Wishes.suspend(Wishes.delete(intent), true);
    h.ask(
        new WorkflowIntent(
            intent.key(),
            intent.uid(),
            2,
            intent.snowflakeConnection(),
            intent.sourceConnection(),
            "unknown",
            null,
            unreadable.tables(),
            intent.cleanUp(),
            true,
            intent.suspendPolicy(),
            null,
            false,
            false));
    h.tick();
    assertThat(h.assigned()).isNotEmpty().allMatch(task -> task.recall() == Recall.UNLESS_BEGUN);
    h.ask(intent);
    h.finish(intent);
    assertThat(h.ledger.loadedFiles.values()).hasSize(20).allMatch(times -> times == 1);
  }

  private void handBackAllButOne() {
    List<TaskRow> all = h.assigned().stream().filter(task -> task.recall() != Recall.NONE).toList();
    all.subList(1, all.size()).forEach(h::released);
  }

  private List<TaskRow> of(WorkflowIntent intent) {
    String id = h.snapshot(intent).workflowId();
    return h.assigned().stream().filter(task -> task.workflowId().equals(id)).toList();
  }

  private List<TaskRow> ofTable(int number) {
    String id =
        h.ledger.tables.values().stream()
            .filter(row -> row.ordinal() == number + 1)
            .findFirst()
            .orElseThrow()
            .tableId();
    return h.assigned().stream().filter(task -> task.tableId().equals(id)).toList();
  }
}
