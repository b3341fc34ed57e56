package dev.datamigration.bench.roundtrips;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.bench.roundtrips.RoundTrips.Measurement;
import dev.datamigration.bench.roundtrips.RoundTrips.Scenario;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One table of 1,000 partitions costs the operator at most 150 statements and a worker at most one
 * for ten partitions and one a heartbeat, PUT not counted, at the operator's usual tick: with
 * uploads as fast as this machine can, and with uploads that take a quarter of a second more.
 */
class RoundTripsTest {
  private static final int PARTITIONS = 1_000;
  private static final int ROWS = 10;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 250})
  void aThousandPartitionsNeedFewStatements(int uploadMillis) throws Exception {
    Measurement seen =
        new RoundTrips(
                folder,
                new Scenario(
                    PARTITIONS, ROWS, 4, Duration.ofSeconds(1), Duration.ofMillis(uploadMillis)))
            .run();
    assertThat(seen.phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(seen.rows()).isEqualTo((long) PARTITIONS * ROWS);
    assertThat(seen.distinctRows()).isEqualTo(seen.rows());
    assertThat(seen.uploads()).isEqualTo(PARTITIONS);
    assertThat(seen.untagged()).isZero();
    assertThat(seen.operator().total()).as("%s", seen).isLessThanOrEqualTo(150);
    assertThat(seen.worker().total())
        .as("%s", seen)
        .isLessThanOrEqualTo(PARTITIONS / 10 + seen.heartbeats());
  }
}
