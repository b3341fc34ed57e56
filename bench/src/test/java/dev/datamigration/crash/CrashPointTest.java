package dev.datamigration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.crash.ExternalCalls.Call;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every crash point: for each call that operator and workers make, a migration in which that call
 * goes wrong in each way, and after which nothing else does, ends with every row in its target
 * once. Cases that cannot differ from one before are left out ({@link CrashPoints}). A failing case
 * prints the command that runs it alone.
 */
class CrashPointTest {
  private static final int ACCOUNTS = 2;

  /** For one kind; only a statement that waits for ever takes longer. */
  private static final int PATIENCE_MINUTES = 20;

  private static final long SEED = Long.getLong("crash.seed", 1);

  @TempDir static Path folder;

  private static final List<Account> ACCOUNTS_IN_USE = new ArrayList<>();
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final long BEGAN = System.nanoTime();
  private static int casesRun;
  private static List<Call> freshCalls;
  private static List<Call> calls;

  @BeforeAll
  static void start() throws Exception {
    for (int i = 0; i < ACCOUNTS; i++) {
      Account account = new Account(folder.resolve("account-" + i));
      ACCOUNTS_IN_USE.add(account);
      freshCalls = run(account, new CrashCase(true, CrashKind.REFUSED, 0, SEED));
      // The first of these finds no ledger; those after it find an empty one.
      run(account, new CrashCase(false, CrashKind.REFUSED, 0, SEED));
      calls = run(account, new CrashCase(false, CrashKind.REFUSED, 0, SEED));
    }
  }

  @AfterAll
  static void stop() {
    ACCOUNTS_IN_USE.forEach(Account::close);
    System.out.printf(
        "Crash points: %d cases in %d s, %d calls in a migration, %d with the making of its ledger%n",
        casesRun, seconds(BEGAN), calls.size(), freshCalls.size());
  }

  private static long seconds(long began) {
    return Duration.ofNanos(System.nanoTime() - began).toSeconds();
  }

  @ParameterizedTest
  @EnumSource
  void everyRowIsInItsTargetOnceWhateverHappensAtAnyCall(CrashKind kind) throws Exception {
    List<CrashCase> cases = cases(kind);
    long began = System.nanoTime();
    ConcurrentLinkedQueue<CrashCase> waiting = new ConcurrentLinkedQueue<>(cases);
    ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    ExecutorService threads = Executors.newFixedThreadPool(ACCOUNTS);
    try {
      CompletableFuture.allOf(
              ACCOUNTS_IN_USE.stream()
                  .map(
                      account ->
                          CompletableFuture.runAsync(
                              () -> runAll(account, waiting, failures), threads))
                  .toArray(CompletableFuture[]::new))
          .get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } finally {
      threads.shutdownNow();
    }
    casesRun += cases.size();
    System.out.printf("Crash points, %s: %d cases in %d s%n", kind, cases.size(), seconds(began));
    assertThat(failures).isEmpty();
  }

  private static List<CrashCase> cases(CrashKind kind) {
    if (!kind.name().equals(System.getProperty("crash.kind", kind.name()))) {
      return List.of();
    }
    Integer one = Integer.getInteger("crash.call");
    if (one != null) {
      return List.of(new CrashCase(Boolean.getBoolean("crash.fresh"), kind, one, SEED));
    }
    List<CrashCase> cases = new ArrayList<>();
    CrashPoints.ofInstallation(kind, freshCalls)
        .forEach(call -> cases.add(new CrashCase(true, kind, call, SEED)));
    CrashPoints.of(kind, calls).forEach(call -> cases.add(new CrashCase(false, kind, call, SEED)));
    return cases;
  }

  private static void runAll(
      Account account,
      ConcurrentLinkedQueue<CrashCase> waiting,
      ConcurrentLinkedQueue<String> failures) {
    for (CrashCase next = waiting.poll(); next != null; next = waiting.poll()) {
      try {
        List<Call> made = run(account, next);
        List<Call> expected = next.fresh() ? freshCalls : calls;
        assertThat(made).hasSizeGreaterThanOrEqualTo(next.call());
        IntStream.range(0, next.call())
            .forEach(i -> assertThat(made.get(i).process()).isEqualTo(expected.get(i).process()));
      } catch (SQLException | RuntimeException | AssertionError e) {
        System.out.println(next.command());
        failures.add(next + ": " + e);
      }
    }
  }

  private static List<Call> run(Account account, CrashCase crash) throws SQLException {
    try (Simulation simulation = new Simulation(account, NUMBER.incrementAndGet(), crash)) {
      simulation.run();
      new Invariants(account, simulation.ledger(), simulation.targetSchema())
          .check(simulation.snapshot(), crash.kind() == CrashKind.WORKER_PAUSED);
      return simulation.calls().made();
    }
  }
}
