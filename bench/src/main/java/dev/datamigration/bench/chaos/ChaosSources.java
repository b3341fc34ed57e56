package dev.datamigration.bench.chaos;

import dev.datamigration.local.stack.EmbeddedStack;
import dev.datamigration.local.stack.PodProcesses;
import io.fabric8.kubernetes.api.model.Pod;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What goes wrong in a chaos run. */
final class ChaosSources {
  private final EmbeddedStack stack;
  private final Recovery recovery;

  ChaosSources(EmbeddedStack stack, Recovery recovery) {
    this.stack = stack;
    this.recovery = recovery;
  }

  @FunctionalInterface
  private interface Strike {
    boolean run(Random random) throws Exception;
  }

  private record Named(String name, Strike strike) implements ChaosSource {
    @Override
    public boolean strike(Random random) throws Exception {
      return strike.run(random);
    }
  }

  List<ChaosSource> all() {
    return List.of(
        new Named("operator killed", this::killOperator),
        new Named("worker killed", this::killWorker),
        new Named("operator paused", random -> pause(stack.operator(), between(random, 2, 25))),
        new Named("worker paused", random -> pause(stack.workers(), between(random, 1, 15))),
        new Named("Snowflake restarted", this::restartSnowflake),
        new Named("Snowflake stands still", this::pauseSnowflake),
        new Named("source drops its connections", this::dropConnections));
  }

  private static Duration between(Random random, int least, int most) {
    return Duration.ofMillis(1_000L * least + random.nextInt(1_000 * (most - least)));
  }

  /**
   * A kubelet starts a container again at once, and then with pauses of 10 s and more
   * (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy). So the
   * first kill of a pod is one of its process, and the next is the loss of its node.
   */
  private boolean killOperator(Random random) throws Exception {
    List<ProcessHandle> running = stack.operator().running();
    if (running.isEmpty()) {
      return false;
    }
    long epoch = recovery.epoch();
    List<Pod> restarted =
        stack.operator().pods().stream().filter(ChaosSources::wasRestarted).toList();
    running.forEach(PodProcesses::kill);
    restarted.forEach(pod -> stack.kubernetes().resource(pod).withGracePeriod(0).delete());
    recovery.awaitEpochAfter(epoch);
    return true;
  }

  private static boolean wasRestarted(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .anyMatch(container -> container.getRestartCount() > 0);
  }

  private boolean killWorker(Random random) throws Exception {
    List<ProcessHandle> running = stack.workers().running();
    if (running.isEmpty()) {
      return false;
    }
    Set<String> attempts = recovery.attemptsUnderWay();
    PodProcesses.kill(running.get(random.nextInt(running.size())));
    recovery.awaitEndOf(attempts);
    return true;
  }

  private static boolean pause(PodProcesses pods, Duration time) throws Exception {
    List<ProcessHandle> running = pods.running();
    if (running.isEmpty()) {
      return false;
    }
    Signals.pause(running.subList(0, 1), time.toMillis());
    return true;
  }

  private boolean restartSnowflake(Random random) throws Exception {
    stack.snowflakeProcess().kill();
    stack.snowflakeProcess().start();
    return true;
  }

  private boolean pauseSnowflake(Random random) throws Exception {
    Signals.pause(
        List.of(ProcessHandle.of(stack.snowflakeProcess().processId()).orElseThrow()),
        between(random, 1, 8).toMillis());
    return true;
  }

  /** Once there are any: what is not read from cannot be cut off. */
  private boolean dropConnections(Random random) throws Exception {
    try (Connection connection = stack.source().connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ? AND state = 'active'")) {
      statement.setString(1, stack.source().reader().name());
      return recovery.await(
          () -> {
            try (ResultSet row = statement.executeQuery()) {
              return row.next();
            }
          });
    }
  }
}
