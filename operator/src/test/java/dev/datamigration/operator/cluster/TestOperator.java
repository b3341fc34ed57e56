package dev.datamigration.operator.cluster;

import dev.datamigration.operator.connection.SecretReader;
import dev.datamigration.operator.connection.SnowflakeConnectionReconciler;
import dev.datamigration.operator.connection.SourceConnectionReconciler;
import dev.datamigration.operator.event.KubernetesEvents;
import dev.datamigration.operator.leadership.Leadership;
import dev.datamigration.operator.leadership.LeadershipLease;
import dev.datamigration.operator.object.RetryForever;
import dev.datamigration.operator.pool.WorkerFleet;
import dev.datamigration.operator.pool.WorkerImage;
import dev.datamigration.operator.pool.WorkerPoolReconciler;
import dev.datamigration.operator.status.ProgressThrottle;
import dev.datamigration.operator.workflow.DataMigrationWorkflowReconciler;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** The reconcilers as the application runs them, with an engine that a test leads by the hand. */
public final class TestOperator implements AutoCloseable {
  public static final String LEASE_NAMESPACE = "default";

  /** With this the names begin that operators' clients give themselves. */
  static final String USER_AGENT = "operator-";

  private static final Duration SHRINK_DELAY = Duration.ofMillis(200);
  private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(500);

  /**
   * What differs between tests.
   *
   * @param identity in leader election
   * @param userAgent what its client calls itself
   * @param requestRetries how often its client sends a request again that failed
   * @param firstRetry after which a reconciler that failed is tried again; doubles up to sixty
   *     times of it
   */
  public record Settings(
      String identity, String userAgent, int requestRetries, Duration firstRetry) {
    /** As in production. */
    static Settings of(String identity) {
      return new Settings(
          identity,
          USER_AGENT + identity,
          Config.DEFAULT_REQUEST_RETRY_BACKOFFLIMIT,
          Duration.ofMillis(RetryForever.FIRST));
    }
  }

  private final FakeEngine engine = new FakeEngine();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final RecordedRequests requests = new RecordedRequests();
  private final KubernetesClient client;
  private final KubernetesEvents events;
  private final Leadership leadership;
  private final LeadershipLease lease;
  private final String identity;
  private final Operator operator;

  private TestOperator(TestCluster cluster, Settings settings) {
    this.client = cluster.newClient(requests, settings);
    this.identity = settings.identity();
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
    register(new SourceConnectionReconciler(engine, clock), settings);
    register(new SnowflakeConnectionReconciler(engine, secrets, events, clock), settings);
    register(
        new WorkerPoolReconciler(
            engine,
            secrets,
            events,
            new WorkerFleet(
                new WorkerImage("registry.example/dmw-worker:1", "IfNotPresent"),
                Duration.ofSeconds(30),
                SHRINK_DELAY,
                PROGRESS_INTERVAL),
            clock),
        settings);
    register(
        new DataMigrationWorkflowReconciler(
            engine, events, new ProgressThrottle(PROGRESS_INTERVAL), clock),
        settings);
  }

  private <P extends HasMetadata> void register(Reconciler<P> reconciler, Settings settings) {
    operator.register(
        reconciler,
        override ->
            override.withRetry(
                new GenericRetry()
                    .setMaxAttempts(RetryForever.ATTEMPTS)
                    .setInitialInterval(settings.firstRetry())
                    .setIntervalMultiplier(RetryForever.GROWTH)
                    .setMaxInterval(settings.firstRetry().toMillis() * 60)));
  }

  public static TestOperator start(TestCluster cluster, String identity) {
    return start(cluster, Settings.of(identity));
  }

  public static TestOperator start(TestCluster cluster, Settings settings) {
    TestOperator started = new TestOperator(cluster, settings);
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

  /** What it asks of the API server. */
  public RecordedRequests requests() {
    return requests;
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

  /**
   * Ends its threads without giving anything up, as the end of its process would. What the API
   * server is still to hear of it is for the caller to keep away.
   */
  public void kill() {
    client.close();
    operator.stop();
    events.close();
  }
}
