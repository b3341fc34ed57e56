package dev.datamigration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clocks of operator and workers that are minutes and more apart from Snowflake's. The operator
 * under test has only this machine's clock, which is months from the simulated account's.
 */
class ClocksApartTest {
  @TempDir private Path folder;

  static Stream<List<Duration>> clocks() {
    return Stream.of(
        Simulation.CLOCKS_OFF,
        List.of(Duration.ofMinutes(-3), Duration.ofMinutes(-90)),
        List.of(Duration.ofMinutes(5), Duration.ofDays(1)));
  }

  @ParameterizedTest
  @MethodSource("clocks")
  void noWorkerIsTakenForLostAndEveryRowIsInItsTargetOnce(List<Duration> workers) throws Exception {
    Account account = new Account(folder.resolve("account"));
    Instant operatorsClock = Clock.systemUTC().instant();
    assertThat(Duration.between(account.clock.instant(), operatorsClock).abs())
        .isGreaterThan(Duration.ofHours(1));
    try (Simulation simulation =
        new Simulation(account, 1, CrashCase.undisturbed(Scenario.SMALL, true, 1), workers)) {
      simulation.run();
      new Invariants(account, simulation).check(simulation.snapshot());
      assertThat(
              account.query(
                  "SELECT OUTCOME FROM " + simulation.ledger().qualify("ATTEMPT"),
                  row -> row.getString("OUTCOME")))
          .as("how attempts ended")
          .isNotEmpty()
          .doesNotContain("LOST", "STALE", "FAILED");
    } finally {
      account.close();
    }
  }
}
