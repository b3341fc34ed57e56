package dev.datamigration.local.snowflake;

import dev.datamigration.local.snowflake.account.UserAccount;
import dev.datamigration.local.snowflake.fault.FaultInjection;
import dev.datamigration.local.snowflake.stage.StageArea;
import dev.datamigration.local.snowflake.stage.StageName;
import dev.datamigration.local.snowflake.storage.Directories;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A server over a scripted engine, and the real driver's connections to it. */
final class StandIn implements AutoCloseable {
  static final String TOKEN = "token-of-ann";
  static final String PASSWORD = "password-of-bob";
  static final String OAUTH = "oauth-token-of-cid";
  static final KeyPair KEYS = keys();
  static final StageName STAGE = new StageName("D", "S", "T");

  final FaultInjection faults = new FaultInjection();
  final SnowflakeServer server;
  final ScriptedEngine engine;
  final StageArea stages;
  private final Path directory;

  StandIn() {
    this(options -> options);
  }

  StandIn(UnaryOperator<SnowflakeServerOptions> adapt) {
    try {
      directory = Files.createTempDirectory("snowflake-test");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    AtomicReference<ScriptedEngine> made = new AtomicReference<>();
    AtomicReference<StageArea> area = new AtomicReference<>();
    SnowflakeServerOptions options =
        SnowflakeServerOptions.in(
                directory,
                List.of(
                    UserAccount.withToken("ann", TOKEN, "ANALYST", "lower"),
                    UserAccount.withPassword("BOB", PASSWORD, "ANALYST"),
                    UserAccount.withOAuthToken("CID", OAUTH, "ANALYST"),
                    UserAccount.withPublicKey("DOT", KEYS.getPublic(), "ANALYST")))
            .withFaults(faults);
    server =
        SnowflakeServer.start(
            adapt.apply(options),
            (where, stageArea, statements, clock, restricted) -> {
              made.set(new ScriptedEngine(statements));
              area.set(stageArea);
              return made.get();
            });
    engine = made.get();
    stages = area.get();
    stages.create(STAGE);
  }

  Path directory() {
    return directory;
  }

  static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The properties of a login with a token, with more or other ones. */
  Properties login(String... namesAndValues) {
    Properties properties = new Properties();
    properties.setProperty("ssl", "off");
    properties.setProperty("account", "local");
    properties.setProperty("authenticator", "PROGRAMMATIC_ACCESS_TOKEN");
    properties.setProperty("token", TOKEN);
    // Otherwise the driver asks the addresses of three clouds where it runs.
    properties.setProperty("disablePlatformDetection", "true");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] == null) {
        properties.remove(namesAndValues[i]);
      } else {
        properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
      }
    }
    return properties;
  }

  Connection connect(String... namesAndValues) throws SQLException {
    return connect(login(namesAndValues));
  }

  Connection connect(Properties properties) throws SQLException {
    String address = "jdbc:snowflake://127.0.0.1:" + URI.create(server.url()).getPort() + "/";
    return DriverManager.getConnection(address, properties);
  }

  /** The first column of every row. */
  static List<String> column(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> cells = new ArrayList<>();
      while (rows.next()) {
        cells.add(rows.getString(1));
      }
      return cells;
    }
  }

  @Override
  public void close() {
    server.close();
    Directories.delete(directory);
  }
}
