package dev.datamigration.operator.cluster;

import dev.datamigration.operator.connection.SecretReader;
import dev.datamigration.operator.connection.SnowflakeConnectionReconciler;
import dev.datamigration.operator.connection.SourceConnectionReconciler;
import dev.datamigration.operator.event.KubernetesEvents;
import dev.datamigration.operator.leadership.Leadership;
import dev.datamigration.operator.leadership.LeadershipLease;
import dev.datamigration.operator.pool.WorkerFleet;
import dev.datamigration.operator.pool.WorkerImage;
import dev.datamigration.operator.pool.WorkerPoolReconciler;
import dev.datamigration.operator.status.ProgressThrottle;
import dev.datamigration.operator.workflow.DataMigrationWorkflowReconciler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** The reconcilers as the application runs them, with an engine that a test leads by the hand. */
public final class TestOperator implements AutoCloseable {
  public static final String LEASE_NAMESPACE = "default";
  private static final Duration SHRINK_DELAY = Duration.ofMillis(200);
  private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(500);

  private final FakeEngine engine = new FakeEngine();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final KubernetesClient client;
  private final KubernetesEvents events;
  private final Leadership leadership;
  private final LeadershipLease lease;
  private final String identity;
  private final Operator operator;

  private TestOperator(TestCluster cluster, String identity) {
    this.client = cluster.newClient();
    this.identity = identity;
    Clock clock = Clock.systemUTC();
    this.events = new KubernetesEvents(client, identity, clock);
    this.leadership = new Leadership(engine, () -> ended.set(true));
    this.lease = new LeadershipLease(client, LEASE_NAMESPACE, "operator-under-test");
    this.operator =
        new Operator(
            overrider ->
                overrider
                    .withKubernetesClient(client)
                    .withCloseClientOnStop(false)
                    .withConcurrentReconciliationThreads(4)
                    .checkingCRDAndValidateLocalModel(false)
                    .withLeaderElectionConfiguration(
                        LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(
                                lease.name())
                            .withLeaseNamespace(lease.namespace())
                            .withIdentity(identity)
                            .withLeaseDuration(Duration.ofSeconds(30))
                            .withRenewDeadline(Duration.ofSeconds(20))
                            .withRetryPeriod(Duration.ofMillis(300))
                            .withLeaderCallbacks(leadership.callbacks())
                            .withExitOnStopLeading(false)
                            .build()));
    SecretReader secrets = new SecretReader(client);
    operator.register(new SourceConnectionReconciler(engine, clock));
    operator.register(new SnowflakeConnectionReconciler(engine, secrets, events, clock));
    operator.register(
        new WorkerPoolReconciler(
            engine,
            secrets,
            events,
            new WorkerFleet(
                new WorkerImage("registry.example/dmw-worker:1", "IfNotPresent"),
                Duration.ofSeconds(30),
                SHRINK_DELAY,
                PROGRESS_INTERVAL),
            clock));
    operator.register(
        new DataMigrationWorkflowReconciler(
            engine, events, new ProgressThrottle(PROGRESS_INTERVAL), clock));
  }

  public static TestOperator start(TestCluster cluster, String identity) {
    TestOperator started = new TestOperator(cluster, identity);
    started.operator.start();
    return started;
  }

  public FakeEngine engine() {
    return engine;
  }

  public Leadership leadership() {
    return leadership;
  }

  /** Whether it wanted its process to end. */
  public boolean wantedToEnd() {
    return ended.get();
  }

  /** In the order of the application. */
  @Override
  public void close() {
    leadership.stop();
    operator.stop();
    lease.release(identity);
    events.close();
    client.close();
  }
}
