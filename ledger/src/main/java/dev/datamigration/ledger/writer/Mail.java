package dev.datamigration.ledger.writer;

import dev.datamigration.model.message.EventEnvelope;
import java.time.Instant;
import java.util.List;

/**
 * What lies in the mailbox.
 *
 * @param now Snowflake's clock, the only one leases are judged by
 * @param letters by worker, then in the order they were sent
 * @param unreadable ids of events this version cannot read; they are consumed and reported
 */
public record Mail(Instant now, List<Letter> letters, List<String> unreadable) {
  public Mail {
    letters = List.copyOf(letters);
    unreadable = List.copyOf(unreadable);
  }

  /** An event and when Snowflake received it. */
  public record Letter(EventEnvelope envelope, Instant receivedAt) {}
}
