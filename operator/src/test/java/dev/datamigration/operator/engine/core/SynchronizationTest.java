package dev.datamigration.operator.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.ledger.load.ApplyRequest;
import dev.datamigration.ledger.load.LoadRequest;
import dev.datamigration.ledger.load.TargetChange;
import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.record.TaskRow;
import dev.datamigration.ledger.target.TargetRequest;
import dev.datamigration.model.config.Synchronization;
import dev.datamigration.model.config.Synchronization.OnExistingRows;
import dev.datamigration.model.config.Synchronization.Strategy;
import dev.datamigration.model.message.WorkerEvent;
import dev.datamigration.model.plan.SyncState;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables whose rows are loaded aside and then change their target at once. */
class SynchronizationTest {
  private final CoreHarness h = new CoreHarness();

  private WorkflowIntent workflow(Strategy strategy) {
    return h.ask(Wishes.synchronize(h.workflow("w", "t"), 0, strategy));
  }

  /** Until what earlier runs left is read, if there is need of it, and a worker plans. */
  private void handOutPlan() {
    h.heartbeat("worker", 2);
    h.tick();
    h.carryOut();
    h.tick();
  }

  /** Until its partitions are extracted and loaded aside. */
  private void loadAside(int partitions) {
    handOutPlan();
    h.planAll("worker", 2, partitions);
    while (!h.assigned().isEmpty()) {
      h.assigned().forEach(task -> h.succeeded(task, 10));
      h.tick();
    }
  }

  private ApplyRequest apply() {
    return h.effects.stream()
        .filter(Effect.ApplyStaging.class::isInstance)
        .map(effect -> ((Effect.ApplyStaging) effect).request())
        .findFirst()
        .orElseThrow();
  }

  private TargetRequest prepare() {
    return h.effects.stream()
        .filter(Effect.PrepareTarget.class::isInstance)
        .map(effect -> ((Effect.PrepareTarget) effect).request())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nothingIsPlannedBeforeItIsKnownWhatEarlierRunsLeft() {
    workflow(Strategy.WATERMARK);
    h.heartbeat("worker", 2);
    h.tick();
    assertThat(h.assigned()).isEmpty();
    assertThat(h.effects).singleElement().isInstanceOf(Effect.ReadSyncStates.class);
    h.tickAfter(Duration.ofSeconds(2));
    assertThat(h.effects).as("it is asked once").hasSize(1);
    h.carryOut();
    h.tick();
    assertThat(h.assigned())
        .singleElement()
        .satisfies(task -> assertThat(task.kind()).isEqualTo(TaskRow.Kind.PLAN))
        .satisfies(task -> assertThat(task.partitionSpec()).isNull());
  }

  @Test
  void aNewLeaderAsksAgain() {
    workflow(Strategy.FULL_REPLACE);
    h.tick();
    h.lead();
    h.tick();
    assertThat(h.effects).singleElement().isInstanceOf(Effect.ReadSyncStates.class);
  }

  @Test
  void whatCannotBeReadIsAskedForLater() {
    WorkflowIntent intent = workflow(Strategy.FULL_REPLACE);
    h.heartbeat("worker", 2);
    h.tick();
    Effect.ReadSyncStates read = (Effect.ReadSyncStates) h.effects.remove(0);
    h.results.add(
        new EffectResult.SyncStatesUnread(read.stateIds().keySet(), CoreHarness.TRANSIENT));
    h.tick();
    assertThat(h.snapshot(intent).firstErrors()).hasSize(1);
    h.heartbeat("worker", 2);
    h.tickAfter(Duration.ofMinutes(30));
    h.carryOut();
    h.heartbeat("worker", 2);
    h.tick();
    assertThat(h.assigned()).hasSize(1);
    assertThat(h.snapshot(intent).firstErrors()).isEmpty();
  }

  @Test
  void rowsGoIntoTheStagingTableAndTheTargetChangesOnceAllOfThemAreThere() {
    WorkflowIntent intent = workflow(Strategy.FULL_REPLACE);
    loadAside(3);
    List<LoadRequest> copies =
        h.effects.stream()
            .filter(Effect.RunLoad.class::isInstance)
            .map(effect -> ((Effect.RunLoad) effect).request())
            .toList();
    assertThat(copies)
        .isNotEmpty()
        .allSatisfy(
            copy -> {
              assertThat(copy.stagingTable()).startsWith("STAGING_");
              assertThat(copy.identity()).isEqualTo("made aside");
            });
    assertThat(h.effects).noneMatch(Effect.ApplyStaging.class::isInstance);
    h.carryOut();
    h.tick();
    ApplyRequest apply = apply();
    assertThat(apply.change()).isEqualTo(new TargetChange.Replace());
    assertThat(apply.expectedRows()).isEqualTo(30);
    assertThat(apply.stagingTable()).isEqualTo(copies.get(0).stagingTable());
    assertThat(apply.targetIdentity()).isEqualTo("made");
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.LOADING);
    assertThat(h.snapshot(intent).rowsLoaded()).as("rows in the target").isZero();
    h.carryOut();
    h.tick();
    h.carryOut();
    h.tick();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(h.snapshot(intent).rowsLoaded()).isEqualTo(30);
  }

