package dev.datamigration.local.snowflake.execution;

import dev.datamigration.local.snowflake.engine.SessionIdentity;
import dev.datamigration.local.snowflake.engine.SqlEngine;
import dev.datamigration.local.snowflake.engine.SqlSession;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The sessions that are open and the tokens that lead to them. Thread-safe. */
public final class Sessions {
  private static final int TOKEN_BYTES = 24;

  private final SqlEngine engine;
  private final Queries queries;
  private final SessionLimits limits;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<Long, Entry> byId = new HashMap<>();
  private final Map<String, Entry> bySessionToken = new HashMap<>();
  private final Map<String, Entry> byMasterToken = new HashMap<>();

  private static final class Entry {
    private final OpenSession session;
    private SessionTokens tokens;

    private Entry(OpenSession session) {
      this.session = session;
    }
  }

  /**
   * A session with the tokens a client needs to use it.
   *
   * @param session the session
   */
  public record Opened(OpenSession session, SessionTokens tokens) {}

  /** Opens sessions of {@code engine}. */
  public Sessions(SqlEngine engine, Queries queries, SessionLimits limits, Clock clock) {
    this.engine = engine;
    this.queries = queries;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Opens a session.
   *
   * @param parameters of the session, as the login carried them
   * @throws dev.datamigration.local.snowflake.engine.SqlError if a parameter is refused
   */
  public Opened open(SessionIdentity identity, Map<String, Object> parameters) {
    SqlSession sql = engine.open(identity);
    try {
      sql.setParameters(parameters);
    } catch (RuntimeException e) {
      sql.close();
      throw e;
    }
    long id = random.nextLong(1, 1L << 52);
    Entry entry = new Entry(new OpenSession(id, identity.user(), sql, clock.instant()));
    synchronized (this) {
      byId.put(id, entry);
      giveTokens(entry);
      return new Opened(entry.session, entry.tokens);
    }
  }

  private void giveTokens(Entry entry) {
    if (entry.tokens != null) {
      bySessionToken.remove(entry.tokens.session());
      byMasterToken.remove(entry.tokens.master());
    }
    Instant now = clock.instant();
    entry.tokens =
        new SessionTokens(
            token(), now.plus(limits.sessionToken()), token(), now.plus(limits.masterToken()));
    bySessionToken.put(entry.tokens.session(), entry);
    byMasterToken.put(entry.tokens.master(), entry);
  }

  private String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * The session a token opens.
   *
   * @throws SessionRefused if it opens none, or not any more
   */
  public synchronized OpenSession find(String sessionToken) {
    Entry entry = bySessionToken.get(sessionToken);
    if (entry == null) {
      throw SessionRefused.gone();
    }
    Instant now = clock.instant();
    if (!now.isBefore(entry.tokens.sessionValidUntil())) {
      throw SessionRefused.tokenExpired();
    }
    entry.session.used(now);
    return entry.session;
  }

  /**
   * New tokens for a session.
   *
   * @throws SessionRefused if the master token opens none, or not any more
   */
  public synchronized Opened renew(String masterToken) {
    Entry entry = byMasterToken.get(masterToken);
    if (entry == null) {
      throw SessionRefused.gone();
    }
    Instant now = clock.instant();
    if (!now.isBefore(entry.tokens.masterValidUntil())) {
      throw SessionRefused.masterTokenExpired();
    }
    giveTokens(entry);
    entry.session.used(now);
    return new Opened(entry.session, entry.tokens);
  }

  /** Makes a session's token too old; the driver notices and renews it. */
  public synchronized void expireToken(OpenSession session) {
    Entry entry = byId.get(session.id());
    if (entry != null) {
      SessionTokens old = entry.tokens;
      entry.tokens =
          new SessionTokens(old.session(), Instant.EPOCH, old.master(), old.masterValidUntil());
    }
  }

  /** Ends a session: what it runs is cancelled, an open transaction is rolled back. */
  public void end(OpenSession session) {
    synchronized (this) {
      Entry entry = byId.remove(session.id());
      if (entry == null) {
        return;
      }
      bySessionToken.remove(entry.tokens.session());
      byMasterToken.remove(entry.tokens.master());
    }
    session.end();
    queries.sessionEnded(session);
  }

  /** Every session that is open. */
  public synchronized List<OpenSession> all() {
    return byId.values().stream().map(entry -> entry.session).toList();
  }

  /**
   * Ends the sessions whose client was not heard of for as long as a master token lasts, and those
   * that run nothing and keep others waiting.
   */
  public void endAbandoned() {
    Instant now = clock.instant();
    Instant unheard = now.minus(limits.masterToken());
    Instant blocking = now.minus(limits.blockingTransaction());
    for (OpenSession session : all()) {
      boolean abandoned = session.lastUsed().isBefore(unheard) && session.isIdleSince(unheard);
      boolean inTheWay = session.isIdleSince(blocking) && session.sql().blocksOthers();
      if (abandoned || inTheWay) {
        end(session);
      }
    }
  }
}
