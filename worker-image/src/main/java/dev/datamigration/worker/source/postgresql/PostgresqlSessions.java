package dev.datamigration.worker.source.postgresql;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.worker.source.SourceErrorCode;
import dev.datamigration.worker.source.SourceSettings;
import dev.datamigration.worker.source.jdbc.AllowedOptions;
import dev.datamigration.worker.source.jdbc.HostNames;
import dev.datamigration.worker.source.jdbc.JdbcSessions;
import dev.datamigration.worker.source.jdbc.PasswordLogin;
import dev.datamigration.worker.source.jdbc.SourceErrors;
import dev.datamigration.worker.source.jdbc.SqlStates;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes connections that read, in UTC, and tell what row security would hide. Thread-safe. */
final class PostgresqlSessions implements JdbcSessions {
  private static final Set<String> OPTIONS =
      Set.of(
          "channelBinding",
          "connectTimeout",
          "gssEncMode",
          "hostRecheckSeconds",
          "loadBalanceHosts",
          "loginTimeout",
          "socketTimeout",
          "sslcert",
          "sslkey",
          "sslmode",
          "sslrootcert",
          "targetServerType");

  private static final String CONNECT_SECONDS = "10";

  /**
   * Values must not depend on what the server's or the role's settings make of them. Without
   * row_security = off a policy would hide rows without a word; with it, reading fails.
   */
  private static final String SETTINGS =
      "SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres';"
          + " SET extra_float_digits = 3; SET bytea_output = 'hex'; SET xmloption = 'content';"
          + " SET standard_conforming_strings = on; SET row_security = off;"
          + " SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0";

  private final SourceSettings settings;

  PostgresqlSessions(SourceSettings settings) {
    HostNames.check(settings);
    AllowedOptions.check(settings, OPTIONS);
    PasswordLogin.checkMethod(settings);
    this.settings = settings;
  }

  @Override
  public SourceErrors errors() {
    return new SourceErrors(new SqlStates(), name());
  }

  private String name() {
    return settings.platform() + " " + settings.host() + ":" + settings.port();
  }

  @Override
  public String defaultDatabase() {
    return settings.database();
  }

  /** A connection in a read-only transaction; each query sees what was committed when it began. */
  @Override
  public Connection open(String database) {
    try {
      Connection connection = dataSource(database).getConnection();
      try {
        try (Statement statement = connection.createStatement()) {
          statement.execute(SETTINGS);
        }
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        return connection;
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw errors().translate(e, "connecting to the database " + database);
    }
  }

  private PGSimpleDataSource dataSource(String database) {
    PasswordLogin login = PasswordLogin.of(settings);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {settings.host()});
    source.setPortNumbers(new int[] {settings.port()});
    source.setDatabaseName(database);
    source.setUser(login.user());
    source.setPassword(login.password());
    source.setApplicationName("dmw-worker");
    source.setTcpKeepAlive(true);
    try {
      source.setProperty("connectTimeout", CONNECT_SECONDS);
      for (Map.Entry<String, String> option : settings.options().entrySet()) {
        source.setProperty(option.getKey(), option.getValue());
      }
    } catch (SQLException e) {
      throw new DmwException(
          SourceErrorCode.BAD_SETTINGS,
          "An option of the source "
              + name()
              + " has a value the driver does not take: "
              + e.getMessage()
              + ".",
          "It is tried again every minute. Correct it in the SourceConnection's options.",
          e);
    }
    return source;
  }
}
