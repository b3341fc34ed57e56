package dev.datamigration.operator.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.operator.cluster.Samples;
import dev.datamigration.operator.cluster.TestCluster;
import dev.datamigration.operator.cluster.TestOperator;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two operators on one cluster, with a lease of 30 seconds. */
class LeadershipTest {
  private static final Duration LESS_THAN_THE_LEASE = Duration.ofSeconds(15);

  @TempDir Path directory;
  private TestCluster cluster;

  @BeforeEach
  void start() {
    cluster = TestCluster.start(directory);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private static ConditionFactory soon() {
    return await().atMost(LESS_THAN_THE_LEASE).pollInterval(Duration.ofMillis(50));
  }

  private Resource<Lease> lease() {
    return cluster
        .client()
        .leases()
        .inNamespace(TestOperator.LEASE_NAMESPACE)
        .withName("operator-under-test");
  }

  @Test
  void aSuccessorTakesOverLongBeforeTheLeaseEndsWhenTheLeaderStops() {
    TestOperator first = TestOperator.start(cluster, "first");
    soon().until(() -> first.leadership().isLeading());
    try (TestOperator second = TestOperator.start(cluster, "second")) {
      cluster.namespace("handover");
      Samples.create(cluster.client(), "handover", Samples.SOURCE);
      Samples.create(cluster.client(), "handover", Samples.SNOWFLAKE);
      Samples.create(cluster.client(), "handover", Samples.WORKFLOW);
      soon().until(() -> first.engine().workflowIntent(Samples.workflow("handover")).isPresent());
      assertThat(second.leadership().isLeading()).isFalse();
      assertThat(second.engine().starts()).isZero();
      assertThat(second.engine().workflowIntent(Samples.workflow("handover"))).isEmpty();

      first.close();

      assertThat(first.engine().stops()).isEqualTo(1);
      assertThat(first.wantedToEnd()).isFalse();
      soon().until(() -> second.leadership().isLeading());
      assertThat(second.engine().starts()).isEqualTo(1);
      soon().until(() -> second.engine().workflowIntent(Samples.workflow("handover")).isPresent());
    }
  }

  @Test
  void aLeaderWhoseLeaseIsTakenEndsItsProcess() {
    try (TestOperator operator = TestOperator.start(cluster, "first")) {
      soon().until(() -> operator.leadership().isLeading());
      lease()
          .edit(
              taken -> {
                taken.getSpec().setHolderIdentity("somebody-else");
                return taken;
              });
      soon().until(operator::wantedToEnd);
      assertThat(operator.leadership().isLeading()).isFalse();
    }
    assertThat(lease().get().getSpec().getHolderIdentity()).isEqualTo("somebody-else");
  }
}
