package dev.datamigration.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.model.error.DmwException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourceHealthTest {
  private final FakeSource source = new FakeSource();
  private final AtomicInteger changes = new AtomicInteger();
  private final SourceHealth health =
      new SourceHealth(source, Duration.ofMillis(20), changes::incrementAndGet);
  private final Thread thread = new Thread(health);

  @AfterEach
  void end() throws InterruptedException {
    thread.interrupt();
    thread.join(10_000);
  }

  @Test
  void aSourceThatCannotBeReachedIsTestedAgainUntilItCan() throws InterruptedException {
    source.failTests(new DmwException(LedgerErrorCode.UNREACHABLE, "Test: gone.", "Wait."));
    thread.start();
    health.awaitFirstTest(Duration.ofSeconds(10));
    assertThat(health.failure().message()).contains("gone");
    assertThat(health.isReached()).isFalse();
    await().until(() -> source.tests() > 3);
    assertThat(changes).hasValue(1);

    source.failTests(null);

    await().until(health::isReached);
    assertThat(health.failure()).isNull();
    await().untilAsserted(() -> assertThat(changes).hasValue(2));
  }

  @Test
  void aSourceThatIsReachedIsTestedOnlyWhenThereIsDoubt() throws InterruptedException {
    thread.start();
    health.awaitFirstTest(Duration.ofSeconds(10));
    assertThat(health.isReached()).isTrue();
    assertThat(source.tests()).isEqualTo(1);

    health.doubt();

    await().until(() -> source.tests() == 2);
  }
}
