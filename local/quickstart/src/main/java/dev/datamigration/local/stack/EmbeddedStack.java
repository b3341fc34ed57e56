package dev.datamigration.local.stack;

import dev.datamigration.local.cluster.ClusterServer;
import dev.datamigration.local.cluster.process.ChildProcesses;
import dev.datamigration.model.error.DmwException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * The product with everything around it, on this machine. The parts start side by side, and each
 * can be killed by itself. Several stacks run beside each other: ports are free ones, and
 * everything is in the stack's own directory.
 */
public final class EmbeddedStack implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final int LOG_LINES = 20;

  private final StackOptions options;
  private final SnowflakeUsers users = SnowflakeUsers.random();
  private final ChildProcesses processes;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private SourceDatabase source;
  private SnowflakeStandIn snowflake;
  private ClusterServer cluster;
  private KubernetesClient kubernetes;

  private EmbeddedStack(StackOptions options) {
    this.options = options;
    this.processes =
        ChildProcesses.removing(options.directory().resolve("processes"), options.directory());
  }

  /**
   * Starts every part; the operator runs and the connections are known to it when this returns.
   *
   * @throws DmwException when a part does not start
   */
  public static EmbeddedStack start(StackOptions options) {
    EmbeddedStack stack = new EmbeddedStack(options);
    try {
      CompletableFuture.allOf(
              CompletableFuture.runAsync(stack::startSource, EmbeddedStack::onItsOwnThread),
              CompletableFuture.runAsync(stack::startSnowflake, EmbeddedStack::onItsOwnThread),
              CompletableFuture.runAsync(stack::startCluster, EmbeddedStack::onItsOwnThread))
          .join();
      stack.applyConnections();
      return stack;
    } catch (CompletionException e) {
      stack.close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  /** Starting waits long; the common pool, which may have one thread, is for others. */
  private static void onItsOwnThread(Runnable start) {
    new Thread(start, "start-of-part").start();
  }

  private void startSource() {
    try {
      Path directory = options.directory().resolve("source");
      Path programs = options.product().postgresPrograms();
      source =
          switch (options.platform()) {
            case POSTGRESQL -> PostgresDatabase.start(processes, directory, programs);
            case REDSHIFT -> PostgresDatabase.startWithFront(processes, directory, programs);
            case SQLSERVER -> SqlServerDatabase.start(directory);
          };
      closeLater(source);
    } catch (SQLException e) {
      throw new DmwException(
          StackErrorCode.PART_DID_NOT_START,
          "The source database could not be set up: " + e.getMessage() + ".",
          "It is not tried again.",
          e);
    }
  }

  private void startSnowflake() {
    Path directory = options.directory().resolve("snowflake");
    if (options.faults().isPresent()) {
      SnowflakeInside inside =
          SnowflakeInside.start(directory, users, options.faults().orElseThrow());
      closeLater(inside);
      snowflake = inside;
    } else {
      snowflake = SnowflakeProcess.start(processes, directory, users);
    }
    try (Connection connection = snowflake.connect();
        Statement statement = connection.createStatement()) {
      for (String role : List.of(SnowflakeUsers.OPERATOR_ROLE, SnowflakeUsers.WORKER_ROLE)) {
        statement.execute("CREATE ROLE IF NOT EXISTS " + role);
      }
    } catch (SQLException e) {
      throw new DmwException(
          StackErrorCode.PART_DID_NOT_START,
          "The Snowflake stand-in could not be set up: " + e.getMessage() + ".",
          "It is not tried again.",
          e);
    }
  }

  private void startCluster() {
    cluster =
        ClusterServer.start(
            ProductImages.in(options.directory().resolve("cluster"), options.product()));
    closeLater(cluster);
    kubernetes =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(cluster.kubeconfig()))
            .build();
    closeLater(kubernetes);
    applyDefinitions();
    StackManifests.operator(kubernetes, options).forEach(this::apply);
    Waiting.until(
        PATIENCE,
        "The operator",
        () -> "The end of its log:\n" + String.join("\n", operator().lastLines(LOG_LINES)),
        () -> isReady(operatorDeployment()));
  }

  private Optional<Deployment> operatorDeployment() {
    return Optional.ofNullable(
        kubernetes
            .apps()
            .deployments()
            .inNamespace(StackManifests.OPERATOR_NAMESPACE)
            .withName("dmw-operator")
            .get());
  }

  private static boolean isReady(Optional<Deployment> deployment) {
    return deployment
        .map(found -> found.getStatus().getReadyReplicas())
        .filter(ready -> ready > 0)
        .isPresent();
  }

  private void applyDefinitions() {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(options.product().definitions(), "*.datamigration.dev.yaml")) {
      for (Path file : files) {
        kubernetes.load(Files.newInputStream(file)).items().forEach(this::apply);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void applyConnections() {
    for (Secret secret : StackManifests.secrets(source.reader(), users)) {
      apply(secret);
    }
    StackManifests.connections(kubernetes, source, snowflake.url()).forEach(this::apply);
  }

  private void apply(HasMetadata object) {
    kubernetes.resource(object).forceConflicts().serverSideApply();
  }

  private synchronized void closeLater(AutoCloseable part) {
    parts.push(part);
  }

  public SourceDatabase source() {
    return source;
  }

  /**
   * The source as PostgreSQL.
   *
   * @throws ClassCastException if {@link StackOptions#platform} is another
   */
  public PostgresDatabase postgres() {
    return (PostgresDatabase) source;
  }

  public SnowflakeStandIn snowflake() {
    return snowflake;
  }

  /**
   * The Snowflake stand-in as a process.
   *
   * @throws ClassCastException if the options have {@link StackOptions#faults}
   */
  public SnowflakeProcess snowflakeProcess() {
    return (SnowflakeProcess) snowflake;
  }

  /**
   * The Snowflake stand-in in this virtual machine.
   *
   * @throws ClassCastException if the options have no {@link StackOptions#faults}
   */
  public SnowflakeInside snowflakeInside() {
    return (SnowflakeInside) snowflake;
  }

  public ClusterServer cluster() {
    return cluster;
  }

  /** A client that may do everything; closed with the stack. */
  public KubernetesClient kubernetes() {
    return kubernetes;
  }

  /** The namespace of the connections, and of what a user applies. */
  public String namespace() {
    return StackManifests.NAMESPACE;
  }

  /** The SourceConnection's name. */
  public String sourceConnection() {
    return StackManifests.SOURCE;
  }

  /** The SnowflakeConnection's name. */
  public String snowflakeConnection() {
    return StackManifests.SNOWFLAKE;
  }

  /** The operator's process. */
  public PodProcesses operator() {
    return new PodProcesses(kubernetes, ProductImages.OPERATOR);
  }

  /** The workers' processes. */
  public PodProcesses workers() {
    return new PodProcesses(kubernetes, ProductImages.WORKER);
  }

  /** Ends every process and removes the directory. */
  @Override
  public synchronized void close() {
    RuntimeException failure = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        failure = failure == null ? new IllegalStateException("a part did not stop", e) : failure;
      }
    }
    processes.close();
    removeDirectory();
    if (failure != null) {
      throw failure;
    }
  }

  private void removeDirectory() {
    if (!Files.exists(options.directory())) {
      return;
    }
    try (Stream<Path> paths = Files.walk(options.directory())) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the stack's directory could not be removed", e);
    }
  }
}
