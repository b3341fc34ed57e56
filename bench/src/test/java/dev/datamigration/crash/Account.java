package dev.datamigration.crash;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.QueryTag;
import dev.datamigration.ledger.connection.SnowflakeLogin;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.schema.LedgerSchema;
import dev.datamigration.ledger.sql.LedgerTable;
import dev.datamigration.local.snowflake.SnowflakeServer;
import dev.datamigration.local.snowflake.SnowflakeServerOptions;
import dev.datamigration.local.snowflake.account.UserAccount;
import dev.datamigration.local.snowflake.fault.FaultInjection;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A Snowflake account that one case after another uses, each in databases of its own. */
final class Account implements AutoCloseable {
  static final String TARGET_DATABASE = "LAKE";
  static final String WORKER_ROLE = "DMW_WORKER";

  final VirtualClock clock = new VirtualClock();
  final FaultInjection faults = new FaultInjection();
  final Path folder;
  private final SnowflakeServer server;
  private final SnowflakeSessions sessions;

  Account(Path folder) throws SQLException {
    this.folder = folder;
    this.server =
        SnowflakeServer.start(
            SnowflakeServerOptions.in(
                    folder.resolve("snowflake"),
                    List.of(
                        UserAccount.withToken("OPERATOR", "operator-token", "DMW_OPERATOR"),
                        UserAccount.withToken("WORKER", "worker-token", WORKER_ROLE)))
                .withFaults(faults)
                .withClock(clock));
    this.sessions = new SnowflakeSessions(operatorLogin(), 1, QueryTag.of("test", "0"));
    execute("CREATE DATABASE " + TARGET_DATABASE, "CREATE ROLE " + WORKER_ROLE);
  }

  /** Of the operator's role; closed with this. */
  SnowflakeSessions sessions() {
    return sessions;
  }

  SnowflakeLogin operatorLogin() {
    return login("operator-token", "DMW_OPERATOR");
  }

  SnowflakeLogin workerLogin() {
    return login("worker-token", WORKER_ROLE);
  }

  private SnowflakeLogin login(String token, String role) {
    return new SnowflakeLogin(
        server.url(), "local", role, "LOAD_WH", new SnowflakeLogin.ProgrammaticAccessToken(token));
  }

  void execute(String... statements) throws SQLException {
    try (SnowflakeSession session = sessions.open()) {
      for (String statement : statements) {
        session.execute(statement);
      }
    }
  }

  <T> List<T> query(String sql, SnowflakeSession.RowReader<T> reader) throws SQLException {
    try (SnowflakeSession session = sessions.open()) {
      return session.query(sql, reader);
    }
  }

  /** Leaves of a ledger what an operator finds that installed it and did nothing else. */
  void empty(LedgerLocation ledger) throws SQLException {
    List<String> statements = new ArrayList<>();
    for (LedgerTable table : LedgerTable.values()) {
      statements.add("DELETE FROM " + ledger.table(table));
    }
    statements.add("DELETE FROM " + ledger.qualify(LedgerSchema.OWNER_TABLE));
    statements.add("REMOVE " + ledger.stage(""));
    execute(statements.toArray(String[]::new));
  }

  @Override
  public void close() {
    sessions.close();
    server.close();
  }
}
