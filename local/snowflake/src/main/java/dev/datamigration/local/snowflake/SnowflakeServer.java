package dev.datamigration.local.snowflake;

import dev.datamigration.local.snowflake.account.Accounts;
import dev.datamigration.local.snowflake.engine.SqlEngine;
import dev.datamigration.local.snowflake.engine.statement.DuckDbSqlEngine;
import dev.datamigration.local.snowflake.execution.Queries;
import dev.datamigration.local.snowflake.execution.QueryRunner;
import dev.datamigration.local.snowflake.execution.Sessions;
import dev.datamigration.local.snowflake.execution.StatementLog;
import dev.datamigration.local.snowflake.protocol.ProtocolParts;
import dev.datamigration.local.snowflake.protocol.ProtocolServer;
import dev.datamigration.local.snowflake.result.ResultSpool;
import dev.datamigration.local.snowflake.stage.DirectoryStageArea;
import dev.datamigration.local.snowflake.stage.DirectoryStageStatements;
import dev.datamigration.local.snowflake.storage.DirectoryLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Snowflake account on this machine, which the unmodified driver logs in to. What is committed
 * survives a restart, however it ended.
 */
public final class SnowflakeServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnowflakeServer.class);
  private static final long RESULT_BYTES = 4L << 30;
  private static final long REAPER_SECONDS = 1;

  private final ProtocolServer protocol;
  private final SqlEngine engine;
  private final Queries queries;
  private final Sessions sessions;
  private final StatementLog log;
  private final ExecutorService threads;
  private final ScheduledExecutorService timer;
  private final ScheduledFuture<?> reaper;
  private final DirectoryLock lock;

  private SnowflakeServer(
      SnowflakeServerOptions options,
      EngineFactory engines,
      DirectoryLock lock,
      ProtocolServer protocol) {
    this.lock = lock;
    this.protocol = protocol;
    Path directory = options.directory();
    Path results = directory.resolve("results");
    DirectoryStageArea stages = new DirectoryStageArea(directory.resolve("stages"));
    Clock clock = options.clock();
    this.engine =
        engines.open(
            directory.resolve("engine"),
            stages,
            new DirectoryStageStatements(stages),
            clock,
            options.restrictedRoles());
    ResultSpool spool = new ResultSpool(results, RESULT_BYTES);
    this.queries = new Queries(spool, clock);
    this.sessions = new Sessions(engine, queries, options.sessionLimits(), clock);
    this.log = new StatementLog();
    this.threads = Executors.newCachedThreadPool(new ServerThreads("snowflake-"));
    this.timer = Executors.newSingleThreadScheduledExecutor(new ServerThreads("snowflake-timer-"));
    QueryRunner runner = new QueryRunner(queries, spool, log, clock, threads, timer);
    this.reaper =
        timer.scheduleWithFixedDelay(
            this::endAbandonedSessions, REAPER_SECONDS, REAPER_SECONDS, TimeUnit.SECONDS);
    protocol.serve(
        new ProtocolParts(
            new Accounts(options.accounts(), clock),
            sessions,
            queries,
            runner,
            options.faults(),
            clock,
            options.patience(),
            results),
        threads);
  }

  private void endAbandonedSessions() {
    try {
      sessions.endAbandoned();
    } catch (RuntimeException e) {
      LOG.warn("a session that nobody uses could not be ended", e);
    }
  }

  /**
   * Starts a server; it answers when this returns.
   *
   * @throws SnowflakeStartException if the port is taken or the directory is in use
   */
  public static SnowflakeServer start(SnowflakeServerOptions options) {
    return start(options, DuckDbSqlEngine::new);
  }

  static SnowflakeServer start(SnowflakeServerOptions options, EngineFactory engines) {
    DirectoryLock lock = null;
    ProtocolServer protocol = null;
    try {
      lock = DirectoryLock.take(options.directory());
      protocol = ProtocolServer.bind(options.port());
      return new SnowflakeServer(options, engines, lock, protocol);
    } catch (IOException | RuntimeException e) {
      if (protocol != null) {
        protocol.close();
      }
      if (lock != null) {
        lock.close();
      }
      throw new SnowflakeStartException(options, e);
    }
  }

  /** The address to log in at, for example {@code http://127.0.0.1:40123}. */
  public String url() {
    return protocol.url();
  }

  /** The statements that came in. */
  public StatementLog statementLog() {
    return log;
  }

  /** How many sessions are open. */
  public int openSessions() {
    return sessions.all().size();
  }

  /** How many sessions a user has open. */
  public long openSessions(String user) {
    return sessions.all().stream().filter(session -> session.user().equals(user)).count();
  }

  /** How many statements run now, whoever sent them. */
  public long runningStatements() {
    return queries.running();
  }

  /** Makes every session's token too old, as an hour's passing does; drivers renew theirs. */
  public void expireTokens() {
    sessions.all().forEach(sessions::expireToken);
  }

  /** Ends a user's sessions, as an administrator may; open transactions are rolled back. */
  public void endSessions(String user) {
    sessions.all().stream().filter(session -> session.user().equals(user)).forEach(sessions::end);
  }

  /** Ends every session, as an administrator may; open transactions are rolled back. */
  public void endSessions() {
    sessions.all().forEach(sessions::end);
  }

  /** Stops at once: open transactions are rolled back, requests cut off. The data stay. */
  @Override
  public void close() {
    protocol.close();
    reaper.cancel(false);
    timer.shutdownNow();
    endSessions();
    engine.close();
    threads.shutdownNow();
    lock.close();
  }
}
