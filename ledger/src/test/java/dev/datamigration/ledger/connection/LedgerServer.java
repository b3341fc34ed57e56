package dev.datamigration.ledger.connection;

import dev.datamigration.local.snowflake.SnowflakeServer;
import dev.datamigration.local.snowflake.SnowflakeServerOptions;
import dev.datamigration.local.snowflake.account.UserAccount;
import dev.datamigration.local.snowflake.fault.FaultInjection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A Snowflake to test against, with an operator, a worker and a role that may create nothing. */
public final class LedgerServer implements AutoCloseable {
  public static final LedgerLocation LEDGER = LedgerLocation.DEFAULT;
  private static final String OPERATOR_TOKEN = "operator-token";
  private static final String WORKER_TOKEN = "worker-token";
  private static final String POOR_TOKEN = "poor-token";

  public final SnowflakeServer server;
  public final SnowflakeSessions operator;
  public final FaultInjection faults = new FaultInjection();

  private final Path directory;

  public LedgerServer() {
    try {
      directory = Files.createTempDirectory("ledger-test");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server =
        SnowflakeServer.start(
            SnowflakeServerOptions.in(
                    directory,
                    List.of(
                        UserAccount.withToken("OPERATOR", OPERATOR_TOKEN, "DMW_OPERATOR"),
                        UserAccount.withToken("WORKER", WORKER_TOKEN, "DMW_WORKER"),
                        UserAccount.withToken("POOR", POOR_TOKEN, "POOR")))
                .withRestrictedRoles(Map.of("POOR", Set.of("CREATE DATABASE")))
                .withFaults(faults));
    operator = sessions(OPERATOR_TOKEN, "DMW_OPERATOR");
  }

  public SnowflakeSessions worker() {
    return sessions(WORKER_TOKEN, "DMW_WORKER");
  }

  public SnowflakeSessions poor() {
    return sessions(POOR_TOKEN, "POOR");
  }

  public SnowflakeSessions sessions(String token, String role) {
    return new SnowflakeSessions(
        new SnowflakeLogin(
            server.url(),
            "local",
            role,
            "LOAD_WH",
            new SnowflakeLogin.ProgrammaticAccessToken(token)),
        4,
        QueryTag.of("test", "0"));
  }

  /** Runs statements as the operator. */
  public void execute(String... statements) {
    try (SnowflakeSession session = operator.open()) {
      for (String statement : statements) {
        session.execute(statement);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of every row, as text. */
  public List<String> column(String query) {
    try (SnowflakeSession session = operator.open()) {
      return session.query(query, row -> row.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    operator.close();
    server.close();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(LedgerServer::delete);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
