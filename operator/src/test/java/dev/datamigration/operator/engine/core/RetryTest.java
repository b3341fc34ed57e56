package dev.datamigration.operator.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.record.TaskRow;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.Failure;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowIntent.CleanUp;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What failed and is tried again because a person asks for it. */
class RetryTest {
  private static final Failure COUNTS_DIFFER =
      new Failure(
          LedgerErrorCode.LOAD_COUNT_DIFFERS.code(), ErrorClass.PERMANENT, "DMW-506: differs.");

  private final CoreHarness h = new CoreHarness();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFailedPartitionIsExtractedAnewAndNothingElse(boolean newLeader) {
    WorkflowIntent intent = h.workflow("w", "t");
    String bad = failOnePartition(intent);
    if (newLeader) {
      h.lead();
    }
    h.ask(Wishes.retry(intent, "monday"));
    h.tick();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.EXTRACTING);
    assertThat(h.snapshot(intent).handledRetry()).isEqualTo("monday");
    assertThat(h.snapshot(intent).firstErrors()).isEmpty();
    assertThat(h.snapshot(intent).partitionsFailed()).isZero();
    assertThat(h.snapshot(intent).rowsLoaded()).isEqualTo(30);
    h.finish(intent);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(h.snapshot(intent).rowsLoaded()).isEqualTo(40);
    assertThat(h.ledger.loadedFiles.values()).hasSize(4).allMatch(times -> times == 1);
    for (TaskRow task : h.ledger.tasks.values()) {
      assertThat(task.attempt()).isEqualTo(task.taskId().equals(bad) ? 2 : 1);
    }
    assertThat(h.ledger.attempts).anyMatch(row -> "DMW-398".equals(row.errorCode()));
  }

  @Test
  void eachWishIsActedOnOnceAndTheLimitOfErrorsBeginsAnew() {
    WorkflowIntent intent = h.workflow("w", "t");
    String bad = failOnePartition(intent);
    WorkflowIntent retried = h.ask(Wishes.retry(intent, "monday"));
    h.heartbeat("worker", 4);
    h.tick();
    assertThat(h.ledger.tasks.get(bad).failures()).isZero();
    h.failed(h.assigned().get(0), CoreHarness.PERMANENT);
    h.heartbeat("worker", 4);
    h.tick();
    h.tickAfter(Duration.ofHours(1));
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.FAILED);
    h.lead();
    h.tickAfter(Duration.ofHours(1));
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.FAILED);
    assertThat(h.snapshot(intent).handledRetry()).isEqualTo("monday");
    h.ask(Wishes.retry(retried, "tuesday"));
    h.finish(intent);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(h.ledger.tasks.get(bad).attempt()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFailedLoadIsRunAgainUnderANewAttemptWithTheFilesThereAre(boolean newLeader) {
    WorkflowIntent intent = h.workflow("w", "t");
    Effect.RunLoad first = failTheLoad(intent, CoreHarness.PERMANENT);
    if (newLeader) {
      h.lead();
    }
    h.ask(Wishes.retry(intent, "1"));
    h.tick();
    Effect.RunLoad second = (Effect.RunLoad) h.effects.get(0);
    assertThat(second.request().loadId()).isEqualTo(first.request().loadId());
    assertThat(second.request().files()).isEqualTo(first.request().files());
    assertThat(second.request().attempt()).isEqualTo(2);
    assertThat(second.request().epoch()).isEqualTo(h.epoch);
    assertThat(h.ledger.load(first.request()))
        .as("the first attempt, late")
        .isInstanceOf(dev.datamigration.ledger.load.LoadOutcome.Superseded.class);
    h.finish(intent);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(h.snapshot(intent).rowsLoaded()).isEqualTo(20);
    assertThat(h.ledger.tasks.values()).allMatch(task -> task.attempt() == 1);
    assertThat(h.ledger.loadedFiles.values()).hasSize(2).allMatch(times -> times == 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void filesThatDoNotHoldWhatWasReadAreNeverLoaded(boolean newLeader) {
    WorkflowIntent intent = h.workflow("w", "t");
    Effect.RunLoad load = failTheLoad(intent, COUNTS_DIFFER);
    assertThat(h.snapshot(intent).partitionsFailed()).isEqualTo(2);
    assertThat(h.snapshot(intent).rowsExtracted()).isZero();
    if (newLeader) {
      h.lead();
      h.tick();
      assertThat(h.snapshot(intent).partitionsFailed()).isEqualTo(2);
    }
    h.ask(Wishes.retry(intent, "1"));
    h.finish(intent);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(h.ledger.loads.get(load.request().loadId()).state()).isEqualTo(LoadRow.State.FAILED);
    load.request()
        .files()
        .forEach(file -> assertThat(h.ledger.loadedFiles).doesNotContainKey(file.path()));
    assertThat(h.ledger.loadedFiles.values()).isNotEmpty().allMatch(times -> times == 1);
  }

  @Test
  void withItsFilesRemovedAFailedLoadsPartitionsAreExtractedAnew() {
    WorkflowIntent intent = h.workflow("w", "t");
    WorkflowIntent always = h.ask(Wishes.cleanUp(intent, CleanUp.ALWAYS));
    Effect.RunLoad load = failTheLoad(always, CoreHarness.PERMANENT);
    h.ask(Wishes.retry(always, "1"));
    h.tick();
    assertThat(h.effects).singleElement().isInstanceOf(Effect.CleanStage.class);
    assertThat(h.snapshot(intent).phase()).as("files are being removed").isEqualTo(Phase.FAILED);
    h.carryOut();
    h.tick();
    h.lead();
    h.tick();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.EXTRACTING);
    h.finish(intent);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    load.request()
        .files()
        .forEach(file -> assertThat(h.ledger.loadedFiles).doesNotContainKey(file.path()));
    assertThat(h.ledger.loadedFiles.values()).hasSize(2).allMatch(times -> times == 1);
    assertThat(h.ledger.workflows.values())
        .singleElement()
        .satisfies(row -> assertThat(row.stageRemoved()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void aTableWhoseTargetWasRefusedIsPlannedAnewAsItIsConfiguredNow(int partitions) {
    WorkflowIntent intent = h.workflow("w", "t");
    h.heartbeat("worker", 2);
    h.tick();
    h.assigned().forEach(task -> h.planned(task, 3));
    h.tick();
    Effect.PrepareTarget prepare = (Effect.PrepareTarget) h.effects.remove(0);
    h.results.add(new EffectResult.TargetRefused(prepare.tableId(), CoreHarness.PERMANENT));
    h.tick();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.FAILED);
    h.lead();
    WorkflowIntent mended =
        Wishes.table(
            intent, 0, table -> table.toBuilder().excludeSourceColumns(List.of("x")).build());
    h.ask(Wishes.retry(mended, "1"));
    h.heartbeat("worker", 2);
    h.tick();
    TaskRow plan = h.assigned().get(0);
    assertThat(plan.kind()).isEqualTo(TaskRow.Kind.PLAN);
    assertThat(plan.attempt()).isEqualTo(2);
    assertThat(h.ledger.tables.get(plan.tableId()).configuration().toString())
        .contains("\"excludeSourceColumns\":[\"x\"]");
    h.planned(plan, partitions);
    h.tick();
    h.lead();
    h.finish(intent);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(h.snapshot(intent).partitionsTotal()).isEqualTo(partitions);
    assertThat(h.ledger.loadedFiles.values()).hasSize(partitions).allMatch(times -> times == 1);
  }

  @Test
  void anErrorThatPassedDoesNotHideTheOneThatFailsTheTable() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.heartbeat("worker", 2);
    h.tick();
    h.failed(h.assigned().get(0), CoreHarness.TRANSIENT);
    h.tick();
    assertThat(h.snapshot(intent).firstErrors())
        .singleElement()
        .satisfies(error -> assertThat(error.failure()).isEqualTo(CoreHarness.TRANSIENT));
    h.now = h.now.plus(h.settings.retryMaximum());
    h.heartbeat("worker", 2);
    h.tick();
    h.failed(h.assigned().get(0), CoreHarness.PERMANENT);
    h.tick();
    assertThat(h.snapshot(intent).firstErrors())
        .singleElement()
        .satisfies(error -> assertThat(error.failure()).isEqualTo(CoreHarness.PERMANENT));
  }

  @Test
  void aTargetThatAPersonMendedIsNoErrorAnyMore() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.heartbeat("worker", 2);
    h.tick();
    h.planned(h.assigned().get(0), 2);
    h.tick();
    Effect.PrepareTarget prepare = (Effect.PrepareTarget) h.effects.get(0);
    h.results.add(new EffectResult.TargetRefused(prepare.tableId(), CoreHarness.PERSON));
    h.tick();
    assertThat(h.snapshot(intent).firstErrors()).hasSize(1);
    h.results.add(CoreHarness.made(prepare));
    h.tick();
    assertThat(h.snapshot(intent).firstErrors()).isEmpty();
  }

  @Test
  void aTableThatCouldNotBePlannedIsPlannedAgain() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.heartbeat("worker", 2);
    h.tick();
    h.failed(h.assigned().get(0), CoreHarness.PERMANENT);
    h.tick();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.FAILED);
    h.ask(Wishes.retry(intent, "1"));
    h.finish(intent);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(h.ledger.loadedFiles).hasSize(3);
  }

  @Test
  void whatFailedOfATableThatStillRunsIsTriedAgainToo() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 4, 4);
    TaskRow bad = h.assigned().get(1);
    h.failed(bad, CoreHarness.PERMANENT);
    h.tick();
    assertThat(h.snapshot(intent).partitionsFailed()).isOne();
    h.ask(Wishes.retry(intent, "1"));
    h.tick();
    assertThat(h.ledger.tasks.get(bad.taskId()).state()).isEqualTo(TaskRow.State.ASSIGNED);
    assertThat(h.snapshot(intent).partitionsFailed()).isZero();
    h.finish(intent);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
  }

  @Test
  void aFailedTableIsTriedAgainWhileOthersRun() {
    WorkflowIntent intent = h.workflow("w", "a", "b");
    h.planAll("worker", 4, 2);
    List<TaskRow> tasks = h.assigned();
    String first = tasks.get(0).tableId();
    List<TaskRow> ofFirst = tasks.stream().filter(t -> t.tableId().equals(first)).toList();
    h.succeeded(ofFirst.get(0), 10);
    h.failed(ofFirst.get(1), CoreHarness.PERMANENT);
    h.tick();
    h.carryOut();
    h.tick();
    assertThat(h.ledger.tables.get(first).state()).isEqualTo(TableRow.State.FAILED);
    h.ask(Wishes.retry(intent, "1"));
    h.finish(intent);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(h.ledger.loadedFiles.values()).hasSize(4).allMatch(times -> times == 1);
  }

  @Test
  void aLoadThatWasCommittedAfterAllIsFoundToBe() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 2, 2);
    h.assigned().forEach(task -> h.succeeded(task, 10));
    h.tick();
    Effect.RunLoad load = (Effect.RunLoad) h.effects.remove(0);
    h.ledger.load(load.request());
    h.results.add(new EffectResult.LoadFailed(load.request().loadId(), 1, CoreHarness.PERMANENT));
    h.tick();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.FAILED);
    h.ask(Wishes.retry(intent, "1"));
    h.finish(intent);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(h.snapshot(intent).rowsLoaded()).isEqualTo(20);
    assertThat(h.ledger.loadedFiles.values()).hasSize(2).allMatch(times -> times == 1);
  }

  @Test
  void aTargetThatAnotherWorkflowWritesToIsLeftToIt() {
    WorkflowIntent first = h.workflow("first", "t");
    failOnePartition(first);
    WorkflowIntent second = h.workflow("second", "t");
    h.tick();
    assertThat(h.snapshot(second).phase()).isNotEqualTo(Phase.FAILED);
    WorkflowIntent asked = h.ask(Wishes.retry(first, "1"));
    h.tick();
    assertThat(h.snapshot(first).phase()).isEqualTo(Phase.FAILED);
    assertThat(h.snapshot(first).handledRetry()).isEqualTo("1");
    assertThat(h.snapshot(first).firstErrors().get(0).failure().message())
        .contains("DMW-521", "ns/second");
    h.finish(second);
    h.ask(Wishes.retry(asked, "2"));
    h.finish(first);
    assertThat(h.snapshot(first).phase()).isEqualTo(Phase.SUCCEEDED);
  }

  @Test
  void aTableRefusedFromTheBeginningCanBeRetried() {
    WorkflowIntent first = h.workflow("first", "t");
    h.tick();
    WorkflowIntent second = h.workflow("second", "t");
    h.tick();
    assertThat(h.snapshot(second).phase()).isEqualTo(Phase.FAILED);
    h.finish(first);
    h.ask(Wishes.retry(second, "1"));
    h.finish(second);
    assertThat(h.snapshot(second).phase()).isEqualTo(Phase.SUCCEEDED);
  }

  @Test
  void whereNothingFailedAWishIsOnlyEchoed() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.finish(intent);
    WorkflowSnapshot before = h.snapshot(intent);
    assertThat(before.phase()).isEqualTo(Phase.SUCCEEDED);
    h.effects.clear();
    h.ask(Wishes.retry(intent, "1"));
    h.tick();
    assertThat(h.snapshot(intent).handledRetry()).isEqualTo("1");
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(h.effects).isEmpty();
    assertThat(h.notices).noneMatch(notice -> notice.reason().equals("Retrying"));
  }

  @Test
  void aWishOlderThanTheWorkflowIsNotKeptForItsFailures() {
    WorkflowIntent intent = h.workflow("w", "t");
    WorkflowIntent asked = h.ask(Wishes.retry(intent, "copied with the manifest"));
    failOnePartition(asked);
    h.tickAfter(Duration.ofMinutes(1));
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.FAILED);
    assertThat(h.snapshot(intent).handledRetry()).isEqualTo("copied with the manifest");
  }

  @Test
  void aSuspendedWorkflowTakesTheWishAndWaits() {
    WorkflowIntent intent = h.workflow("w", "t");
    failOnePartition(intent);
    WorkflowIntent asked = h.ask(Wishes.suspend(Wishes.retry(intent, "1"), true));
    h.heartbeat("worker", 4);
    h.tick();
    assertThat(h.assigned()).isEmpty();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUSPENDED);
    h.ask(Wishes.suspend(asked, false));
    h.finish(intent);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
  }

  @Test
  void aFailedTableThatIsGivenUpDoesNotCountAfterTheRetry() {
    WorkflowIntent intent = h.workflow("w", "a", "b");
    h.planAll("worker", 4, 1);
    TaskRow bad = h.assigned().get(0);
    int number = h.ledger.tables.get(bad.tableId()).ordinal() - 1;
    h.failed(bad, CoreHarness.PERMANENT);
    h.succeeded(h.assigned().get(1), 10);
    h.tick();
    h.carryOut();
    h.tick();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.FAILED);
    h.ask(Wishes.retry(Wishes.cancelTable(intent, number), "1"));
    h.tick();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(h.snapshot(intent).tablesCancelled()).isOne();
  }

  /** Four partitions, one of them fails for good; returns its id. */
  private String failOnePartition(WorkflowIntent intent) {
    h.planAll("worker", 4, 4);
    TaskRow bad = h.assigned().get(1);
    h.failed(bad, CoreHarness.PERMANENT);
    h.assigned().stream().filter(task -> !task.equals(bad)).forEach(task -> h.succeeded(task, 10));
    h.tick();
    h.carryOut();
    h.tick();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.FAILED);
    return bad.taskId();
  }

  /** Two partitions, extracted, and their load fails for good. */
  private Effect.RunLoad failTheLoad(WorkflowIntent intent, Failure failure) {
    h.planAll("worker", 2, 2);
    h.assigned().forEach(task -> h.succeeded(task, 10));
    h.tick();
    Effect.RunLoad load = (Effect.RunLoad) h.effects.remove(0);
    h.results.add(new EffectResult.LoadFailed(load.request().loadId(), 1, failure));
    h.tick();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.FAILED);
    return load;
  }
}
