package dev.datamigration.operator.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.ledger.record.TaskRow;
import dev.datamigration.model.message.WorkerDescription;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowIntent.CleanUp;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets how much. */
class HandoutTest {
  private final CoreHarness h = new CoreHarness();

  private Set<String> lanesInUse() {
    return h.assigned().stream()
        .map(task -> task.workerId() + "#" + task.lane())
        .collect(Collectors.toSet());
  }

  @Test
  void spreadsOverAllLanesOfAllWorkers() {
    h.workflow("w", "t");
    h.heartbeat("a", 2);
    h.heartbeat("b", 2);
    h.planAll("c", 2, 1_000);
    assertThat(lanesInUse()).hasSize(6);
  }

  @Test
  void untilOnePartitionIsDoneALaneGetsFew() {
    h.workflow("w", "t");
    h.planAll("worker", 1, 1_000);
    assertThat(h.assigned()).hasSize(16);
    assertThat(h.assigned().stream().map(TaskRow::laneOrder)).doesNotHaveDuplicates();
  }

  @Test
  void aLaneGetsHalfOfWhatIsLeftOnceItRunsLow() {
    h.workflow("w", "t");
    h.planAll("worker", 1, 516);
    // 50 ms each: 500 are left, 25 s of work, of which the lane gets half.
    h.assigned().forEach(task -> h.succeeded(task, 1));
    h.tick();
    assertThat(h.assigned()).hasSize(250);
    // Enough is left in the lane: nothing is handed out, nothing committed.
    int commits = h.commits;
    h.assigned().stream().limit(150).forEach(task -> h.succeeded(task, 1));
    h.tick();
    assertThat(h.commits).isEqualTo(commits);
    assertThat(h.core.quiet(h.now)).isEqualTo(Duration.ofSeconds(1));
    // 4 s, a third of the least share, are left: the lane is filled up to that share, 12 s.
    h.assigned().stream().limit(171).forEach(task -> h.succeeded(task, 1));
    h.tick();
    assertThat(h.commits).isEqualTo(commits + 1);
    assertThat(h.assigned()).hasSizeBetween(240, 255);
  }

  @Test
  void aLaneNeverHoldsMoreThanItsLimit() {
    h.workflow("w", "t");
    h.planAll("worker", 1, 10_000);
    h.assigned().forEach(task -> h.succeeded(task, 1));
    h.tick();
    assertThat(h.assigned()).hasSize(h.settings.laneTasks());
  }

  @Test
  void aPlanComesBeforeThePartitionsThatWait() {
    h.workflow("w", "t");
    h.planAll("worker", 1, 1_000);
    h.workflow("v", "u");
    h.tick();
    long first = h.assigned().stream().mapToLong(TaskRow::laneOrder).min().orElseThrow();
    assertThat(h.assigned())
        .filteredOn(task -> task.kind() == TaskRow.Kind.PLAN)
        .hasSize(1)
        .allMatch(task -> task.laneOrder() == first);
  }

  @Test
  void neverMoreLanesThanTheSourceAllows() {
    h.limit = 3;
    h.workflow("w", "t");
    h.workflow("v", "u");
    h.heartbeat("a", 2);
    h.heartbeat("b", 2);
    h.heartbeat("c", 2);
    h.tick();
    assertThat(lanesInUse()).hasSizeLessThanOrEqualTo(3);
    h.assigned().forEach(task -> h.planned(task, 500));
    h.tick();
    h.carryOut();
    for (int round = 0; round < 20; round++) {
      h.tick();
      assertThat(lanesInUse()).hasSize(3);
      h.assigned().stream().limit(40).forEach(task -> h.succeeded(task, 1));
      h.heartbeat("a", 2);
      h.heartbeat("b", 2);
      h.heartbeat("c", 2);
    }
  }

  @Test
  void aWorkerThatDrainsOrCannotReachTheSourceGetsNothing() {
    WorkflowIntent intent = h.workflow("w", "t");
    h.heartbeat(CoreHarness.describe("worker", 4), List.of(), CoreHarness.PERSON);
    h.tick();
    assertThat(h.assigned()).isEmpty();
    assertThat(h.snapshot(intent).stalled()).isEqualTo(CoreHarness.PERSON);
    assertThat(h.core.source(CoreHarness.SOURCE).failure()).isEqualTo(CoreHarness.PERSON);
    h.heartbeat("worker", 4);
    h.tick();
    assertThat(h.assigned()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, true",
        "eu, eu, true",
        "-, eu, false",
        "eu, -, false",
        "eu, us, false",
      })
  void affinityOfWorkAndWorkerMustBeTheSame(String ofWork, String ofWorker, boolean taken) {
    WorkflowIntent plain = h.workflow("w", "t");
    h.intents.put(
        plain.key(),
        new WorkflowIntent(
            plain.key(),
            plain.uid(),
            1,
            plain.snowflakeConnection(),
            plain.sourceConnection(),
            plain.platform(),
            ofWork,
            plain.tables(),
            CleanUp.NEVER,
            false,
            plain.suspendPolicy(),
            null,
            false,
            false));
    h.heartbeat(
        new WorkerDescription("worker", null, ofWorker, "postgresql", "ns/erp", 1, "test"),
        List.of(),
        null);
    h.tick();
    assertThat(h.assigned().size() == 1).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "postgresql, ns/erp, true",
        "postgresql, -, true",
        "postgresql, ns/other, false",
        "redshift, ns/erp, false",
        "redshift, -, false",
      })
  void platformAndSourceMustMatch(String platform, String source, boolean taken) {
    h.workflow("w", "t");
    h.heartbeat(
        new WorkerDescription("worker", null, null, platform, source, 1, "test"), List.of(), null);
    h.tick();
    assertThat(h.assigned().size() == 1).isEqualTo(taken);
  }

  @Test
  void oneWorkflowDoesNotStarveAnother() {
    h.workflow("big", "t");
    h.planAll("worker", 2, 10_000);
    h.workflow("small", "u");
    for (int round = 0; round < 5; round++) {
      h.assigned().forEach(task -> h.succeeded(task, 1));
      h.tick();
    }
    assertThat(h.ledger.tasks.values())
        .filteredOn(task -> task.workflowId().startsWith("small"))
        .anyMatch(task -> task.attempt() > 0);
  }

  @Test
  void backlogOfAPoolCountsWhatWaits() {
    h.workflow("w", "t");
    h.planAll("worker", 1, 100);
    var pool =
        h.core.pool(
            new dev.datamigration.operator.engine.api.PoolKey(
                CoreHarness.SNOWFLAKE, new ObjectKey("ns", "erp"), null));
    assertThat(pool.assignedTasks()).isEqualTo(16);
    assertThat(pool.readyTasks()).isEqualTo(84);
    assertThat(pool.busyThreads()).isOne();
    assertThat(pool.activeWorkflows()).isOne();
  }
}