  @Test
  void anEmptySourceEmptiesTheTarget() {
    workflow(Strategy.FULL_REPLACE);
    handOutPlan();
    h.planAll("worker", 2, 1);
    h.assigned().forEach(task -> h.succeeded(task, 0));
    h.tick();
    assertThat(apply().expectedRows()).isZero();
  }

  @Test
  void aNewLeaderDoesNotChangeTheTargetTwice() {
    WorkflowIntent intent = workflow(Strategy.FULL_REPLACE);
    loadAside(2);
    h.carryOut();
    h.tick();
    h.ledger.apply(apply());
    h.lead();
    h.finish(intent);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(h.ledger.applied.values()).containsExactly(1);
  }

  @Test
  void theNextRunBeginsWithWhatTheLastOneLeftAndBuildsOnItsTarget() {
    WorkflowIntent first = workflow(Strategy.WATERMARK);
    h.finish(first);
    assertThat(h.snapshot(first).phase()).isEqualTo(Phase.SUCCEEDED);
    WorkflowIntent second = h.ask(Wishes.synchronize(h.workflow("x", "t"), 0, Strategy.WATERMARK));
    handOutPlan();
    TaskRow plan = h.assigned().get(0);
    assertThat(plan.partitionSpec().get("strategy").asText()).isEqualTo("watermark");
    h.planned(plan, 1);
    h.tick();
    assertThat(prepare().expectedIdentity()).isEqualTo("made");
    assertThat(prepare().mayHoldRows()).isTrue();
    h.carryOut();
    h.tick();
    h.assigned().forEach(task -> h.succeeded(task, 10));
    h.tick();
    h.carryOut();
    h.tick();
    assertThat(apply().change()).isEqualTo(new TargetChange.Append());
    assertThat(apply().run().version()).isEqualTo(1);
    assertThat(apply().run().since())
        .isEqualTo(new SyncState(Strategy.WATERMARK, "shape", null, null));
    h.finish(second);
    assertThat(h.ledger.syncStates.values())
        .singleElement()
        .satisfies(state -> assertThat(state.version()).isEqualTo(2));
  }

  @ParameterizedTest
  @EnumSource(
      value = Strategy.class,
      names = {"NONE", "FULL_REPLACE", "WATERMARK"})
  void aFirstRunMayFindRowsOnlyIfItIsToReplaceThem(Strategy strategy) {
    workflow(strategy);
    handOutPlan();
    h.assigned().forEach(task -> h.planned(task, 1));
    h.tick();
    assertThat(prepare().mayHoldRows()).isEqualTo(strategy == Strategy.FULL_REPLACE);
    assertThat(prepare().expectedIdentity()).isNull();
    assertThat(prepare().stagingTable() == null).isEqualTo(strategy == Strategy.NONE);
  }

  @Test
  void rowsMayBeAddedToOthersIfThatIsAskedFor() {
    WorkflowIntent intent = h.workflow("w", "t");
    Synchronization append =
        new Synchronization(null, OnExistingRows.APPEND, null, null, null, null);
    h.ask(Wishes.table(intent, 0, table -> table.toBuilder().synchronization(append).build()));
    h.heartbeat("worker", 2);
    h.tick();
    h.assigned().forEach(task -> h.planned(task, 1));
    h.tick();
    assertThat(prepare().mayHoldRows()).isTrue();
  }

