package dev.datamigration.ledger.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.error.SnowflakeErrors;
import dev.datamigration.model.error.DmwException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sessions of one login. None is open until one is asked for, and an idle one is closed after a
 * minute: with no work there is no statement and no connection. Safe for use by several threads.
 */
public final class SnowflakeSessions implements AutoCloseable {
  private final HikariDataSource pool;
  private final QueryTag tag;
  private final LoginDataSource logins;

  /**
   * @param maximum sessions open at the same time; asking for one more waits up to 30 s
   * @throws DmwException {@code DMW-211} if the login's address is none
   */
  public SnowflakeSessions(SnowflakeLogin login, int maximum, QueryTag tag) {
    this(LoginDataSource.constant(login), maximum, tag);
  }

  /**
   * @param login asked at each login, so that a rotated secret takes effect by itself; a {@link
   *     DmwException} it throws is thrown on by {@link #open}
   * @param maximum sessions open at the same time; asking for one more waits up to 30 s
   */
  public SnowflakeSessions(Supplier<SnowflakeLogin> login, int maximum, QueryTag tag) {
    this.tag = tag;
    this.logins = new LoginDataSource(login, tag);
    HikariConfig config = new HikariConfig();
    config.setPoolName("snowflake");
    config.setDataSource(logins);
    config.setMaximumPoolSize(maximum);
    config.setMinimumIdle(0);
    config.setIdleTimeout(TimeUnit.MINUTES.toMillis(1));
    // A token may expire and an administrator may end sessions: three hours is what the field uses
    // between refreshes.
    config.setMaxLifetime(TimeUnit.HOURS.toMillis(3));
    config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(30));
    config.setInitializationFailTimeout(-1);
    this.pool = new HikariDataSource(config);
  }

  /**
   * A session, outside a transaction; closing it gives it back.
   *
   * @throws DmwException if Snowflake refuses the login or cannot be reached
   */
  public SnowflakeSession open() {
    try {
      Connection connection = pool.getConnection();
      return new SnowflakeSession(connection, tag);
    } catch (SQLException e) {
      if (e.getCause() instanceof LoginDataSource.LoginUnavailable unavailable) {
        throw unavailable.reason();
      }
      SQLException cause = e.getCause() instanceof SQLException driver ? driver : e;
      throw SnowflakeErrors.translate(cause, "logging in at " + logins.address());
    } catch (HikariPool.PoolInitializationException e) {
      throw new DmwException(
          LedgerErrorCode.UNREACHABLE,
          "No session could be opened at " + logins.address() + ": " + e.getMessage() + ".",
          "It is tried again with growing pauses. Check the account's URL and the network.",
          e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
