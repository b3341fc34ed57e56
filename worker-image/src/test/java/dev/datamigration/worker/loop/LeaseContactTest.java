package dev.datamigration.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeaseContactTest {
  private final LeaseContact contact = new LeaseContact(Duration.ofSeconds(30));
  private final Instant start = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void nothingMayBeBegunBeforeTheFirstReportAndTheFirstAnswer() {
    assertThat(contact.mayBegin(at(0))).isFalse();
    contact.reported(at(0));
    assertThat(contact.mayBegin(at(1))).isFalse();
    contact.asked(at(1));
    assertThat(contact.mayBegin(at(2))).isTrue();
  }

  @Test
  void afterAGapBeyondTheLeaseAnAnswerIsNeededAnew() {
    contact.reported(at(0));
    contact.asked(at(0));
    assertThat(contact.mayBegin(at(29))).isTrue();
    assertThat(contact.mayBegin(at(31))).isFalse();
    assertThat(contact.isInTouch(at(31))).isFalse();

    contact.reported(at(40));

    assertThat(contact.isInTouch(at(41))).isTrue();
    assertThat(contact.mayBegin(at(41))).isFalse();
    contact.asked(at(42));
    assertThat(contact.mayBegin(at(43))).isTrue();
  }

  private Instant at(int seconds) {
    return start.plusSeconds(seconds);
  }
}
