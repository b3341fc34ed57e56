package dev.datamigration.worker.loop;

import dev.datamigration.model.message.EventEnvelope;
import dev.datamigration.model.message.WorkerEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reports on their way to the mailbox, in order. A report keeps its id until it is known to have
 * arrived, so sending it again does no harm. Thread-safe.
 */
final class Outbox {
  /** More than this makes no statement cheaper, and keeps its bind variable small. */
  private static final int MOST_AT_ONCE = 500;

  private final String workerId;
  private final InstantSource clock;
  private final List<EventEnvelope> pending = new ArrayList<>();
  private Instant oldest;
  private boolean urgent;
  private long sequence;

  Outbox(String workerId, InstantSource clock) {
    this.workerId = workerId;
    this.clock = clock;
  }

  /**
   * Takes a report.
   *
   * @param pressing whether somebody waits for it: it is not held back for company
   */
  synchronized void add(WorkerEvent event, boolean pressing) {
    if (pending.isEmpty()) {
      oldest = clock.instant();
    }
    urgent |= pressing;
    pending.add(envelope(event));
  }

  /**
   * What to send now, oldest first, at the end of it {@code last} if there is any; stays here until
   * {@link #arrived}.
   *
   * @param last an event that is made anew for each try, such as a heartbeat; may be null
   */
  synchronized List<EventEnvelope> next(WorkerEvent last) {
    int count = Math.min(pending.size(), MOST_AT_ONCE);
    List<EventEnvelope> batch = new ArrayList<>(pending.subList(0, count));
    if (last != null) {
      batch.add(envelope(last));
    }
    return batch;
  }

  /** What {@link #next} gave is in the mailbox; returns how many reports that were. */
  synchronized int arrived(List<EventEnvelope> batch) {
    int count = 0;
    while (count < Math.min(batch.size(), pending.size())
        && pending.get(count).eventId().equals(batch.get(count).eventId())) {
      count++;
    }
    pending.subList(0, count).clear();
    oldest = pending.isEmpty() ? null : clock.instant();
    urgent &= !pending.isEmpty();
    return count;
  }

  /** What waits here. */
  record State(int count, Instant oldest, boolean pressing) {}

  synchronized State state() {
    return new State(pending.size(), oldest, urgent || pending.size() >= MOST_AT_ONCE);
  }

  private EventEnvelope envelope(WorkerEvent event) {
    return new EventEnvelope(UUID.randomUUID().toString(), workerId, sequence++, event);
  }
}
