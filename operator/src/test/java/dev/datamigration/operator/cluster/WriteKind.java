package dev.datamigration.operator.cluster;

/** What happens at a write to Kubernetes. */
enum WriteKind {
  /** Answered with 500 instead of being made. */
  REFUSED,
  /** Answered with 409 instead of being made. */
  CONFLICT,
  /** The connection breaks before the write is made. */
  REQUEST_LOST,
  /** The write is made, and the connection breaks before the answer. */
  REPLY_LOST,
  /** As {@link #REPLY_LOST}, and the client sends the same request again by itself. */
  REPLY_LOST_AND_SENT_AGAIN,
  /** The operator is killed before the write is made. */
  KILLED_BEFORE,
  /** The operator is killed when the write is made and it has not heard of it. */
  KILLED_AFTER;

  boolean kills() {
    return this == KILLED_BEFORE || this == KILLED_AFTER;
  }
}
