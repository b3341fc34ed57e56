package dev.datamigration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.crash.CaseRunner.Planned;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every crash point: for n = 1, 2, 3 and so on, a migration whose n-th call goes wrong in each way,
 * and in which nothing else does, ends with every row in its target once. The order of its calls is
 * one of three ({@code -Dcrash.seed=N}: the order of that seed, every call of it). Cases that
 * cannot differ from one before are left out ({@link CrashPoints}). Then two things that go wrong
 * in one migration ({@code -Dcrash.pairs=N}: of N seeds), and a larger migration in which somebody
 * interferes ({@code -Dcrash.person=N}), at calls drawn by lot. A failing case prints the command
 * that runs it alone.
 */
class CrashPointTest {
  @TempDir static Path folder;

  private static CrashCases cases;
  private static CaseRunner runner;

  @BeforeAll
  static void start() throws Exception {
    runner = new CaseRunner(folder);
    cases = new CrashCases(runner);
  }

  @AfterAll
  static void stop() {
    runner.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyRowIsInItsTargetOnceWhateverHappensAtAnyCall(CrashKind kind) throws Exception {
    assertThat(runner.run(kind.name(), cases.ofEachCall(kind))).isEmpty();
  }

  @Test
  void everyRowIsInItsTargetOnceWhicheverTwoThingsHappen() throws Exception {
    List<Planned> two = cases.ofTwo();
    assertThat(runner.run("two in one migration", two)).isEmpty();
    assertThat(cases.ofTwoBothHappened())
        .as("cases in which both happened")
        .isGreaterThanOrEqualTo(two.size() * 9 / 10);
  }

  @Test
  void everyRowIsInItsTargetOnceWhateverHappensWhileAPersonInterferes() throws Exception {
    assertThat(runner.run("with a person", cases.ofPerson())).isEmpty();
  }
}
