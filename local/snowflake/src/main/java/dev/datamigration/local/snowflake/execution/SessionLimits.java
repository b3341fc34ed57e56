package dev.datamigration.local.snowflake.execution;

import java.time.Duration;

/**
 * How long tokens last.
 *
 * @param sessionToken until the driver has to renew it
 * @param masterToken until a client that is not heard of has to log in again; its session ends then
 */
public record SessionLimits(Duration sessionToken, Duration masterToken) {
  /**
   * As Snowflake's: a session ends after four hours of nothing
   * (https://docs.snowflake.com/en/user-guide/session-policies), a token lasts an hour.
   */
  public static final SessionLimits DEFAULT =
      new SessionLimits(Duration.ofHours(1), Duration.ofHours(4));
}
