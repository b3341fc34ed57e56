package dev.datamigration.local.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.local.stack.EmbeddedStack;
import dev.datamigration.local.stack.PodProcesses;
import dev.datamigration.local.stack.SourcePlatform;
import dev.datamigration.local.stack.StackOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operator and workers die at any moment; no row suffers. */
class KillIT {
  private static final int KILLS = 10;

  @TempDir Path directory;

  @Test
  void tenKillsAtRandomMomentsOfOneMigrationLoseDoubleAndBendNothing() throws Exception {
    long seed = Long.getLong("kill.seed", System.nanoTime());
    StackOptions options =
        StackOptions.in(directory.resolve("stack")).withWorkerLease(Duration.ofSeconds(10));
    try (EmbeddedStack stack = EmbeddedStack.start(options);
        Killer killer = new Killer(stack, new Random(seed))) {
      Quickstart quickstart =
          new Quickstart(
              stack, new QuickstartOptions(0.1, 2, 2, SourcePlatform.POSTGRESQL, List.of()));
      quickstart.prepare();
      WorkflowRun workflow = quickstart.start();
      killer.start();
      Duration time = quickstart.follow(workflow, MigrationIT.silent());
      QuickstartResult result = quickstart.compare(workflow, time, directory);
      assertThat(killer.killed()).as("seed %d", seed).hasSize(KILLS);
      assertThat(result.resultLine())
          .as("seed %d, killed %s", seed, killer.killed())
          .contains(" lost=0 doubled=0 different=0 ");
    }
  }

  /** Kills the operator or a worker, whichever runs, at random intervals. */
  private static final class Killer implements AutoCloseable {
    private static final int SHORTEST_MILLISECONDS = 200;
    private static final int LONGEST_MILLISECONDS = 2_500;

    private final EmbeddedStack stack;
    private final Random random;
    private final List<String> killed = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    Killer(EmbeddedStack stack, Random random) {
      this.stack = stack;
      this.random = random;
    }

    void start() {
      int range = LONGEST_MILLISECONDS - SHORTEST_MILLISECONDS;
      // A kill that fails ends the series, which the count of kills shows.
      var unused =
          timer.schedule(
              this::kill, SHORTEST_MILLISECONDS + random.nextInt(range), TimeUnit.MILLISECONDS);
    }

    private void kill() {
      boolean workers = random.nextBoolean();
      List<ProcessHandle> running = (workers ? stack.workers() : stack.operator()).running();
      if (!running.isEmpty()) {
        PodProcesses.kill(running.get(random.nextInt(running.size())));
        note(workers ? "worker" : "operator");
      }
      if (killed().size() < KILLS) {
        start();
      }
    }

    private synchronized void note(String what) {
      killed.add(what);
    }

    synchronized List<String> killed() {
      return List.copyOf(killed);
    }

    @Override
    public void close() {
      timer.shutdownNow();
    }
  }
}
