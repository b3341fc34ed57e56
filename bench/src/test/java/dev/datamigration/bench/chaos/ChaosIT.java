package dev.datamigration.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.bench.chaos.ChaosRun.Report;
import dev.datamigration.local.quickstart.QuickstartResult;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything goes wrong for three minutes; run by {@code ./mvnw verify -Pchaos}. Replay an order:
 * {@code -Dchaos.seed=N}.
 */
class ChaosIT {
  @TempDir Path folder;

  @Test
  void noRowSuffersAndTheWorkGoesOn() throws Exception {
    long seed = Long.getLong("chaos.seed", System.nanoTime());
    Report report =
        new ChaosRun(folder, new ChaosRun.Options(Duration.ofMinutes(3), seed, 0.1)).run();
    assertThat(report.unfinished()).as("seed %d", seed).isEmpty();
    assertThat(report.results())
        .as("seed %d", seed)
        .isNotEmpty()
        .allMatch(QuickstartResult::isPerfect);
    assertThat(report.strikes()).as("seed %d", seed).hasSize(7);
    assertThat(report.slowestOperator()).isPositive().isLessThan(Duration.ofSeconds(30));
    assertThat(report.slowestWorker()).isPositive().isLessThan(ChaosRun.LEASE.plusSeconds(30));
  }
}
