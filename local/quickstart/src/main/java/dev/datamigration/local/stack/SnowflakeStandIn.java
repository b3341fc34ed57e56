package dev.datamigration.local.stack;

import dev.datamigration.local.quickstart.comparison.SnowflakeTexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The Snowflake stand-in of a stack: where it answers, and how a person gets in. */
public abstract sealed class SnowflakeStandIn permits SnowflakeProcess, SnowflakeInside {
  private final Path directory;
  private final SnowflakeUsers users;
  private final int port;

  SnowflakeStandIn(Path directory, SnowflakeUsers users) {
    this.directory = directory;
    this.users = users;
    this.port = freePort();
  }

  final Path directory() {
    return directory;
  }

  final SnowflakeUsers users() {
    return users;
  }

  final int port() {
    return port;
  }

  /** Where it answers, as a SnowflakeConnection's {@code url}. */
  public final String url() {
    return "http://127.0.0.1:" + port;
  }

  public final String jdbcUrl() {
    return "jdbc:snowflake://127.0.0.1:" + port + "/";
  }

  /** A new connection of the unmodified driver, as a person who may do everything. */
  public final Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("ssl", "off");
    properties.setProperty("account", "local");
    properties.setProperty("role", SnowflakeUsers.PERSON_ROLE);
    properties.setProperty("authenticator", "PROGRAMMATIC_ACCESS_TOKEN");
    properties.setProperty("token", users.personToken());
    properties.setProperty("loginTimeout", "10");
    // Otherwise the driver asks the addresses of three clouds where it runs.
    properties.setProperty("disablePlatformDetection", "true");
    SnowflakeTexts.addTo(properties);
    return DriverManager.getConnection(jdbcUrl(), properties);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
