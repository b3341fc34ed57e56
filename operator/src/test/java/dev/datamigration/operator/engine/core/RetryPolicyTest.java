package dev.datamigration.operator.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.model.error.ErrorClass;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private final RetryPolicy policy = new RetryPolicy(EngineSettings.DEFAULT);

  private Duration pause(ErrorClass errorClass, String id, int failures) {
    return Duration.between(NOW, policy.next(NOW, errorClass, id, failures));
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 10", "3, 20", "4, 40", "7, 300", "60, 300"})
  void aTransientErrorsPauseDoublesUpToALimitAndGrowsByAQuarterAtMost(int failures, long seconds) {
    for (int task = 0; task < 100; task++) {
      assertThat(pause(ErrorClass.TRANSIENT, "w/1/t/" + task, failures))
          .isBetween(Duration.ofSeconds(seconds), Duration.ofMillis(seconds * 1250));
    }
  }

  @Test
  void tasksThatFailTogetherComeBackOneByOne() {
    Set<Duration> pauses =
        IntStream.range(0, 100)
            .mapToObj(task -> pause(ErrorClass.TRANSIENT, "w/1/t/" + task, 3))
            .collect(Collectors.toSet());
    assertThat(pauses).hasSizeGreaterThan(50);
  }

  @Test
  void theSameFailureOfTheSameTaskWaitsTheSameTime() {
    assertThat(pause(ErrorClass.TRANSIENT, "w/1/t/1", 2))
        .isEqualTo(pause(ErrorClass.TRANSIENT, "w/1/t/1", 2));
  }

  @Test
  void whatNeedsAPersonIsLookedAtEveryMinute() {
    assertThat(pause(ErrorClass.NEEDS_PERSON, "w/1/t/1", 1)).isEqualTo(Duration.ofMinutes(1));
    assertThat(pause(ErrorClass.NEEDS_PERSON, "w/1/t/1", 50)).isEqualTo(Duration.ofMinutes(1));
  }
}
