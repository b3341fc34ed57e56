package dev.datamigration.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every write to Kubernetes: for each that the operator makes from the creation of a workflow to
 * its deletion, a run in which that write goes wrong in each way, and after which nothing else
 * does, comes to the same end, and the engine is told nothing that does harm. Writes of the
 * leader's Lease are not among them: how often it is renewed depends on time. A failing case prints
 * the command that runs it alone.
 */
class KubernetesWritesTest {
  /** Runs side by side in one cluster with one operator; they mostly wait. */
  private static final int RUNS_AT_ONCE = 8;

  /** Clusters side by side, in each of which one run at a time has its operator killed. */
  private static final int SEATS = 3;

  private static final int SENT_AGAIN = 3;
  private static final int PATIENCE_MINUTES = 10;

  @TempDir static Path folder;

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final AtomicInteger CASES = new AtomicInteger();
  private static final AtomicInteger NOT_REACHED = new AtomicInteger();
  private static final long BEGAN = System.nanoTime();
  private static OperatorSeat calm;
  private static MigrationStory.Outcome undisturbed;
  private static Map<String, Integer> events;
  private static List<Write> writes;

  @BeforeAll
  static void undisturbed() {
    calm = new OperatorSeat(folder.resolve("calm"), 0);
    String namespace = begin(calm, null);
    MigrationStory first = new MigrationStory(calm, namespace);
    undisturbed = first.run(null);
    writes = calm.faults().made(namespace);
    events = first.events();
    Set<Write> seen = new LinkedHashSet<>(writes);
    for (int i = 0; i < 1; i++) {
      String again = begin(calm, null);
      MigrationStory second = new MigrationStory(calm, again);
      assertThat(second.run(undisturbed)).isEqualTo(undisturbed);
      seen.retainAll(calm.faults().made(again));
      await()
          .atMost(MigrationStory.PATIENCE)
          .untilAsserted(() -> assertThat(second.events()).isEqualTo(events));
    }
    writes = List.copyOf(seen);
  }

  @AfterAll
  static void stop() {
    calm.close();
    System.out.printf(
        "Kubernetes writes: %d cases in %d s, %d writes in a run; %d cases did not come to theirs%n",
        CASES.get(), seconds(BEGAN), writes.size(), NOT_REACHED.get());
  }

  private static long seconds(long began) {
    return Duration.ofNanos(System.nanoTime() - began).toSeconds();
  }

  private static String begin(OperatorSeat seat, WriteCase planned) {
    String namespace = "run-" + NUMBER.incrementAndGet();
    seat.faults().plan(namespace, planned);
    return namespace;
  }

  @ParameterizedTest
  @EnumSource
  void aRunComesToTheSameEndWhateverHappensAtAnyWrite(WriteKind kind) throws Exception {
    List<WriteCase> cases = cases(kind);
    long began = System.nanoTime();
    ConcurrentLinkedQueue<WriteCase> waiting = new ConcurrentLinkedQueue<>(cases);
    ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    if (!cases.isEmpty()) {
      List<OperatorSeat> seats = seats(kind);
      try {
        runAll(seats, waiting, failures);
      } finally {
        seats.stream().distinct().filter(seat -> seat != calm).forEach(OperatorSeat::close);
      }
    }
    CASES.addAndGet(cases.size());
    System.out.printf(
        "Kubernetes writes, %s: %d cases in %d s%n", kind, cases.size(), seconds(began));
    assertThat(failures).isEmpty();
  }

  /** One for each run at a time. */
  private static List<OperatorSeat> seats(WriteKind kind) {
    List<OperatorSeat> seats = new ArrayList<>();
    if (kind.kills()) {
      for (int i = 0; i < SEATS; i++) {
        seats.add(new OperatorSeat(folder.resolve(kind + "-" + i), 0));
      }
      return seats;
    }
    OperatorSeat shared =
        kind == WriteKind.REPLY_LOST_AND_SENT_AGAIN
            ? new OperatorSeat(folder.resolve(kind.name()), SENT_AGAIN)
            : calm;
    for (int i = 0; i < RUNS_AT_ONCE; i++) {
      seats.add(shared);
    }
    return seats;
  }

  private static List<WriteCase> cases(WriteKind kind) {
    if (!kind.name().equals(System.getProperty("write.kind", kind.name()))) {
      return List.of();
    }
    String one = System.getProperty("write.call");
    return one != null
        ? List.of(new WriteCase(kind, Write.parse(one)))
        : writes.stream().map(write -> new WriteCase(kind, write)).toList();
  }

  private static void runAll(
      List<OperatorSeat> seats,
      ConcurrentLinkedQueue<WriteCase> waiting,
      ConcurrentLinkedQueue<String> failures)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(seats.size());
    try {
      CompletableFuture.allOf(
              seats.stream()
                  .map(
                      seat ->
                          CompletableFuture.runAsync(
                              () -> runUntilEmpty(seat, waiting, failures), threads))
                  .toArray(CompletableFuture[]::new))
          .get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void runUntilEmpty(
      OperatorSeat seat,
      ConcurrentLinkedQueue<WriteCase> waiting,
      ConcurrentLinkedQueue<String> failures) {
    for (WriteCase next = waiting.poll(); next != null; next = waiting.poll()) {
      try {
        run(seat, next);
      } catch (RuntimeException | AssertionError e) {
        System.out.println(next.command());
        failures.add(next + ": " + e);
      }
    }
  }

  private static void run(OperatorSeat seat, WriteCase planned) {
    String namespace = begin(seat, planned);
    MigrationStory story = new MigrationStory(seat, namespace);
    assertThat(story.run(undisturbed)).isEqualTo(undisturbed);
    checkEvents(story, planned);
    if (!seat.faults().reached(namespace)) {
      NOT_REACHED.incrementAndGet();
      System.out.println("not reached: " + planned);
    }
    Set<String> usual = writes.stream().map(Write::what).collect(Collectors.toSet());
    usual.add("PATCH:events");
    assertThat(seat.faults().made(namespace))
        .extracting(Write::what)
        .as("writes of a kind that an undisturbed run does not make")
        .isSubsetOf(usual);
  }

  /**
   * An Event is told at most once more, by the operator that took over. One may be missing if its
   * own write failed or its operator died.
   */
  private static void checkEvents(MigrationStory story, WriteCase planned) {
    boolean mayMiss = planned.kind().kills() || planned.write().what().contains("events");
    await()
        .atMost(MigrationStory.PATIENCE)
        .untilAsserted(
            () -> {
              Map<String, Integer> told = story.events();
              assertThat(told.keySet()).isSubsetOf(events.keySet());
              assertThat(told.size()).isGreaterThanOrEqualTo(events.size() - (mayMiss ? 1 : 0));
              assertThat(told.values()).allSatisfy(count -> assertThat(count).isBetween(1, 2));
            });
  }
}
