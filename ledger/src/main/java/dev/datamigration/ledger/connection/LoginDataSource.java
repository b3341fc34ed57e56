package dev.datamigration.ledger.connection;

import dev.datamigration.model.error.DmwException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Opens connections with the login as it is at that moment. Thread-safe. */
final class LoginDataSource implements DataSource {
  private final Supplier<SnowflakeLogin> login;
  private final QueryTag tag;
  private final Driver driver;
  private volatile String address = "Snowflake";

  LoginDataSource(Supplier<SnowflakeLogin> login, QueryTag tag, Driver driver) {
    this.login = login;
    this.tag = tag;
    this.driver = driver;
  }

  /**
   * A login that never changes.
   *
   * @throws DmwException {@code DMW-211} if it cannot be meant
   */
  static Supplier<SnowflakeLogin> constant(SnowflakeLogin login) {
    DriverProperties.jdbcUrl(login);
    return () -> login;
  }

  /** Where the last login went, for messages. */
  String address() {
    return address;
  }

  /** The login itself could not be had, for example because a secret's file is missing. */
  static final class LoginUnavailable extends SQLException {
    private final transient DmwException reason;

    LoginUnavailable(DmwException reason) {
      super(reason.getMessage(), reason);
      this.reason = reason;
    }

    DmwException reason() {
      return reason;
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    String url;
    Properties properties;
    try {
      SnowflakeLogin now = login.get();
      address = now.url();
      url = DriverProperties.jdbcUrl(now);
      properties = DriverProperties.of(now, tag);
    } catch (DmwException e) {
      throw new LoginUnavailable(e);
    }
    return driver.connect(url, properties);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the login is not the caller's to choose");
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    // The driver logs by itself.
  }

  @Override
  public void setLoginTimeout(int seconds) {
    // Among the login's properties.
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("the driver logs by itself");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException("not a " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
