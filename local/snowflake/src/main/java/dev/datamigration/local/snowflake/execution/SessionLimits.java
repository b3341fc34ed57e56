package dev.datamigration.local.snowflake.execution;

import java.time.Duration;

/**
 * How long things last that a client may leave behind.
 *
 * @param sessionToken until the driver has to renew it
 * @param masterToken until a client that is not heard of has to log in again; its session ends then
 * @param blockingTransaction until a session that holds a lock others wait for, and runs nothing,
 *     is ended with its transaction
 */
public record SessionLimits(
    Duration sessionToken, Duration masterToken, Duration blockingTransaction) {
  /**
   * As Snowflake's: a session ends after four hours of nothing
   * (https://docs.snowflake.com/en/user-guide/session-policies), a token lasts an hour, a
   * transaction that is idle and blocks others is aborted after five minutes
   * (https://docs.snowflake.com/en/sql-reference/transactions).
   */
  public static final SessionLimits DEFAULT =
      new SessionLimits(Duration.ofHours(1), Duration.ofHours(4), Duration.ofMinutes(5));

  /** The same with another patience for transactions that block others. */
  public SessionLimits withBlockingTransaction(Duration other) {
    return new SessionLimits(sessionToken, masterToken, other);
  }
}
