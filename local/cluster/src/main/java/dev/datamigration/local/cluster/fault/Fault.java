package dev.datamigration.local.cluster.fault;

import java.time.Duration;

/** What can be made to go wrong with a request. */
public sealed interface Fault {
  /** Answered with a Status of this code and reason. */
  record Refusal(int code, String reason, String message) implements Fault {}

  /** Answered late. */
  record Delay(Duration time) implements Fault {}

  /** The connection is closed without an answer. */
  record Drop() implements Fault {}

  /**
   * Served, and then the connection is closed without an answer. Of a watch or a log nothing is
   * served.
   */
  record DroppedReply() implements Fault {}
}
