package dev.datamigration.ledger.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.error.SnowflakeErrors;
import dev.datamigration.model.error.DmwException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import net.snowflake.client.api.driver.SnowflakeDriver;

/**
 * Sessions of one login. None is open until one is asked for, and an idle one is closed after a
 * minute: with no work there is no statement and no connection. Safe for use by several threads.
 */
public final class SnowflakeSessions implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HikariDataSource pool;
  private final QueryTag tag;
  private final LoginDataSource logins;
  private final int maximum;
  private final Duration patience;

  /** Made when first asked for: workers need none. */
  private HikariDataSource transactions;

  /**
   * @param maximum sessions open at the same time, and as many for transactions; asking for one
   *     more waits up to 30 s
   * @throws DmwException {@code DMW-211} if the login's address is none
   */
  public SnowflakeSessions(SnowflakeLogin login, int maximum, QueryTag tag) {
    this(LoginDataSource.constant(login), maximum, tag);
  }

  /**
   * @param login asked at each login, so that a rotated secret takes effect by itself; a {@link
   *     DmwException} it throws is thrown on by {@link #open}
   * @param maximum sessions open at the same time, and as many for transactions; asking for one
   *     more waits up to 30 s
   */
  public SnowflakeSessions(Supplier<SnowflakeLogin> login, int maximum, QueryTag tag) {
    this(login, maximum, tag, PATIENCE, new SnowflakeDriver());
  }

  /**
   * As the other constructor.
   *
   * @param patience how long asking for a session waits in place of 30 s, at least 250 ms
   * @param driver what opens connections; they unwrap to the Snowflake driver's
   */
  public SnowflakeSessions(
      Supplier<SnowflakeLogin> login, int maximum, QueryTag tag, Duration patience, Driver driver) {
    this.tag = tag;
    this.patience = patience;
    this.maximum = maximum;
    this.logins = new LoginDataSource(login, tag, driver);
    this.pool = pool(true);
  }

  private HikariDataSource pool(boolean autoCommit) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(autoCommit ? "snowflake" : "snowflake-transactions");
    config.setDataSource(logins);
    config.setAutoCommit(autoCommit);
    config.setMaximumPoolSize(maximum);
    config.setMinimumIdle(0);
    config.setIdleTimeout(TimeUnit.MINUTES.toMillis(1));
    // A token may expire and an administrator may end sessions: three hours is what the field uses
    // between refreshes.
    config.setMaxLifetime(TimeUnit.HOURS.toMillis(3));
    config.setConnectionTimeout(patience.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setExceptionOverride(new EndedSessions());
    return new HikariDataSource(config);
  }

  /**
   * A session, outside a transaction; closing it gives it back.
   *
   * @throws DmwException if Snowflake refuses the login or cannot be reached
   */
  public SnowflakeSession open() {
    return open(pool);
  }

  /**
   * A session for {@link SnowflakeSession#inTransaction}; closing it gives it back. It commits
   * nothing by itself, not even what is sent after Snowflake has aborted its transaction.
   *
   * @throws DmwException if Snowflake refuses the login or cannot be reached
   */
  public SnowflakeSession openForTransactions() {
    return open(transactions());
  }

  private synchronized HikariDataSource transactions() {
    if (transactions == null) {
      transactions = pool(false);
    }
    return transactions;
  }

  private SnowflakeSession open(HikariDataSource from) {
    try {
      Connection connection = from.getConnection();
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
  public synchronized void close() {
    pool.close();
    if (transactions != null) {
      transactions.close();
    }
  }
}
