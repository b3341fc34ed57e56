package dev.datamigration.worker.source.sqlserver;

import com.microsoft.sqlserver.jdbc.SQLServerDriver;
import dev.datamigration.worker.source.SourceSettings;
import dev.datamigration.worker.source.jdbc.AllowedOptions;
import dev.datamigration.worker.source.jdbc.HostNames;
import dev.datamigration.worker.source.jdbc.JdbcSessions;
import dev.datamigration.worker.source.jdbc.PasswordLogin;
import dev.datamigration.worker.source.jdbc.SourceErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;

/** Makes connections that read. Thread-safe. */
final class SqlServerSessions implements JdbcSessions {
  /** Of the driver's properties those that load no class, write no file and hold no secret. */
  private static final Set<String> OPTIONS =
      Set.of(
          "applicationIntent",
          "connectRetryCount",
          "connectRetryInterval",
          "encrypt",
          "hostNameInCertificate",
          "instanceName",
          "ipAddressPreference",
          "lockTimeout",
          "loginTimeout",
          "multiSubnetFailover",
          "packetSize",
          "serverCertificate",
          "socketTimeout",
          "transparentNetworkIPResolution",
          "trustServerCertificate");

  /** Long values come whole, and what a statement compares depends on no setting of the login. */
  private static final String SETTINGS =
      "SET TEXTSIZE 2147483647; SET ANSI_NULLS ON; SET QUOTED_IDENTIFIER ON; SET NOCOUNT ON";

  /** By name: in Azure SQL Database, DB_ID() need not be the number in sys.databases. */
  static final String ISOLATION =
      "SELECT snapshot_isolation_state, is_read_committed_snapshot_on FROM sys.databases WHERE name = DB_NAME()";

  private static final int SNAPSHOT_ALLOWED = 1;

  private final SourceSettings settings;

  SqlServerSessions(SourceSettings settings) {
    HostNames.check(settings);
    AllowedOptions.check(settings, OPTIONS);
    PasswordLogin.checkMethod(settings);
    this.settings = settings;
  }

  /** What reading a table sees while others write to it. */
  enum Isolation {
    /** One moment: the database has ALLOW_SNAPSHOT_ISOLATION. */
    SNAPSHOT,
    /** One moment a statement: the database has READ_COMMITTED_SNAPSHOT. */
    STATEMENT_SNAPSHOT,
    /** Rows that move while they are read may be read twice or not at all. */
    LOCKING
  }

  @Override
  public SourceErrors errors() {
    return new SourceErrors(
        new SqlServerErrors(), settings.platform() + " " + settings.host() + ":" + settings.port());
  }

  @Override
  public String defaultDatabase() {
    return settings.database();
  }

  /** A connection in a transaction; it reads a snapshot where the database allows that. */
  @Override
  public Connection open(String database) {
    try {
      Connection connection = connect(database);
      try {
        try (Statement statement = connection.createStatement()) {
          statement.execute(SETTINGS);
          if (isolation(statement) == Isolation.SNAPSHOT) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL SNAPSHOT");
          }
        }
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

  private static Isolation isolation(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(ISOLATION)) {
      return row.next() ? isolation(row) : Isolation.LOCKING;
    }
  }

  /** What a row of {@link #ISOLATION} says. */
  static Isolation isolation(ResultSet row) throws SQLException {
    if (row.getInt(1) == SNAPSHOT_ALLOWED) {
      return Isolation.SNAPSHOT;
    }
    return row.getBoolean(2) ? Isolation.STATEMENT_SNAPSHOT : Isolation.LOCKING;
  }

  private Connection connect(String database) throws SQLException {
    PasswordLogin login = PasswordLogin.of(settings);
    Properties properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password());
    properties.setProperty("databaseName", database);
    properties.setProperty("applicationName", "dmw-worker");
    properties.setProperty("loginTimeout", "15");
    properties.putAll(settings.options());
    if (!properties.containsKey("instanceName")) {
      properties.setProperty("portNumber", Integer.toString(settings.port()));
    }
    properties.setProperty("serverName", settings.host());
    Connection connection = new SQLServerDriver().connect("jdbc:sqlserver://", properties);
    if (connection == null) {
      throw new SQLException("the driver does not take the address", "08001");
    }
    return connection;
  }
}
