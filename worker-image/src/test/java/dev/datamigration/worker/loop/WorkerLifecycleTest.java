package dev.datamigration.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.message.EventEnvelope;
import dev.datamigration.model.message.Recall;
import dev.datamigration.model.message.TaskWork;
import dev.datamigration.model.message.WorkerEvent;
import dev.datamigration.model.message.WorkerEvent.Failed;
import dev.datamigration.model.message.WorkerEvent.Heartbeat;
import dev.datamigration.model.message.WorkerEvent.OfTask;
import dev.datamigration.model.message.WorkerEvent.Released;
import dev.datamigration.model.message.WorkerEvent.Succeeded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WorkerLifecycleTest {
  private static final Duration LONG_GRACE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void everyTaskIsDoneAndEveryFileIsStagedUnderItsAttemptAndGoneFromDisk() throws Exception {
    try (RunningWorker running = new RunningWorker(folder, 2, LONG_GRACE)) {
      running.operator.publish("w/1/t/plan", new TaskWork.Plan(null, null));
      for (int number = 1; number <= 20; number++) {
        publish(running, number);
      }
      running.source.setFiles(3, 7);
      running.source.setFiles(4, 0);
      running.start();

      until(running.operator::isDone);

      assertThat(running.operator.task("w/1/t/plan").result)
          .isInstanceOf(WorkerEvent.Planned.class);
      Succeeded seven = (Succeeded) running.operator.task("w/1/t/3").result;
      assertThat(seven.rows()).isEqualTo(7 * FakeSource.ROWS);
      assertThat(seven.files()).hasSize(7);
      assertThat(seven.files().get(6).path()).isEqualTo("w/1/t/3/1/part-7.parquet");
      assertThat(seven.files().get(6).sizeBytes()).isEqualTo(10);
      Succeeded none = (Succeeded) running.operator.task("w/1/t/4").result;
      assertThat(none.rows()).isZero();
      assertThat(none.files()).isEmpty();
      assertThat(running.uploads.staged()).hasSize(18 + 7);
      assertThat(running.filesOnDisk()).isZero();
      assertThat(running.operator.stale()).isEmpty();
    }
  }

  @Test
  void theFirstWordIsAHeartbeatThatSaysWhetherTheSourceIsReached() throws Exception {
    try (RunningWorker running = new RunningWorker(folder, 1, LONG_GRACE)) {
      running.source.failTests(
          new DmwException(LedgerErrorCode.UNREACHABLE, "Test: no source.", "Wait."));
      publish(running, 1);
      running.start();

      until(() -> running.operator.heartbeats() > 2);

      Heartbeat first = (Heartbeat) running.operator.posts().get(0).get(0).event();
      assertThat(first.sourceFailure().message()).contains("no source");
      assertThat(running.worker.notReady()).contains("source");
      assertThat(running.source.begun()).isEmpty();
    }
  }

  @Test
  void aTaskThatIsTakenAwayIsCancelledAndHandedBackOnceItHasEnded() throws Exception {
    try (RunningWorker running = new RunningWorker(folder, 1, LONG_GRACE)) {
      running.source.hold(1);
      publish(running, 1);
      publish(running, 2);
      publish(running, 3);
      running.start();
      until(() -> running.source.begun().contains(1));

      running.operator.cancel("w/1/t/1");
      running.operator.cancel("w/1/t/2");

      until(running.operator::isDone);
      until(() -> running.operator.stale().size() == 2);
      assertThat(running.source.cancelled()).containsExactly(1);
      assertThat(running.source.begun()).containsExactly(1, 3);
      assertThat(running.operator.stale()).allMatch(event -> event instanceof Released);
      assertThat(running.operator.state("w/1/t/3")).isEqualTo("DONE");
    }
  }

  @Test
  void aReportWhoseReplyWasLostIsRepeatedWithTheSameIdAndCountsOnce() throws Exception {
    try (RunningWorker running = new RunningWorker(folder, 1, LONG_GRACE)) {
      running.source.hold(1);
      publish(running, 1);
      running.start();
      until(() -> running.source.begun().contains(1));
      running.operator.loseNextReplies(2);
      running.source.open(1);

      until(running.operator::isDone);
      until(() -> idsOf(running, "w/1/t/1").size() >= 2);

      assertThat(idsOf(running, "w/1/t/1").stream().distinct()).hasSize(1);
      assertThat(running.operator.applied().stream().filter(Succeeded.class::isInstance))
          .hasSize(1);
    }
  }

  private static List<String> idsOf(RunningWorker running, String taskId) {
    return running.operator.posts().stream()
        .flatMap(List::stream)
        .filter(envelope -> envelope.event() instanceof OfTask task && task.taskId().equals(taskId))
        .map(EventEnvelope::eventId)
        .toList();
  }

  @Test
  void nothingIsBegunWhileSnowflakeIsOutOfReachBeyondTheLeaseAndWorkGoesOnAfterwards()
      throws Exception {
    try (RunningWorker running = new RunningWorker(folder, 1, LONG_GRACE)) {
      running.source.hold(1);
      publish(running, 1);
      publish(running, 2);
      publish(running, 3);
      running.start();
      until(() -> running.source.begun().contains(1));
      until(() -> running.operator.state("w/1/t/3").equals("ASSIGNED"));

      running.operator.setReachable(false);
      until(
          () ->
              "not in touch with the operator's ledger in Snowflake"
                  .equals(running.worker.notReady()));
      running.source.open(1);
      until(() -> running.uploads.staged().contains("w/1/t/1/1/part-1.parquet"));
      assertThat(running.worker.notLive()).isNull();
      running.operator.loseAttempt("w/1/t/1");
      running.operator.loseAttempt("w/1/t/2");
      assertThat(running.source.begun()).containsExactly(1);
      running.operator.setReachable(true);

      until(running.operator::isDone);
      assertThat(running.operator.task("w/1/t/1").attempt).isEqualTo(2);
      assertThat(running.operator.stale())
          .anyMatch(event -> event instanceof Succeeded late && late.taskId().equals("w/1/t/1"));
      assertThat(running.source.begun()).contains(1, 2, 3);
      until(() -> running.worker.notReady() == null);
    }
  }

  @Test
  void aNewerAttemptOfATaskSupersedesTheOneThatRuns() throws Exception {
    try (RunningWorker running = new RunningWorker(folder, 2, LONG_GRACE)) {
      running.source.hold(1);
      publish(running, 1);
      running.start();
      until(() -> running.source.begun().contains(1));

      running.operator.loseAttempt("w/1/t/1");

      // The first attempt's cancellation opens the gate for good, so the second runs through.
      until(running.operator::isDone);
      assertThat(running.source.cancelled()).containsExactly(1);
      assertThat(running.operator.task("w/1/t/1").attempt).isEqualTo(2);
      assertThat(running.uploads.staged()).containsExactly("w/1/t/1/2/part-1.parquet");
      assertThat(running.operator.stale()).isEmpty();
    }
  }

  @Test
  void anUploadIsTriedAgainAfterATransientError() throws Exception {
    try (RunningWorker running = new RunningWorker(folder, 1, LONG_GRACE)) {
      running.uploads.fail("w/1/t/1/", 1, LedgerErrorCode.UNREACHABLE);
      publish(running, 1);
      running.start();

      until(running.operator::isDone);

      assertThat(running.operator.state("w/1/t/1")).isEqualTo("DONE");
      assertThat(running.uploads.tries()).hasSize(2);
    }
  }

  @Test
  void anUploadThatFailsForGoodFailsTheTaskAndEndsItsReading() throws Exception {
    try (RunningWorker running = new RunningWorker(folder, 1, LONG_GRACE)) {
      running.uploads.fail("w/1/t/1/", 9, LedgerErrorCode.MISSING_PRIVILEGE);
      running.source.setFiles(1, 1_000);
      publish(running, 1);
      publish(running, 2);
      running.start();

      until(running.operator::isDone);

      Failed failed = (Failed) running.operator.task("w/1/t/1").result;
      assertThat(failed.failure().code()).isEqualTo(LedgerErrorCode.MISSING_PRIVILEGE.code());
      assertThat(running.uploads.tries().stream().filter(path -> path.startsWith("w/1/t/1/")))
          .hasSizeLessThan(10);
      assertThat(running.operator.state("w/1/t/2")).isEqualTo("DONE");
      assertThat(running.filesOnDisk()).isZero();
    }
  }

  @Test
  void anErrorNobodyForesawFailsTheTaskAndTheLaneGoesOn() throws Exception {
    try (RunningWorker running = new RunningWorker(folder, 1, LONG_GRACE)) {
      running.source.fail(1, () -> new IllegalStateException("surprise"));
      publish(running, 1);
      publish(running, 2);
      running.start();

      until(running.operator::isDone);

      Failed failed = (Failed) running.operator.task("w/1/t/1").result;
      assertThat(failed.failure().message()).startsWith("DMW-306").contains("surprise");
      assertThat(running.operator.state("w/1/t/2")).isEqualTo("DONE");
      until(() -> running.source.tests() > 1);
    }
  }

  @Test
  void askedToStopItLetsRunningTasksFinishAndHandsBackTheRestAtOnce() throws Exception {
    RunningWorker running = new RunningWorker(folder, 1, LONG_GRACE);
    running.source.hold(1);
    publish(running, 1);
    publish(running, 2);
    running.start();
    until(() -> running.source.begun().contains(1));
    until(() -> running.operator.state("w/1/t/2").equals("ASSIGNED"));

    running.worker.stop();

    until(
        () -> {
          running.operator.ticks();
          return running.operator.lastHeartbeat().draining()
              && running.operator.state("w/1/t/2").equals("READY");
        });
    assertThat(running.operator.state("w/1/t/1")).isEqualTo("ASSIGNED");
    assertThat(running.worker.notReady()).isEqualTo("stopping");
    running.source.open(1);
    assertThat(running.end()).isEqualTo(Worker.End.STOPPED);
    until(running.operator::isStopped);
    assertThat(running.operator.state("w/1/t/1")).isEqualTo("DONE");
    assertThat(running.source.begun()).containsExactly(1);
    running.close();
  }

  @Test
  void askedToStopTwiceItCancelsWhatRunsAndHandsItBack() throws Exception {
    RunningWorker running = new RunningWorker(folder, 1, LONG_GRACE);
    running.source.hold(1);
    publish(running, 1);
    running.start();
    until(() -> running.source.begun().contains(1));

    running.worker.stop();
    running.worker.stop();

    assertThat(running.end()).isEqualTo(Worker.End.STOPPED);
    until(running.operator::isStopped);
    List<WorkerEvent> applied = running.operator.applied();
    assertThat(applied.get(applied.size() - 1)).isInstanceOf(WorkerEvent.Stopped.class);
    assertThat(applied).anyMatch(event -> event instanceof Released);
    assertThat(running.operator.state("w/1/t/1")).isEqualTo("READY");
    assertThat(running.source.cancelled()).containsExactly(1);
    assertThat(running.filesOnDisk()).isZero();
    running.close();
  }

  @Test
  void whatIsRecalledIsHandedBackUnlessItWasBegun() throws Exception {
    try (RunningWorker running = new RunningWorker(folder, 1, LONG_GRACE)) {
      running.source.hold(1);
      publish(running, 1);
      publish(running, 2);
      publish(running, 3);
      running.start();
      until(() -> running.source.begun().contains(1));
      until(() -> running.operator.state("w/1/t/3").equals("ASSIGNED"));

      running.operator.recall(Recall.UNLESS_BEGUN);

      until(() -> states(running, 2, 3).equals(List.of("READY", "READY")));
      assertThat(running.operator.state("w/1/t/1")).isEqualTo("ASSIGNED");
      running.source.open(1);
      until(() -> states(running, 1).equals(List.of("DONE")));
      assertThat(running.source.begun()).containsExactly(1);
      assertThat(running.source.cancelled()).isEmpty();

      running.operator.recall(Recall.NONE);

      until(running.operator::isDone);
      assertThat(running.source.begun()).containsExactlyInAnyOrder(1, 2, 3);
      assertThat(running.operator.stale()).isEmpty();
    }
  }

  @Test
  void whatIsRecalledInAnyCaseIsCancelledAndHandedBack() throws Exception {
    try (RunningWorker running = new RunningWorker(folder, 1, LONG_GRACE)) {
      running.source.hold(1);
      publish(running, 1);
      publish(running, 2);
      running.start();
      until(() -> running.source.begun().contains(1));
      until(() -> running.operator.state("w/1/t/2").equals("ASSIGNED"));

      running.operator.recall(Recall.ALWAYS);

      until(() -> states(running, 1, 2).equals(List.of("READY", "READY")));
      assertThat(running.source.cancelled()).containsExactly(1);
      until(() -> running.filesOnDisk() == 0);

      running.operator.recall(Recall.NONE);

      until(running.operator::isDone);
      assertThat(running.operator.task("w/1/t/1").attempt).isEqualTo(2);
      assertThat(running.uploads.staged()).doesNotContain("w/1/t/1/1/part-1.parquet");
    }
  }

  private static List<String> states(RunningWorker running, int... partitions) {
    running.operator.ticks();
    return Arrays.stream(partitions)
        .mapToObj(number -> running.operator.state("w/1/t/" + number))
        .toList();
  }

  private static void publish(RunningWorker running, int number) {
    running.operator.publish("w/1/t/" + number, Tasks.extraction(number));
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20)).until(condition);
  }
}
