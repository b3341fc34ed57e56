package dev.datamigration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.crash.CaseRunner.Planned;
import dev.datamigration.crash.ExternalCalls.Call;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Which cases are run; with {@code -Dcrash.case} only that one, with {@code -Dcrash.kind} those of
 * one kind, with {@code -Dcrash.seed} those of every call of one seed.
 */
final class CrashCases {
  /**
   * In which order things happen differs by seed; the n-th call goes wrong in the next one each.
   */
  private static final List<Long> SEEDS =
      Long.getLong("crash.seed") == null
          ? List.of(1L, 2L, 3L)
          : List.of(Long.getLong("crash.seed"));

  private static final int PAIRS = Integer.getInteger("crash.pairs", 100);
  private static final int WITH_PERSON = Integer.getInteger("crash.person", 24);

  private static final CrashCase ONLY =
      System.getProperty("crash.case") == null
          ? null
          : CrashCase.parse(System.getProperty("crash.case"));

  private final CaseRunner runner;
  private final AtomicInteger ofTwoBothHappened = new AtomicInteger();
  private final Map<CrashCase, List<Call>> undisturbed = new LinkedHashMap<>();

  CrashCases(CaseRunner runner) {
    this.runner = runner;
  }

  /** The calls of a migration in which nothing goes wrong. */
  private List<Call> calls(Scenario scenario, boolean fresh, long seed) throws SQLException {
    CrashCase calm = CrashCase.undisturbed(scenario, fresh, seed);
    List<Call> known = undisturbed.get(calm);
    if (known == null) {
      known =
          runner.calls(
              new Planned(
                  calm,
                  ended ->
                      assertThat(ended.snapshot().tablesCancelled())
                          .as("tables given up before they were complete")
                          .isEqualTo(scenario.givenUp().size())));
      undisturbed.put(calm, known);
    }
    return known;
  }

  /** One crash, at each call at which it is worth a case. */
  List<Planned> ofEachCall(CrashKind kind) throws SQLException {
    if (ONLY != null) {
      return ONLY.scenario() == Scenario.SMALL && ONLY.crashes().size() == 1 && ONLY.has(kind)
          ? List.of(exact(ONLY))
          : List.of();
    }
    if (!kind.name().equals(System.getProperty("crash.kind", kind.name()))) {
      return List.of();
    }
    List<Planned> cases = new ArrayList<>();
    // Until the ledger is made there is only one order.
    long first = SEEDS.get(0);
    for (int call : CrashPoints.ofInstallation(kind, calls(Scenario.SMALL, true, first))) {
      cases.add(exact(CrashCase.of(true, first, kind, call)));
    }
    for (int i = 0; i < SEEDS.size(); i++) {
      long seed = SEEDS.get(i);
      List<Integer> points = CrashPoints.of(kind, calls(Scenario.SMALL, false, seed));
      for (int j = i; j < points.size(); j += SEEDS.size()) {
        cases.add(exact(CrashCase.of(false, seed, kind, points.get(j))));
      }
    }
    return cases;
  }

  /** Up to its crash the case makes the calls that it was chosen by. */
  private Planned exact(CrashCase crash) throws SQLException {
    List<Call> expected = calls(crash.scenario(), crash.fresh(), crash.seed());
    int call = crash.crashes().get(0).call();
    return new Planned(
        crash,
        ended -> {
          List<Call> made = ended.calls().made();
          assertThat(ended.calls().happened()).as("crashes that happened").isEqualTo(1);
          assertThat(made).hasSizeGreaterThanOrEqualTo(call);
          IntStream.range(0, call)
              .forEach(
                  i -> {
                    assertThat(made.get(i).process()).isEqualTo(expected.get(i).process());
                    assertThat(made.get(i).isLogin()).isEqualTo(expected.get(i).isLogin());
                  });
        });
  }

  /** Two different crashes, drawn by lot. */
  List<Planned> ofTwo() throws SQLException {
    if (ONLY != null) {
      return ONLY.crashes().size() == 2 ? List.of(both(ONLY)) : List.of();
    }
    List<Planned> cases = new ArrayList<>();
    for (long seed = 1; seed <= PAIRS; seed++) {
      Random random = new Random(seed);
      int calls = calls(Scenario.SMALL, false, SEEDS.get(0)).size();
      CrashKind kind = any(random);
      CrashKind second = any(random);
      while (second == kind) {
        second = any(random);
      }
      // A crash makes a migration longer, hardly ever shorter: there is a call for the second.
      int call = 1 + random.nextInt(calls / 2);
      int then = 1 + random.nextInt(calls / 2 - call / 2);
      cases.add(
          both(
              new CrashCase(
                  Scenario.SMALL,
                  false,
                  seed,
                  List.of(new Crash(kind, call), new Crash(second, then)))));
    }
    return cases;
  }

  /** After a pause to the end there is no call left for the second one. */
  private Planned both(CrashCase crash) {
    return new Planned(
        crash,
        ended -> {
          assertThat(ended.calls().happened()).as("crashes that happened").isPositive();
          if (ended.calls().happened() == crash.crashes().size()) {
            ofTwoBothHappened.incrementAndGet();
          }
        });
  }

  /** In how many of the cases with two crashes both happened. */
  int ofTwoBothHappened() {
    return ofTwoBothHappened.get();
  }

  /** One crash each, drawn by lot, in a migration in which somebody interferes. */
  List<Planned> ofPerson() throws SQLException {
    if (ONLY != null) {
      return ONLY.scenario() == Scenario.LARGE ? List.of(drawn(ONLY)) : List.of();
    }
    List<Planned> cases = new ArrayList<>();
    int calls = calls(Scenario.LARGE, false, SEEDS.get(0)).size();
    CrashKind[] kinds = CrashKind.values();
    for (int i = 0; i < WITH_PERSON; i++) {
      long seed = i + 1L;
      int call = 1 + new Random(seed).nextInt(calls * 9 / 10);
      cases.add(
          drawn(
              new CrashCase(
                  Scenario.LARGE, false, seed, List.of(new Crash(kinds[i % kinds.length], call)))));
    }
    return cases;
  }

  private static CrashKind any(Random random) {
    CrashKind[] kinds = CrashKind.values();
    return kinds[random.nextInt(kinds.length)];
  }

  /** Every crash that was drawn did happen. */
  private static Planned drawn(CrashCase crash) {
    return new Planned(
        crash,
        ended ->
            assertThat(ended.calls().happened())
                .as("crashes that happened")
                .isEqualTo(crash.crashes().size()));
  }
}
