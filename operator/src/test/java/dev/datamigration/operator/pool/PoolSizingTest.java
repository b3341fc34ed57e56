package dev.datamigration.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.PoolKey;
import dev.datamigration.operator.engine.api.PoolSnapshot;
import dev.datamigration.operator.resource.ObjectReference;
import dev.datamigration.operator.resource.WorkerPoolSpec;
import org.junit.jupiter.api.Test;

class PoolSizingTest {
  private static final PoolKey KEY =
      new PoolKey(new ObjectKey("shop", "warehouse"), new ObjectKey("shop", "erp"), null);

  private static WorkerPoolSpec pool(Integer fixed, Integer least, Integer most) {
    return new WorkerPoolSpec(
        new ObjectReference("erp"),
        new ObjectReference("warehouse"),
        null,
        fixed,
        least,
        most,
        4,
        null);
  }

  private static Demand work(long ready, long assigned, int limit, int workflows) {
    return new Demand.Known(new PoolSnapshot(KEY, ready, assigned, 0, 0, 0, limit, workflows));
  }

  private static Demand work(long ready, long assigned) {
    return work(ready, assigned, Integer.MAX_VALUE, 1);
  }

  @Test
  void thereIsAThreadForEachTaskUpToTheMaximum() {
    assertThat(PoolSizing.decide(pool(null, 0, 6), work(9, 0), 0).replicas()).isEqualTo(3);
    assertThat(PoolSizing.decide(pool(null, 0, 6), work(8, 0), 0).replicas()).isEqualTo(2);
    assertThat(PoolSizing.decide(pool(null, 0, 6), work(1_000, 0), 0))
        .isEqualTo(new PoolSize(6, "1000 tasks for 4 threads a worker; maxReplicas is 6."));
  }

  @Test
  void theSourcesLimitCountsMoreThanTheBacklog() {
    assertThat(PoolSizing.decide(pool(null, 0, 6), work(1_000, 0, 5, 1), 0))
        .isEqualTo(
            new PoolSize(
                2, "1000 tasks for 4 threads a worker, 5 at a time by the source's limit."));
  }

  @Test
  void aWorkflowThatHasNoTaskYetNeedsOneWorkerToPlanIt() {
    assertThat(PoolSizing.decide(pool(null, 0, 6), work(0, 0), 0).replicas()).isEqualTo(1);
  }

  @Test
  void nothingIsLeftMeansNoWorkerButTheMinimum() {
    Demand done = work(0, 0, Integer.MAX_VALUE, 0);
    assertThat(PoolSizing.decide(pool(null, 0, 6), done, 3))
        .isEqualTo(new PoolSize(0, "No work is left."));
    assertThat(PoolSizing.decide(pool(null, 2, 6), done, 3))
        .isEqualTo(new PoolSize(2, "No work is left; minReplicas is 2."));
    assertThat(PoolSizing.decide(pool(null, 0, 6), new Demand.None(), 3).replicas()).isZero();
  }

  @Test
  void aPoolDoesNotShrinkWhileTasksRun() {
    assertThat(PoolSizing.decide(pool(null, 0, 6), work(0, 3), 5))
        .isEqualTo(new PoolSize(5, "3 tasks for 4 threads a worker; not smaller while tasks run."));
    assertThat(PoolSizing.decide(pool(null, 0, 6), work(3, 0), 5).replicas()).isEqualTo(1);
  }

  @Test
  void aLoweredMaximumIsObeyedEvenWhileTasksRun() {
    assertThat(PoolSizing.decide(pool(null, 0, 2), work(0, 20), 5).replicas()).isEqualTo(2);
  }

  @Test
  void whatIsNotKnownYetChangesNothing() {
    assertThat(PoolSizing.decide(pool(null, 0, 6), new Demand.Unknown(), 4).replicas())
        .isEqualTo(4);
    assertThat(PoolSizing.decide(pool(null, 1, 6), new Demand.Unknown(), 0).replicas())
        .isEqualTo(1);
  }

  @Test
  void aFixedSizeIsKeptWithinMinimumAndMaximum() {
    assertThat(PoolSizing.decide(pool(3, 0, 6), work(1_000, 0), 0))
        .isEqualTo(new PoolSize(3, "Fixed by spec.replicas."));
    assertThat(PoolSizing.decide(pool(9, 0, 6), work(0, 0), 0).replicas()).isEqualTo(6);
    assertThat(PoolSizing.decide(pool(0, 0, 6), work(0, 7), 2).replicas()).isZero();
  }
}
