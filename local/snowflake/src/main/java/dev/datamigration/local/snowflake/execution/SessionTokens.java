package dev.datamigration.local.snowflake.execution;

import java.time.Duration;
import java.time.Instant;

/**
 * What a client holds to be recognized: a short-lived token for its requests and a longer-lived one
 * to renew that with.
 */
public record SessionTokens(
    String session, Instant sessionValidUntil, String master, Instant masterValidUntil) {
  /** How many seconds the session's token is still good for. */
  public long sessionSeconds(Instant now) {
    return Duration.between(now, sessionValidUntil).toSeconds();
  }

  /** How many seconds the master token is still good for. */
  public long masterSeconds(Instant now) {
    return Duration.between(now, masterValidUntil).toSeconds();
  }

  @Override
  public String toString() {
    return "SessionTokens[]";
  }
}