  @Test
  void anApplyThatIsRefusedFailsTheTableAndARetryRunsItAgain() {
    WorkflowIntent intent = workflow(Strategy.FULL_REPLACE);
    loadAside(2);
    h.carryOut();
    h.tick();
    ApplyRequest refused = apply();
    h.effects.clear();
    h.results.add(
        new EffectResult.LoadFailed(refused.loadId(), refused.attempt(), CoreHarness.PERMANENT));
    h.tick();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.FAILED);
    h.lead();
    h.ask(Wishes.retry(intent, "1"));
    h.tick();
    assertThat(apply().loadId()).isEqualTo(refused.loadId());
    assertThat(apply().attempt()).isGreaterThan(refused.attempt());
    assertThat(apply().expectedRows()).isEqualTo(20);
    h.finish(intent);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(h.ledger.applied.values()).containsExactly(1);
  }

  @Test
  void whatWasLoadedAsideAndRemovedIsNotRetried() {
    WorkflowIntent intent =
        h.ask(Wishes.cleanUp(workflow(Strategy.FULL_REPLACE), WorkflowIntent.CleanUp.ALWAYS));
    loadAside(2);
    h.carryOut();
    h.tick();
    ApplyRequest refused = apply();
    h.effects.clear();
    h.results.add(
        new EffectResult.LoadFailed(refused.loadId(), refused.attempt(), CoreHarness.PERMANENT));
    h.tick();
    assertThat(h.effects)
        .singleElement()
        .satisfies(
            effect ->
                assertThat(((Effect.CleanStage) effect).stagingTables())
                    .containsExactly(refused.stagingTable()));
    h.carryOut();
    h.tick();
    h.ask(Wishes.retry(intent, "1"));
    h.tick();
    assertThat(h.notices).anyMatch(notice -> notice.reason().equals("NotRetried"));
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.FAILED);
  }

  /** Others may have filled the target since it was found empty. */
  @Test
  void aFirstRunByWatermarkReplacesNothing() {
    workflow(Strategy.WATERMARK);
    loadAside(2);
    h.carryOut();
    h.tick();
    assertThat(apply().change()).isEqualTo(new TargetChange.Fill());
    assertThat(apply().run().version()).isZero();
  }

  @Test
  void aStagingTableThatNobodyHeardOfIsDropped() {
    WorkflowIntent intent = workflow(Strategy.FULL_REPLACE);
    handOutPlan();
    h.assigned().forEach(task -> h.planned(task, 1));
    h.tick();
    String made = prepare().stagingTable();
    h.lead();
    h.ask(Wishes.delete(h.intents.get(intent.key())));
    h.tick();
    assertThat(h.effects)
        .singleElement()
        .satisfies(
            effect ->
                assertThat(((Effect.CleanStage) effect).stagingTables()).containsExactly(made));
  }

  /** It had a staging table once, of which nothing was used. */
  @Test
  void aTableThatIsLoadedDirectlyByNowIsRetriedThoughFilesWereRemoved() {
    WorkflowIntent intent =
        h.ask(Wishes.cleanUp(workflow(Strategy.FULL_REPLACE), WorkflowIntent.CleanUp.ALWAYS));
    handOutPlan();
    h.planAll("worker", 2, 2);
    h.assigned().forEach(task -> h.failed(task, CoreHarness.PERMANENT));
    h.tick();
    h.carryOut();
    h.tick();
    intent = h.ask(Wishes.retry(Wishes.synchronize(intent, 0, Strategy.NONE), "1"));
    h.tick();
    h.planAll("worker", 2, 2);
    h.succeeded(h.assigned().get(0), 10);
    h.failed(h.assigned().get(1), CoreHarness.PERMANENT);
    h.tick();
    h.carryOut();
    h.tick();
    h.carryOut();
    h.tick();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.FAILED);
    h.ask(Wishes.retry(intent, "2"));
    h.finish(intent);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
  }

  @Test
  void aWorkerThatKnowsNoStrategiesDoesNotPlan() {
    workflow(Strategy.FULL_REPLACE);
    handOutPlan();
    TaskRow plan = h.assigned().get(0);
    h.ledger.post(
        plan.workerId(),
        new WorkerEvent.Planned(plan.taskId(), plan.attempt(), CoreHarness.plan("t", 1, null)),
        h.now);
    h.tick();
    assertThat(h.ledger.attempts)
        .anySatisfy(attempt -> assertThat(attempt.errorCode()).isEqualTo("DMW-526"));
    assertThat(h.ledger.tasks.values()).noneMatch(task -> task.kind() == TaskRow.Kind.EXTRACT);
  }

  @Test
  void aWorkflowDeletedMeanwhileLeavesTheTargetAndDropsTheStagingTable() {
    WorkflowIntent intent = workflow(Strategy.FULL_REPLACE);
    loadAside(2);
    h.carryOut();
    h.ask(Wishes.delete(h.intents.get(intent.key())));
    h.tick();
    assertThat(h.effects).filteredOn(Effect.ApplyStaging.class::isInstance).isEmpty();
    h.tick();
    assertThat(h.effects)
        .anySatisfy(effect -> assertThat(((Effect.CleanStage) effect).stagingTables()).hasSize(1));
    assertThat(h.ledger.loads.values()).noneMatch(load -> load.kind() == LoadRow.Kind.APPLY);
  }

  @Test
  void aTableGivenUpBeforeItsStateIsReadIsCancelled() {
    WorkflowIntent intent = workflow(Strategy.FULL_REPLACE);
    h.tick();
    h.ask(Wishes.cancelTable(h.intents.get(intent.key()), 0));
    h.tick();
    h.carryOut();
    h.tick();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.CANCELLED);
    assertThat(h.ledger.tasks).isEmpty();
  }
}
