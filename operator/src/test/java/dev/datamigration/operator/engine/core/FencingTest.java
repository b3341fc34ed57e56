package dev.datamigration.operator.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.ledger.load.LoadOutcome;
import dev.datamigration.ledger.record.TaskRow;
import dev.datamigration.model.message.StagedFile;
import dev.datamigration.model.message.WorkerDescription;
import dev.datamigration.model.message.WorkerEvent;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reports and owners that come too late. */
class FencingTest {
  private final CoreHarness h = new CoreHarness();

  @Test
  void aReportOfAnOldAttemptIsRecordedAndIgnored() {
    h.workflow("w", "t");
    h.planAll("slow", 1, 1);
    TaskRow lost = h.assigned().get(0);
    h.tickAfter(h.settings.lease().plusSeconds(1));
    h.heartbeat("fresh", 1);
    h.tickAfter(Duration.ofSeconds(10));
    TaskRow again = h.assigned().get(0);
    assertThat(again.attempt()).isEqualTo(2);
    h.succeeded(lost, 1_000);
    h.now = h.now.plus(h.settings.reportWait());
    h.heartbeat("fresh", 1);
    h.tick();
    assertThat(h.assigned()).containsExactly(again);
    assertThat(h.ledger.attempts).anyMatch(row -> row.outcome().equals("STALE"));
    assertThat(h.ledger.attempts).anyMatch(row -> row.outcome().equals("LOST"));
  }

