package dev.datamigration.worker.loop;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether this worker may believe that what it holds is still its own. It may not begin a task once
 * its last report is older than the lease, and then not before it has asked again what it holds.
 * Thread-safe.
 */
final class LeaseContact {
  private final Duration lease;
  private Instant lastReport;
  private Instant heldSince;

  LeaseContact(Duration lease) {
    this.lease = lease;
  }

  /**
   * A report reached Snowflake.
   *
   * @param sentAt when the statement was sent: the lease runs from no later moment
   */
  synchronized void reported(Instant sentAt) {
    if (lastReport == null || lastReport.plus(lease).isBefore(sentAt)) {
      heldSince = null;
    }
    lastReport = sentAt;
  }

  /** An answer told what this worker holds. */
  synchronized void asked(Instant sentAt) {
    if (lastReport != null && heldSince == null) {
      heldSince = sentAt;
    }
  }

  /** Whether a task may be begun now. */
  synchronized boolean mayBegin(Instant now) {
    return heldSince != null && lastReport.plus(lease).isAfter(now);
  }

  /** Whether the last report is younger than the lease. */
  synchronized boolean isInTouch(Instant now) {
    return lastReport != null && lastReport.plus(lease).isAfter(now);
  }
}
