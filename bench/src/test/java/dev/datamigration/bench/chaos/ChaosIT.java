package dev.datamigration.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.bench.chaos.ChaosRun.Report;
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
        new ChaosRun(folder, new ChaosRun.Options(Duration.ofMinutes(3), seed, 0.2)).run();
    assertThat(report.complaints()).as("seed %d", seed).isEmpty();
  }
}
