package dev.datamigration.bench.chaos;

import dev.datamigration.local.quickstart.MigratedTable;
import dev.datamigration.local.quickstart.Quickstart;
import dev.datamigration.local.quickstart.QuickstartOptions;
import dev.datamigration.local.quickstart.QuickstartResult;
import dev.datamigration.local.quickstart.WorkflowRun;
import dev.datamigration.local.stack.EmbeddedStack;
import dev.datamigration.local.stack.SourcePlatform;
import dev.datamigration.local.stack.StackOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Migrates the quickstart's tables again and again, with real processes, while everything that can
 * go wrong does; compares every row after each migration.
 */
public final class ChaosRun {
  /** After which silence a worker counts as lost. */
  public static final Duration LEASE = Duration.ofSeconds(10);

  /** From a kill to the work going on, besides the lease. */
  private static final Duration RECOVERY = Duration.ofSeconds(30);

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int WORKERS = 2;

  /**
   * What to do.
   *
   * @param time no migration is begun after it
   * @param seed of the order and the length of what goes wrong; when it hits is up to the machine
   * @param scale of the TPC-H tables
   */
  public record Options(Duration time, long seed, double scale) {}

  /**
   * What came of it.
   *
   * @param results one a migration
   * @param unfinished migrations that did not succeed in time, with what they said
   * @param strikes how often each thing went wrong, by its name; 0 for what never did
   * @param slowestOperator from a kill of the operator to the next one's ownership of the ledger
   * @param slowestWorker from a kill of a worker to the end of every attempt that workers held then
   */
  public record Report(
      List<QuickstartResult> results,
      List<String> unfinished,
      Map<String, Integer> strikes,
      Duration slowestOperator,
      Duration slowestWorker) {
    public Report {
      results = List.copyOf(results);
      unfinished = List.copyOf(unfinished);
      strikes = Map.copyOf(strikes);
    }

    /** Everything that is not as it should be: rows, ends, faults that never came, recoveries. */
    public List<String> complaints() {
      List<String> complaints = new ArrayList<>(unfinished);
      results.stream()
          .filter(result -> !result.isPerfect())
          .forEach(result -> complaints.add("not every row arrived once: " + result.resultLine()));
      if (results.isEmpty()) {
        complaints.add("no migration came to its end");
      }
      strikes.forEach(
          (name, count) -> {
            if (count == 0) {
              complaints.add("never came about: " + name);
            }
          });
      complain(complaints, "operator", slowestOperator, RECOVERY);
      complain(complaints, "worker", slowestWorker, LEASE.plus(RECOVERY));
      return complaints;
    }

    private static void complain(
        List<String> complaints, String who, Duration slowest, Duration limit) {
      if (slowest.isZero()) {
        complaints.add("no recovery of a killed " + who + " was seen");
      } else if (slowest.compareTo(limit) >= 0) {
        complaints.add("a killed " + who + " took " + slowest + ", limit " + limit);
      }
    }
  }

  private final Options options;
  private final Path folder;
  private final List<QuickstartResult> results = new ArrayList<>();
  private final List<String> unfinished = new ArrayList<>();
  private final Map<String, Integer> strikes = new TreeMap<>();
  private Duration slowestOperator = Duration.ZERO;
  private Duration slowestWorker = Duration.ZERO;

  /**
   * @param folder for everything it writes; the caller removes it
   */
  public ChaosRun(Path folder, Options options) {
    this.folder = folder;
    this.options = options;
  }

  /** Runs until the time is over and the last migration has ended. */
  public Report run() throws Exception {
    Random random = new Random(options.seed());
    long end = System.nanoTime() + options.time().toNanos();
    StackOptions stackOptions = StackOptions.in(folder.resolve("stack")).withWorkerLease(LEASE);
    try (EmbeddedStack stack = EmbeddedStack.start(stackOptions)) {
      Quickstart quickstart =
          new Quickstart(
              stack,
              new QuickstartOptions(
                  options.scale(), WORKERS, 2, SourcePlatform.POSTGRESQL, List.of()));
      quickstart.prepare();
      for (int round = 1; System.nanoTime() < end; round++) {
        dropTargets(stack, quickstart.tables());
        migrate(stack, quickstart, "chaos-" + round, random);
      }
    }
    return new Report(results, unfinished, strikes, slowestOperator, slowestWorker);
  }

  private void migrate(EmbeddedStack stack, Quickstart quickstart, String name, Random random)
      throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Recovery recovery = new Recovery(stack, over::get);
    long began = System.nanoTime();
    WorkflowRun run = WorkflowRun.start(stack, name, quickstart.tables(), WORKERS, 2);
    Striker striker = Striker.start(new ChaosSources(stack, recovery).all(), random);
    try {
      awaitEnd(run, began);
    } finally {
      over.set(true);
      striker.stop();
    }
    striker.strikes().forEach((source, count) -> strikes.merge(source, count, Integer::sum));
    slowestOperator = longer(slowestOperator, recovery.slowestOperator());
    slowestWorker = longer(slowestWorker, recovery.slowestWorker());
    Duration time = Duration.ofNanos(System.nanoTime() - began);
    // Also after a migration that did not end: being slow must not hide being wrong.
    if (run.verdict() != WorkflowRun.Verdict.SUCCEEDED) {
      unfinished.add(name + " is " + run.phase() + " after " + time + ": " + run.firstErrors());
    } else {
      results.add(quickstart.compare(run, time, folder));
    }
  }

  private static void awaitEnd(WorkflowRun run, long began) throws InterruptedException {
    while (run.verdict() == WorkflowRun.Verdict.RUNNING
        && System.nanoTime() - began < PATIENCE.toNanos()) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static void dropTargets(EmbeddedStack stack, List<MigratedTable> tables)
      throws SQLException {
    try (Connection connection = stack.snowflake().connect();
        Statement statement = connection.createStatement()) {
      for (MigratedTable table : tables) {
        statement.execute("DROP TABLE IF EXISTS " + table.targetSql());
      }
    }
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
