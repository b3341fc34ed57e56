package dev.datamigration.operator.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.datamigration.ledger.record.AttemptRow;
import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.record.TaskRow;
import dev.datamigration.ledger.record.WorkflowRow;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.Failure;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A workflow from its intent to its end. */
class MigrationRunTest {
  private final CoreHarness h = new CoreHarness();

  @Test
  void movesATableToItsEnd() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 2, 3);
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.EXTRACTING);
    h.assigned().forEach(task -> h.succeeded(task, 10));
    h.tick();
    assertThat(h.effects).singleElement().isInstanceOf(Effect.RunLoad.class);
    h.carryOut();
    h.tick();
    h.carryOut();
    h.tick();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(h.snapshot(intent).rowsLoaded()).isEqualTo(30);
    assertThat(h.snapshot(intent).cleanedUp()).isTrue();
    assertThat(h.ledger.loadedFiles)
        .hasSize(3)
        .allSatisfy((file, times) -> assertThat(times).isOne());
    assertThat(h.core.isActive()).isFalse();
  }

  @Test
  void anEmptyTableNeedsNoLoad() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 2, 1);
    h.assigned().forEach(task -> h.succeeded(task, 0));
    h.tick();
    assertThat(h.ledger.loads).isEmpty();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
  }

  @Test
  void nothingIsHandedOutBeforeTheTargetIsReady() {
    h.workflow("w", "t");
    h.heartbeat("worker", 2);
    h.tick();
    h.assigned().forEach(task -> h.planned(task, 3));
    h.tick();
    h.tick();
    assertThat(h.assigned()).isEmpty();
    assertThat(h.effects).singleElement().isInstanceOf(Effect.PrepareTarget.class);
  }

  @Test
  void aRefusedTargetFailsTheTableAndNoOther() {
    WorkflowIntent intent = h.workflow("w", "a", "b");
    h.heartbeat("worker", 2);
    h.tick();
    h.assigned().forEach(task -> h.planned(task, 2));
    h.tick();
    Effect.PrepareTarget first = (Effect.PrepareTarget) h.effects.remove(0);
    h.results.add(new EffectResult.TargetRefused(first.tableId(), CoreHarness.PERMANENT));
    h.carryOut();
    h.tick();
    assertThat(h.assigned()).hasSize(2).noneMatch(task -> task.tableId().equals(first.tableId()));
    h.assigned().forEach(task -> h.succeeded(task, 1));
    h.tick();
    h.carryOut();
    h.tick();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.FAILED);
    assertThat(h.snapshot(intent).tablesDone()).isOne();
    assertThat(h.snapshot(intent).firstErrors())
        .singleElement()
        .satisfies(error -> assertThat(error.failure()).isEqualTo(CoreHarness.PERMANENT));
  }

  @Test
  void aFailingPartitionDoesNotHoldBackTheOthers() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 4, 4);
    TaskRow bad = h.assigned().get(1);
    h.failed(bad, CoreHarness.PERMANENT);
    h.assigned().stream().filter(task -> !task.equals(bad)).forEach(task -> h.succeeded(task, 5));
    h.tick();
    h.carryOut();
    h.tick();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.FAILED);
    assertThat(h.snapshot(intent).rowsLoaded()).isEqualTo(15);
    assertThat(h.snapshot(intent).partitionsFailed()).isOne();
    assertThat(h.ledger.tables.values())
        .singleElement()
        .satisfies(row -> assertThat(row.state()).isEqualTo(TableRow.State.FAILED));
  }

  @Test
  void aTransientFailureIsTriedAgainLaterAndKeptInHistory() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 1, 1);
    h.failed(h.assigned().get(0), CoreHarness.TRANSIENT);
    h.tick();
    assertThat(h.assigned()).isEmpty();
    h.heartbeat("worker", 1);
    h.tickAfter(Duration.ofSeconds(10));
    assertThat(h.assigned()).singleElement().satisfies(t -> assertThat(t.attempt()).isEqualTo(2));
    h.succeeded(h.assigned().get(0), 7);
    h.tick();
    h.carryOut();
    h.tick();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(h.ledger.attempts)
        .anySatisfy(
            row -> {
              assertThat(row.outcome()).isEqualTo("FAILED");
              assertThat(row.errorCode()).isEqualTo("DMW-399");
            });
  }

  @Test
  void transientFailuresEndAtTheLimit() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 1, 1);
    for (int i = 0; i < h.settings.maxFailures(); i++) {
      assertThat(h.assigned()).hasSize(1);
      h.failed(h.assigned().get(0), CoreHarness.TRANSIENT);
      h.heartbeat("worker", 1);
      h.tick();
      h.now = h.now.plus(Duration.ofMinutes(10));
      h.heartbeat("worker", 1);
      h.tick();
    }
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.FAILED);
  }

  @Test
  void whatNeedsAPersonIsShownAndTriedForEver() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 1, 1);
    for (int i = 0; i < 20; i++) {
      h.failed(h.assigned().get(0), CoreHarness.PERSON);
      h.tick();
      assertThat(h.snapshot(intent).stalled()).isEqualTo(CoreHarness.PERSON);
      h.now = h.now.plus(Duration.ofMinutes(2));
      h.heartbeat("worker", 1);
      h.tick();
      assertThat(h.assigned()).hasSize(1);
      assertThat(h.snapshot(intent).stalled()).isNull();
    }
  }

  @Test
  void twoWorkflowsOnOneTargetTheSecondIsRefused() {
    h.workflow("first", "t");
    h.tick();
    WorkflowIntent second = h.workflow("second", "t");
    h.tick();
    assertThat(h.snapshot(second).phase()).isEqualTo(Phase.FAILED);
    assertThat(h.snapshot(second).firstErrors().get(0).failure().message())
        .contains("DMW-521", "ns/first", "LAKE.ERP.T");
  }

  @Test
  void aSuspendedWorkflowGetsNoWorkAndResumesWhereItWas() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 1, 200);
    int running = h.assigned().size();
    h.change(intent, true, false);
    h.assigned().forEach(task -> h.succeeded(task, 1));
    h.tick();
    h.tick();
    assertThat(h.assigned()).isEmpty();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.SUSPENDED);
    h.change(intent, false, false);
    h.tick();
    assertThat(h.assigned()).isNotEmpty().allMatch(task -> task.attempt() == 1);
    assertThat(h.assigned()).allMatch(task -> task.partitionNumber() > running);
  }

  @Test
  void aDeletedWorkflowWaitsUntilWorkersHaveLetGoThenCleans() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 2, 2);
    TaskRow first = h.assigned().get(0);
    TaskRow second = h.assigned().get(1);
    h.change(intent, false, true);
    h.tick();
    assertThat(h.assigned()).isEmpty();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.CANCELLING);
    assertThat(h.effects).isEmpty();
    h.succeeded(first, 5);
    h.failed(second, CoreHarness.TRANSIENT);
    h.tick();
    assertThat(h.effects).singleElement().isInstanceOf(Effect.CleanStage.class);
    h.carryOut();
    h.tick();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.CANCELLED);
    assertThat(h.snapshot(intent).cleanedUp()).isTrue();
    assertThat(h.ledger.loadedFiles).isEmpty();
    assertThat(h.ledger.workflows.values())
        .singleElement()
        .satisfies(row -> assertThat(row.state()).isEqualTo(WorkflowRow.State.CANCELLED));
  }

  @Test
  void aLoadWhoseOutcomeIsUnknownIsRunAgainUnderANewAttempt() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 1, 1);
    h.succeeded(h.assigned().get(0), 9);
    h.tick();
    Effect.RunLoad first = (Effect.RunLoad) h.effects.remove(0);
    h.ledger.load(first.request());
    h.results.add(new EffectResult.LoadFailed(first.request().loadId(), 1, CoreHarness.TRANSIENT));
    h.tick();
    h.tickAfter(Duration.ofMinutes(1));
    Effect.RunLoad second = (Effect.RunLoad) h.effects.get(0);
    assertThat(second.request().attempt()).isEqualTo(2);
    h.carryOut();
    h.tick();
    assertThat(h.snapshot(intent).rowsLoaded()).isEqualTo(9);
    assertThat(h.ledger.loadedFiles.values()).containsExactly(1);
  }

  @Test
  void aLoadRefusedForGoodFailsItsPartitionsOnly() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 1, 1);
    h.succeeded(h.assigned().get(0), 9);
    h.tick();
    Effect.RunLoad load = (Effect.RunLoad) h.effects.remove(0);
    h.results.add(new EffectResult.LoadFailed(load.request().loadId(), 1, CoreHarness.PERMANENT));
    h.tick();
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.FAILED);
    assertThat(h.ledger.loads.values())
        .singleElement()
        .satisfies(row -> assertThat(row.state()).isEqualTo(LoadRow.State.FAILED));
  }

  @Test
  void anIntentThatCannotBeReadIsToldOnceAndDoesNotStopTheOthers() {
    WorkflowIntent bad = h.workflow("bad", "\"unclosed");
    WorkflowIntent good = h.workflow("good", "t");
    h.tick();
    h.tick();
    assertThat(h.notices)
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.workflow()).isEqualTo(bad.key());
              assertThat(notice.reason()).isEqualTo("NotAccepted");
            });
    assertThat(h.snapshot(good).phase()).isEqualTo(Phase.PENDING);
  }

  @Test
  void everyAttemptsErrorIsKeptAndTheFirstIsShown() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 1, 1);
    for (int i = 1; i <= h.settings.maxFailures(); i++) {
      h.failed(
          h.assigned().get(0), new Failure("DMW-399", ErrorClass.TRANSIENT, "DMW-399: no " + i));
      h.heartbeat("worker", 1);
      h.tick();
      h.now = h.now.plus(Duration.ofMinutes(10));
      h.heartbeat("worker", 1);
      h.tick();
    }
    assertThat(h.ledger.attempts.stream().filter(row -> row.outcome().equals("FAILED")))
        .extracting(AttemptRow::attempt, AttemptRow::errorMessage)
        .containsExactly(
            tuple(1, "DMW-399: no 1"),
            tuple(2, "DMW-399: no 2"),
            tuple(3, "DMW-399: no 3"),
            tuple(4, "DMW-399: no 4"),
            tuple(5, "DMW-399: no 5"));
    assertThat(h.snapshot(intent).firstErrors())
        .singleElement()
        .satisfies(error -> assertThat(error.failure().message()).isEqualTo("DMW-399: no 1"));
    h.lead();
    h.tick();
    assertThat(h.snapshot(intent).firstErrors().get(0).failure().message())
        .isEqualTo("DMW-399: no 1");
  }

  @Test
  void aLoadsTransientErrorsEndAtTheirLimit() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 1, 1);
    h.succeeded(h.assigned().get(0), 9);
    h.tick();
    for (int attempt = 1; attempt <= h.settings.maxLoadFailures(); attempt++) {
      Effect.RunLoad load = (Effect.RunLoad) h.effects.remove(0);
      assertThat(load.request().attempt()).isEqualTo(attempt);
      h.results.add(
          new EffectResult.LoadFailed(load.request().loadId(), attempt, CoreHarness.TRANSIENT));
      h.tick();
      assertThat(h.effects).as("not at once").isEmpty();
      h.tickAfter(Duration.ofMinutes(10));
    }
    assertThat(h.snapshot(intent).phase()).isEqualTo(Phase.FAILED);
    assertThat(h.ledger.attempts.stream().filter(row -> row.kind().equals("LOAD")))
        .hasSize(h.settings.maxLoadFailures())
        .allMatch(row -> "DMW-399".equals(row.errorCode()));
  }
}
