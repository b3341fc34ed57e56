package dev.datamigration.local.snowflake.fault;

import dev.datamigration.local.snowflake.engine.SqlError;
import java.time.Duration;

/** What can be made to go wrong with a request that carries a statement. */
public sealed interface Fault {
  /** The statement is run late. */
  record Delay(Duration time) implements Fault {}

  /** Answered with an HTTP status instead of being run; the driver sends it again after 5xx. */
  record Refusal(int status) implements Fault {}

  /** The connection is closed instead of the statement being run; the driver sends it again. */
  record Reset() implements Fault {}

  /**
   * The statement is run, then the connection is closed without an answer. The driver sends the
   * same request again and gets the first one's answer, unless this fault meets it again.
   */
  record DroppedReply() implements Fault {}

  /** The statement fails with an error instead of being run. */
  record Failure(SqlError error) implements Fault {}

  /** The session ends, its transaction is rolled back, and the statement is not run. */
  record SessionEndedBefore() implements Fault {}

  /** The statement is run, then the session ends: its outcome stays unknown to the client. */
  record SessionEndedAfter() implements Fault {}

  /**
   * Somebody aborts the session's open transaction; the session goes on, and the statement is run
   * outside it. Snowflake does so with one that blocks others and is idle for five minutes
   * (https://docs.snowflake.com/en/sql-reference/transactions, aborting transactions); what the
   * page does not say is that later statements fail, so this takes them.
   */
  record TransactionAborted() implements Fault {}

  /** The session's token expires; the driver renews it and sends the statement again. */
  record TokenExpired() implements Fault {}
}
