package dev.datamigration.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.operator.engine.api.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShrinkDelayTest {
  private static final ObjectKey POOL = new ObjectKey("shop", "erp");
  private static final Instant T0 = Instant.parse("2026-11-24T10:00:00Z");
  private static final PoolSize SMALL = new PoolSize(1, "Little work.");

  private final ShrinkDelay delay = new ShrinkDelay(Duration.ofSeconds(20));

  @Test
  void aPoolShrinksOnlyAfterLessWasWantedForTheWholeTime() {
    assertThat(delay.apply(POOL, SMALL, 4, 6, T0))
        .isEqualTo(new PoolSize(4, "Little work. Shrinks to 1 soon."));
    assertThat(delay.isWaiting(POOL)).isTrue();
    assertThat(delay.apply(POOL, SMALL, 4, 6, T0.plusSeconds(19)).replicas()).isEqualTo(4);
    assertThat(delay.apply(POOL, SMALL, 4, 6, T0.plusSeconds(20))).isEqualTo(SMALL);
  }

  @Test
  void workThatComesBackBeginsTheTimeAnew() {
    delay.apply(POOL, SMALL, 4, 6, T0);
    PoolSize much = new PoolSize(4, "Much work.");
    assertThat(delay.apply(POOL, much, 4, 6, T0.plusSeconds(10))).isEqualTo(much);
    assertThat(delay.isWaiting(POOL)).isFalse();
    assertThat(delay.apply(POOL, SMALL, 4, 6, T0.plusSeconds(25)).replicas()).isEqualTo(4);
  }

  @Test
  void growthAndALoweredMaximumDoNotWait() {
    PoolSize more = new PoolSize(5, "Much work.");
    assertThat(delay.apply(POOL, more, 4, 6, T0)).isEqualTo(more);
    assertThat(delay.apply(POOL, SMALL, 4, 2, T0)).isEqualTo(SMALL);
  }
}
