package dev.datamigration.worker.source.redshift;

import com.amazon.redshift.Driver;
import dev.datamigration.worker.source.SourceSettings;
import dev.datamigration.worker.source.jdbc.AllowedOptions;
import dev.datamigration.worker.source.jdbc.HostNames;
import dev.datamigration.worker.source.jdbc.JdbcSessions;
import dev.datamigration.worker.source.jdbc.PasswordLogin;
import dev.datamigration.worker.source.jdbc.SourceErrors;
import dev.datamigration.worker.source.jdbc.SqlStates;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes connections that read, in UTC. Thread-safe. */
final class RedshiftSessions implements JdbcSessions {
  private static final Logger LOG = LoggerFactory.getLogger(RedshiftSessions.class);

  private static final Set<String> OPTIONS =
      Set.of(
          "connectTimeout",
          "loginTimeout",
          "socketTimeout",
          "ssl",
          "sslcert",
          "sslkey",
          "sslmode",
          "sslrootcert");

  /** Rows that are read ahead; the driver's own default is 1 GB. */
  private static final String READ_AHEAD = "16M";

  private static final List<String> SETTINGS =
      List.of("SET TimeZone TO 'UTC'", "SET DateStyle TO 'ISO'", "SET statement_timeout TO 0");

  private final SourceSettings settings;

  RedshiftSessions(SourceSettings settings) {
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

  /** A connection in a read-only transaction. */
  @Override
  public Connection open(String database) {
    try {
      Connection connection = connect(database);
      try {
        try (Statement statement = connection.createStatement()) {
          for (String setting : SETTINGS) {
            statement.execute(setting);
          }
          keepCase(statement);
        }
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        return connection;
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw errors().translate(e, "connecting to the database " + database);
    }
  }

  /** Without it Redshift folds quoted names too, and a table in mixed case cannot be named. */
  private static void keepCase(Statement statement) {
    try {
      statement.execute("SET enable_case_sensitive_identifier TO true");
    } catch (SQLException e) {
      LOG.debug("Names keep their case without asking: {}", e.toString());
    }
  }

  private Connection connect(String database) throws SQLException {
    PasswordLogin login = PasswordLogin.of(settings);
    Properties properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password());
    properties.setProperty("ApplicationName", "dmw-worker");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("fetchRingBufferSize", READ_AHEAD);
    // Bind variables without a type take the type of the column they are compared with.
    properties.setProperty("stringtype", "unspecified");
    properties.putAll(settings.options());
    String url =
        "jdbc:redshift://"
            + settings.host()
            + ":"
            + settings.port()
            + "/"
            + URLEncoder.encode(database, StandardCharsets.UTF_8);
    Connection connection = new Driver().connect(url, properties);
    if (connection == null) {
      throw new SQLException("the driver does not take the address " + url, "08001");
    }
    return connection;
  }
}