  /** The worker that was given it again is the one that lost it: only the attempt tells. */
  @Test
  void aReportOfAnOldAttemptByTheWorkerOfTheNewOneIsIgnored() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 1, 1);
    TaskRow lost = h.assigned().get(0);
    h.tickAfter(h.settings.lease().plusSeconds(1));
    h.heartbeat("worker", 1);
    h.tickAfter(Duration.ofSeconds(10));
    TaskRow again = h.assigned().get(0);
    assertThat(again.workerId()).isEqualTo(lost.workerId());
    assertThat(again.attempt()).isEqualTo(2);
    h.succeeded(lost, 1_000);
    h.tick();
    assertThat(h.assigned()).containsExactly(again);
    assertThat(h.snapshot(intent).rowsExtracted()).isZero();
    h.succeeded(again, 7);
    h.tick();
    assertThat(h.snapshot(intent).rowsExtracted()).isEqualTo(7);
  }

  @Test
  void aReportThatComesTwiceCountsOnce() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 1, 2);
    TaskRow task = h.assigned().get(0);
    h.succeeded(task, 5);
    h.succeeded(task, 5);
    h.tick();
    h.succeeded(task, 5);
    h.tick();
    assertThat(h.snapshot(intent).rowsExtracted()).isEqualTo(5);
  }

  @Test
  void aReportFromAWorkerThatDoesNotHoldTheTaskIsIgnored() {
    h.workflow("w", "t");
    h.planAll("worker", 1, 1);
    TaskRow task = h.assigned().get(0);
    h.ledger.post(
        "stranger",
        new WorkerEvent.Failed(task.taskId(), task.attempt(), CoreHarness.PERMANENT),
        h.now);
    h.tick();
    assertThat(h.assigned()).containsExactly(task);
  }

  @Test
  void aWorkerHeardOfInTimeKeepsItsTasks() {
    h.workflow("w", "t");
    h.planAll("worker", 1, 1);
    for (int i = 0; i < 10; i++) {
      h.now = h.now.plus(h.settings.lease().minusSeconds(1));
      h.heartbeat("worker", 1);
      h.tick();
    }
    assertThat(h.assigned()).singleElement().satisfies(t -> assertThat(t.attempt()).isOne());
  }

  @Test
  void aWorkerThatStopsInOrderCostsNoFailure() {
    h.workflow("w", "t");
    h.planAll("worker", 1, 1);
    h.ledger.post("worker", new WorkerEvent.Stopped(), h.now);
    h.heartbeat("other", 1);
    h.tick();
    assertThat(h.assigned())
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.workerId()).isEqualTo("other");
              assertThat(task.failures()).isZero();
              assertThat(task.attempt()).isEqualTo(2);
            });
  }

  @Test
  void aProcessStartedAnewInTheSamePlaceReplacesTheOneBefore() {
    h.workflow("w", "t");
    WorkerDescription before =
        new WorkerDescription("pod-1", "pod", null, "postgresql", "ns/erp", 1, "test");
    WorkerDescription after =
        new WorkerDescription("pod-2", "pod", null, "postgresql", "ns/erp", 1, "test");
    h.heartbeat(before, List.of(), null);
    h.tick();
    assertThat(h.assigned()).hasSize(1);
    h.heartbeat(after, List.of(), null);
    h.tick();
    h.heartbeat(after, List.of(), null);
    h.tickAfter(Duration.ofSeconds(10));
    assertThat(h.assigned())
        .singleElement()
        .satisfies(t -> assertThat(t.workerId()).isEqualTo("pod-2"));
  }

  @Test
  void aReportWhoseFilesDoNotHoldTheRowsReadIsNotBelieved() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.planAll("worker", 1, 1);
    TaskRow task = h.assigned().get(0);
    h.ledger.post(
        "worker",
        new WorkerEvent.Succeeded(
            task.taskId(),
            task.attempt(),
            10,
            80,
            5,
            List.of(new StagedFile(task.taskId() + "/1/0.parquet", 10, 9))),
        h.now);
    h.tick();
    assertThat(h.snapshot(intent).rowsExtracted()).isZero();
    assertThat(h.ledger.attempts).anyMatch(row -> "DMW-522".equals(row.errorCode()));
  }

  @Test
  void aFormerLeaderCanNeitherTickNorFinishALoad() {
    h.workflow("w", "t");
    h.planAll("worker", 1, 1);
    h.succeeded(h.assigned().get(0), 3);
    h.tick();
    Effect.RunLoad ofTheFormer = (Effect.RunLoad) h.effects.get(0);
    long former = h.epoch;
    h.lead();
    assertThat(h.ledger.load(ofTheFormer.request())).isInstanceOf(LoadOutcome.Superseded.class);
    assertThatThrownBy(
            () ->
                h.ledger.commit(
                    former,
                    h.core
                        .tick(h.ledger.mail(h.now), true, List.of(), List.of(), List.of())
                        .changes()))
        .hasMessageContaining("past");
    h.tick();
    h.carryOut();
    h.tick();
    assertThat(h.ledger.loadedFiles.values()).containsExactly(1);
  }

  @Test
  void aNewLeaderGivesWorkersAWholeLeaseToBeHeardOf() {
    h.workflow("w", "t");
    h.planAll("worker", 1, 1);
    h.now = h.now.plus(Duration.ofHours(1));
    h.lead();
    h.tick();
    assertThat(h.assigned()).singleElement().satisfies(t -> assertThat(t.attempt()).isOne());
    h.tickAfter(h.settings.lease().plusSeconds(1));
    assertThat(h.assigned()).isEmpty();
  }

  @Test
  void aReportAboutADeletedWorkflowChangesNothingAndLeavesTheMailbox() {
    WorkflowIntent deleted = h.workflow("deleted", "t");
    h.planAll("worker", 2, 2);
    List<TaskRow> taken = h.assigned();
    assertThat(taken).hasSize(2);
    h.change(deleted, false, true);
    h.tick();
    taken.forEach(h::released);
    h.tick();
    h.carryOut();
    h.tick();
    assertThat(h.snapshot(deleted).cleanedUp()).isTrue();
    h.intents.remove(deleted.key());
    WorkflowIntent other = h.workflow("other", "u");
    h.planAll("worker", 1, 1);
    TaskRow running = h.assigned().get(0);
    for (int leaders = 0; leaders < 2; leaders++) {
      h.succeeded(taken.get(0), 1_000);
      h.failed(taken.get(1), CoreHarness.PERMANENT);
      h.tick();
      h.tickAfter(h.settings.reportWait());
      assertThat(h.ledger.mailbox).isEmpty();
      assertThat(h.ledger.workflows.values())
          .filteredOn(row -> row.name().equals("deleted"))
          .singleElement()
          .satisfies(row -> assertThat(row.state().isTerminal()).isTrue());
      assertThat(h.ledger.tables.values()).allMatch(row -> row.rowsExtracted() == 0);
      assertThat(h.assigned()).containsExactly(running);
      // The next one has never known the workflow.
      h.lead();
    }
    h.succeeded(running, 7);
    h.tick();
    assertThat(h.snapshot(other).rowsExtracted()).isEqualTo(7);
  }

  /** What lay in the mailbox together may be read in any order, and twice. */
  @Test
  void reportsInAnyOrderAndTwiceComeToTheSame() {
    for (int seed = 0; seed < 50; seed++) {
      CoreHarness fresh = new CoreHarness();
      WorkflowIntent intent = fresh.workflow("w", "t");
      fresh.planAll("worker", 1, 1);
      TaskRow lost = fresh.assigned().get(0);
      fresh.tickAfter(fresh.settings.lease().plusSeconds(1));
      fresh.heartbeat("worker", 1);
      fresh.tickAfter(Duration.ofSeconds(10));
      TaskRow task = fresh.assigned().get(0);
      fresh.heartbeat(
          CoreHarness.describe("worker", 1),
          List.of(new WorkerEvent.RunningTask(task.taskId(), task.attempt(), 3, 24)),
          null);
      fresh.succeeded(lost, 1_000);
      fresh.failed(lost, CoreHarness.PERMANENT);
      fresh.released(lost);
      fresh.succeeded(task, 7);
      fresh.ledger.mailbox.addAll(List.copyOf(fresh.ledger.mailbox));
      Collections.shuffle(fresh.ledger.mailbox, new Random(seed));
      fresh.tick();
      assertThat(fresh.snapshot(intent).rowsExtracted()).as("seed %d", seed).isEqualTo(7);
      fresh.carryOut();
      fresh.tick();
      assertThat(fresh.ledger.loadedFiles.values()).as("seed %d", seed).containsExactly(1);
    }
  }
}
