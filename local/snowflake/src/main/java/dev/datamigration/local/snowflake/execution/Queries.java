package dev.datamigration.local.snowflake.execution;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.result.ResultSpool;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The statements that run or ran lately. A statement that is sent again, under the same request id,
 * is the same statement: it is never run twice. Thread-safe.
 */
public final class Queries {
  private static final int KEPT_QUERIES = 5_000;
  private static final long KEPT_CHARS = 64L * 1024 * 1024;
  private static final int REMEMBERED_REQUESTS = 200_000;

  private final ResultSpool spool;
  private final Clock clock;
  private final Map<String, RunningQuery> byId = new LinkedHashMap<>();

  /** By request id; the value is the query's id. */
  private final Map<String, String> requests =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > REMEMBERED_REQUESTS;
        }
      };

  private long keptChars;

  /** Forgets results together with their files in {@code spool}. */
  public Queries(ResultSpool spool, Clock clock) {
    this.spool = spool;
    this.clock = clock;
  }

  /**
   * A statement's entry.
   *
   * @param isNew whether it has to be run
   */
  record Registered(RunningQuery query, boolean isNew) {}

  /**
   * Enters a statement, or finds it if it came before.
   *
   * @throws SqlError if it came so long ago that its answer is forgotten
   */
  synchronized Registered register(OpenSession session, QueryRequest request) {
    String known = requests.get(request.requestId());
    if (known != null) {
      RunningQuery earlier = byId.get(known);
      if (earlier == null) {
        throw new SqlError(
            709,
            "02000",
            "Statement " + known + " was run before; the stand-in no longer keeps its result.");
      }
      return new Registered(earlier, false);
    }
    forgetOldest();
    String id = UUID.randomUUID().toString();
    RunningQuery query = new RunningQuery(id, session, request, clock.instant());
    byId.put(id, query);
    requests.put(request.requestId(), id);
    return new Registered(query, true);
  }

  private void forgetOldest() {
    Iterator<RunningQuery> oldest = byId.values().iterator();
    while ((byId.size() >= KEPT_QUERIES || keptChars > KEPT_CHARS) && oldest.hasNext()) {
      RunningQuery query = oldest.next();
      if (query.finished().isPresent()) {
        keptChars -= weight(query);
        oldest.remove();
        spool.drop(query.id());
      }
    }
  }

  /** Ends a statement; from here on its result counts among those that are kept. */
  synchronized void finish(RunningQuery query, FinishedQuery end) {
    query.finish(end);
    keptChars += weight(query);
  }

  private static long weight(RunningQuery query) {
    return query
        .finished()
        .map(
            end ->
                end.outcome() instanceof QueryOutcome.Answered answered
                    ? answered.rows().inlineChars()
                    : 0L)
        .orElse(0L);
  }

  /** How many statements have arrived and not ended. */
  public synchronized long running() {
    return byId.values().stream().filter(query -> query.finished().isEmpty()).count();
  }

  /** A statement by the server's id. */
  public synchronized Optional<RunningQuery> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** A statement by the driver's id. */
  public synchronized Optional<RunningQuery> byRequestId(String requestId) {
    return Optional.ofNullable(requests.get(requestId)).map(byId::get);
  }

  /** Drops the result files of a session that ended, but not those to be fetched from others. */
  synchronized void sessionEnded(OpenSession session) {
    for (RunningQuery query : byId.values()) {
      if (query.session() == session && !query.request().async()) {
        spool.drop(query.id());
      }
    }
  }
}
