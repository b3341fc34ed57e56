package dev.datamigration.local.snowflake.engine.statement;

import dev.datamigration.local.snowflake.engine.SessionIdentity;
import dev.datamigration.local.snowflake.engine.SqlEngine;
import dev.datamigration.local.snowflake.engine.SqlSession;
import dev.datamigration.local.snowflake.engine.catalog.CatalogState;
import dev.datamigration.local.snowflake.engine.catalog.CatalogStore;
import dev.datamigration.local.snowflake.engine.copy.LoadMemory;
import dev.datamigration.local.snowflake.engine.function.ScalarFunctions;
import dev.datamigration.local.snowflake.engine.transaction.CommitHistory;
import dev.datamigration.local.snowflake.engine.transaction.SessionConnection;
import dev.datamigration.local.snowflake.engine.transaction.SessionTransaction;
import dev.datamigration.local.snowflake.engine.transaction.TableLocks;
import dev.datamigration.local.snowflake.stage.StageArea;
import dev.datamigration.local.snowflake.stage.StageStatements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** An account over one DuckDB database file, which holds data and catalogue. */
public final class DuckDbSqlEngine implements SqlEngine {
  private static final String ACCOUNT = "LOCAL";

  private final String url;
  private final Connection root;
  private final SessionContext.EngineContext context;
  private final StageStatements stageStatements;
  private final TableLocks locks = new TableLocks();
  private final CommitHistory history = new CommitHistory();
  private final Set<DuckDbSqlSession> sessions = ConcurrentHashMap.newKeySet();
  private final AtomicLong sessionIds = new AtomicLong(System.currentTimeMillis());

  /**
   * Opens the account; what was there before is there again.
   *
   * @param directory holds the database; made if it is missing
   * @param clock what CURRENT_TIMESTAMP reads
   * @param restrictedRoles privileges that a role lacks, such as {@code CREATE DATABASE}, by exact
   *     role; every other role may do everything
   */
  public DuckDbSqlEngine(
      Path directory,
      StageArea stages,
      StageStatements stageStatements,
      Clock clock,
      Map<String, Set<String>> restrictedRoles) {
    this.stageStatements = stageStatements;
    try {
      Files.createDirectories(directory);
      url = "jdbc:duckdb:" + directory.toAbsolutePath().resolve("account.duckdb");
      root = connect();
      ScalarFunctions.register(root);
      LoadMemory.create(root);
      CatalogStore store = new CatalogStore(clock);
      context =
          new SessionContext.EngineContext(
              new CatalogState(store, store.read(root)),
              stages,
              clock,
              new AccessRules(restrictedRoles),
              ACCOUNT,
              new OpenTransactions(sessions));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("the account in " + directory + " cannot be opened", e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  @Override
  public SqlSession open(SessionIdentity identity) {
    SessionConnection connection = newConnection();
    SessionSettings settings = new SessionSettings();
    SessionTransaction transaction =
        new SessionTransaction(
            connection, locks, history, settings::autocommit, this::newConnection);
    DuckDbSqlSession session =
        new DuckDbSqlSession(
            new SessionContext(
                context, connection, transaction, settings, sessionIds.incrementAndGet(), identity),
            stageStatements,
            context.clock(),
            sessions::remove);
    sessions.add(session);
    return session;
  }

  private SessionConnection newConnection() {
    try {
      return new SessionConnection(connect());
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB opens no connection", e);
    }
  }

  @Override
  public void close() {
    sessions.forEach(DuckDbSqlSession::close);
    try {
      root.close();
    } catch (SQLException e) {
      throw new IllegalStateException("the account could not be closed", e);
    }
  }
}
