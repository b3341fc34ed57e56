package dev.datamigration.local.snowflake;

import dev.datamigration.local.snowflake.account.UserAccount;
import dev.datamigration.local.snowflake.execution.SessionLimits;
import dev.datamigration.local.snowflake.fault.FaultInjection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a server is to be.
 *
 * @param directory for everything it keeps; made if it is not there
 * @param accounts who may log in
 * @param restrictedRoles privileges that a role lacks, for example {@code CREATE DATABASE}; a role
 *     that is not named may do everything
 * @param port 0 for any free one
 * @param patience how long a request waits for its statement before the driver is told to ask
 *     again; in Snowflake about 45 seconds
 * @param sessionLimits how long tokens last
 * @param faults what is made to go wrong
 * @param clock what statements are told and by which tokens and transactions grow old; how long
 *     requests wait and statements may take is measured in real time
 */
public record SnowflakeServerOptions(
    Path directory,
    List<UserAccount> accounts,
    Map<String, Set<String>> restrictedRoles,
    int port,
    Duration patience,
    SessionLimits sessionLimits,
    FaultInjection faults,
    Clock clock) {
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  public SnowflakeServerOptions {
    directory = directory.toAbsolutePath().normalize();
    accounts = List.copyOf(accounts);
    restrictedRoles = Map.copyOf(restrictedRoles);
  }

  /** A server on any free port, whose data are in {@code directory}. */
  public static SnowflakeServerOptions in(Path directory, List<UserAccount> accounts) {
    return new SnowflakeServerOptions(
        directory,
        accounts,
        Map.of(),
        0,
        PATIENCE,
        SessionLimits.DEFAULT,
        new FaultInjection(),
        Clock.systemUTC());
  }

  /** The same with roles that lack privileges. */
  public SnowflakeServerOptions withRestrictedRoles(Map<String, Set<String>> roles) {
    return new SnowflakeServerOptions(
        directory, accounts, roles, port, patience, sessionLimits, faults, clock);
  }

  /** The same on another port. */
  public SnowflakeServerOptions withPort(int other) {
    return new SnowflakeServerOptions(
        directory, accounts, restrictedRoles, other, patience, sessionLimits, faults, clock);
  }

  /** The same with another patience. */
  public SnowflakeServerOptions withPatience(Duration other) {
    return new SnowflakeServerOptions(
        directory, accounts, restrictedRoles, port, other, sessionLimits, faults, clock);
  }

  /** The same with other lives of tokens. */
  public SnowflakeServerOptions withSessionLimits(SessionLimits other) {
    return new SnowflakeServerOptions(
        directory, accounts, restrictedRoles, port, patience, other, faults, clock);
  }

  /** The same with faults. */
  public SnowflakeServerOptions withFaults(FaultInjection other) {
    return new SnowflakeServerOptions(
        directory, accounts, restrictedRoles, port, patience, sessionLimits, other, clock);
  }

  /** The same with another clock. */
  public SnowflakeServerOptions withClock(Clock other) {
    return new SnowflakeServerOptions(
        directory, accounts, restrictedRoles, port, patience, sessionLimits, faults, other);
  }
}
