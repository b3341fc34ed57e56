package dev.datamigration.local.snowflake.execution;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.SqlSession;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A session that somebody logged in to: its statements take turns in the order of their arrival.
 * Thread-safe.
 */
public final class OpenSession {
  private final long id;
  private final String user;
  private final SqlSession sql;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final Map<String, Object> heard = new HashMap<>();
  private RunningQuery current;
  private volatile boolean ended;
  private volatile Instant lastUsed;
  private Instant idleSince;

  OpenSession(long id, String user, SqlSession sql, Instant now) {
    this.id = id;
    this.user = user;
    this.sql = sql;
    this.lastUsed = now;
    this.idleSince = now;
  }

  /** The session's number. */
  public long id() {
    return id;
  }

  /** Who logged in. */
  public String user() {
    return user;
  }

  /** The engine's side of it; its statements run in {@link #inTurn} only. */
  public SqlSession sql() {
    return sql;
  }

  /** When the client was last heard of. */
  public Instant lastUsed() {
    return lastUsed;
  }

  /** Notes that the client was heard of. */
  public void used(Instant now) {
    lastUsed = now;
  }

  /** Whether no statement has run since {@code limit}, and none runs now. */
  synchronized boolean isIdleSince(Instant limit) {
    return current == null && !idleSince.isAfter(limit);
  }

  /** Runs {@code work} for a statement when its turn comes. */
  <T> T inTurn(RunningQuery query, Clock clock, Supplier<T> work) {
    turn.lock();
    try {
      synchronized (this) {
        current = query;
      }
      query.throwIfCancelled();
      if (ended) {
        throw new SqlError(390111, "08001", "Session no longer exists. New login required.");
      }
      return work.get();
    } finally {
      synchronized (this) {
        current = null;
        idleSince = clock.instant();
      }
      turn.unlock();
    }
  }

  /** Ends a statement of this session early, whether it runs or waits for its turn. */
  public synchronized void cancel(RunningQuery query, SqlError reason) {
    query.wantCancelled(reason);
    if (current == query) {
      sql.cancel();
    }
  }

  /** The parameters whose values the driver has not been told yet; called in the session's turn. */
  Map<String, Object> unheard(Map<String, Object> parameters) {
    Map<String, Object> news = new HashMap<>();
    synchronized (heard) {
      parameters.forEach(
          (name, value) -> {
            if (!Objects.equals(heard.put(name, value), value)) {
              news.put(name, value);
            }
          });
    }
    return news;
  }

  /**
   * The parameters as they are; the driver is taken to hear them. For the login, before the first
   * statement.
   */
  public Map<String, Object> tellParameters() {
    Map<String, Object> parameters = sql.parameters();
    unheard(parameters);
    return parameters;
  }

  /** Ends the session; an open transaction is rolled back. */
  void end() {
    ended = true;
    sql.close();
  }
}
