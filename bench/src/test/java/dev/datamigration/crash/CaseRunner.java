package dev.datamigration.crash;

import dev.datamigration.crash.ExternalCalls.Call;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs cases, as many at the same time as there are accounts, and says how long they took. */
final class CaseRunner implements AutoCloseable {
  /** More than processors, because the driver pauses before it sends something again. */
  private static final int ACCOUNTS = 3;

  /** For one list of cases; only a statement that waits for ever takes longer. */
  private static final int PATIENCE_MINUTES = 20;

  private final List<Account> accounts = new ArrayList<>();
  private final AtomicInteger number = new AtomicInteger();
  private final AtomicInteger casesRun = new AtomicInteger();
  private final long began = System.nanoTime();

  /** What is asserted of a migration that has ended. */
  @FunctionalInterface
  interface Expectation {
    void check(Simulation ended);
  }

  /** A case, and what it is to show besides {@link Invariants}. */
  record Planned(CrashCase crash, Expectation expectation) {}

  CaseRunner(Path folder) throws SQLException {
    for (int i = 0; i < ACCOUNTS; i++) {
      Account account = new Account(folder.resolve("account-" + i));
      accounts.add(account);
      // The first one finds no ledger; those after it find an empty one.
      run(account, new Planned(CrashCase.undisturbed(Scenario.SMALL, false, 1), ended -> {}));
    }
  }

  /** The calls of one case. */
  List<Call> calls(Planned planned) throws SQLException {
    return run(accounts.get(0), planned);
  }

  /** Returns what failed. */
  Collection<String> run(String what, List<Planned> cases) throws Exception {
    long start = System.nanoTime();
    ConcurrentLinkedQueue<Planned> waiting = new ConcurrentLinkedQueue<>(cases);
    ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    ExecutorService threads = Executors.newFixedThreadPool(ACCOUNTS);
    try {
      CompletableFuture.allOf(
              accounts.stream()
                  .map(
                      account ->
                          CompletableFuture.runAsync(
                              () -> runAll(account, waiting, failures), threads))
                  .toArray(CompletableFuture[]::new))
          .get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } finally {
      threads.shutdownNow();
    }
    casesRun.addAndGet(cases.size());
    System.out.printf("Crash points, %s: %d cases in %d s%n", what, cases.size(), seconds(start));
    return failures;
  }

  private void runAll(
      Account account, ConcurrentLinkedQueue<Planned> waiting, Collection<String> failures) {
    for (Planned next = waiting.poll(); next != null; next = waiting.poll()) {
      try {
        run(account, next);
      } catch (SQLException | RuntimeException | AssertionError e) {
        System.out.println(next.crash().command());
        failures.add(next.crash() + ": " + e);
      }
    }
  }

  private List<Call> run(Account account, Planned planned) throws SQLException {
    CrashCase crash = planned.crash();
    try (Simulation simulation = new Simulation(account, number.incrementAndGet(), crash)) {
      simulation.run();
      new Invariants(account, simulation).check(simulation.snapshot());
      planned.expectation().check(simulation);
      return simulation.calls().made();
    }
  }

  private static long seconds(long since) {
    return Duration.ofNanos(System.nanoTime() - since).toSeconds();
  }

  @Override
  public void close() {
    accounts.forEach(Account::close);
    System.out.printf("Crash points: %d cases in %d s%n", casesRun.get(), seconds(began));
  }
}
