package dev.datamigration.local.snowflake.execution;

import dev.datamigration.local.snowflake.engine.SessionIdentity;
import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.StatementRequest;
import dev.datamigration.local.snowflake.engine.StatementResult;
import dev.datamigration.local.snowflake.result.ResultSpool;
import dev.datamigration.local.snowflake.result.StoredRows;
import dev.datamigration.local.snowflake.text.SqlText;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs statements on threads of its own, so that nobody has to wait for a slow one. */
public final class QueryRunner {
  private static final Logger LOG = LoggerFactory.getLogger(QueryRunner.class);
  private static final String TIMEOUT_PARAMETER = "STATEMENT_TIMEOUT_IN_SECONDS";

  private final Queries queries;
  private final ResultSpool spool;
  private final StatementLog log;
  private final Clock clock;
  private final ExecutorService threads;
  private final ScheduledExecutorService timer;

  /** Ends neither pool of threads. */
  public QueryRunner(
      Queries queries,
      ResultSpool spool,
      StatementLog log,
      Clock clock,
      ExecutorService threads,
      ScheduledExecutorService timer) {
    this.queries = queries;
    this.spool = spool;
    this.log = log;
    this.clock = clock;
    this.threads = threads;
    this.timer = timer;
  }

  /** Starts a statement, or finds it if its request was sent before. */
  public RunningQuery submit(OpenSession session, QueryRequest request) {
    Queries.Registered registered = queries.register(session, request);
    RunningQuery query = registered.query();
    if (registered.isNew()) {
      if (!request.describeOnly()) {
        log.add(
            new LoggedStatement(
                query.id(),
                session.user(),
                request.sql(),
                request.queryTag() == null
                    ? String.valueOf(session.sql().parameters().get("QUERY_TAG"))
                    : request.queryTag(),
                query.startedAt()));
      }
      threads.execute(() -> run(session, query));
    }
    return query;
  }

  private void run(OpenSession session, RunningQuery query) {
    FinishedQuery end;
    try {
      end = session.inTurn(query, clock, () -> end(session, attempt(session, query)));
    } catch (SqlError e) {
      end = withoutSession(new QueryOutcome.Failed(e));
    } catch (RuntimeException e) {
      LOG.warn("the end of statement {} is not as it should be", query.id(), e);
      end = withoutSession(new QueryOutcome.Failed(internal(e)));
    }
    queries.finish(query, end);
  }

  private FinishedQuery end(OpenSession session, QueryOutcome outcome) {
    return new FinishedQuery(
        outcome,
        session.sql().identity(),
        session.unheard(session.sql().parameters()),
        clock.instant());
  }

  private FinishedQuery withoutSession(QueryOutcome outcome) {
    SessionIdentity nobody = new SessionIdentity(null, null, null, null, null);
    return new FinishedQuery(outcome, nobody, Map.of(), clock.instant());
  }

  private QueryOutcome attempt(OpenSession session, RunningQuery query) {
    Optional<Future<?>> timeout = startTimeout(session, query);
    try {
      return execute(session, query);
    } catch (SqlError e) {
      return new QueryOutcome.Failed(query.cancellation().filter(r -> isCancelled(e)).orElse(e));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // Errors too: whoever waits for the statement would wait for ever.
      LOG.warn(
          "statement {} met a fault of the stand-in: {}", query.id(), query.request().sql(), e);
      return new QueryOutcome.Failed(internal(e));
    } finally {
      timeout.ifPresent(running -> running.cancel(false));
    }
  }

  private static boolean isCancelled(SqlError error) {
    return "57014".equals(error.sqlState());
  }

  private static SqlError internal(Throwable cause) {
    return new SqlError(603, "XX000", "SQL execution internal error: " + cause, cause);
  }

  private QueryOutcome execute(OpenSession session, RunningQuery query) {
    QueryRequest request = query.request();
    if (request.describeOnly()) {
      return describe(session, query);
    }
    Optional<String> scanned = ResultScan.queryId(request.sql());
    if (scanned.isPresent()) {
      return earlierResult(scanned.get());
    }
    return store(query, session.sql().execute(statement(query)));
  }

  private static StatementRequest statement(RunningQuery query) {
    return new StatementRequest(query.id(), query.request().sql(), query.request().binds());
  }

  private QueryOutcome store(RunningQuery query, StatementResult result) {
    if (result instanceof StatementResult.Upload upload) {
      return new QueryOutcome.UploadGranted(upload);
    }
    StatementResult.Rows rows = (StatementResult.Rows) result;
    return new QueryOutcome.Answered(spool.store(query.id(), rows, query::throwIfCancelled));
  }

  private QueryOutcome earlierResult(String queryId) {
    QueryOutcome earlier =
        queries
            .byId(queryId)
            .flatMap(RunningQuery::finished)
            .map(FinishedQuery::outcome)
            .orElseThrow(() -> new SqlError(709, "02000", "Statement " + queryId + " not found."));
    return earlier instanceof QueryOutcome.Answered answered
        ? new QueryOutcome.Answered(answered.rows().as(StatementTypes.SELECT))
        : earlier;
  }

  private QueryOutcome describe(OpenSession session, RunningQuery query) {
    String sql = query.request().sql();
    Optional<StoredRows> known = Description.of(sql);
    if (known.isPresent()) {
      return new QueryOutcome.Answered(known.get());
    }
    String word = SqlText.firstWord(sql);
    boolean isQuery = word.equals("SELECT") || word.equals("WITH") || sql.startsWith("(");
    if (!isQuery || SqlText.bindCount(sql) > 0) {
      throw new SqlError(
          391501,
          "0A000",
          "The stand-in describes INSERT, UPDATE, DELETE, MERGE and queries without bind variables"
              + " only: run the statement and ask the result for its columns.");
    }
    StatementResult.Rows rows = (StatementResult.Rows) session.sql().execute(statement(query));
    rows.rows().close();
    return new QueryOutcome.Answered(
        new StoredRows(rows.statementTypeId(), rows.columns(), List.of(), 0, List.of(), 0));
  }

  private Optional<Future<?>> startTimeout(OpenSession session, RunningQuery query) {
    Long own = query.request().timeoutSeconds();
    long seconds = own != null ? own : seconds(session.sql().parameters().get(TIMEOUT_PARAMETER));
    if (seconds == 0) {
      return Optional.empty();
    }
    SqlError reason =
        new SqlError(
            630,
            "57014",
            "Statement reached its statement or warehouse timeout of "
                + seconds
                + " second(s) and was canceled.");
    return Optional.of(
        timer.schedule(() -> session.cancel(query, reason), seconds, TimeUnit.SECONDS));
  }

  private static long seconds(Object parameter) {
    return parameter == null ? 0 : Long.parseLong(parameter.toString());
  }

  /** Ends a statement early because the client wants it. */
  public void cancel(RunningQuery query) {
    query.session().cancel(query, new SqlError(604, "57014", "SQL execution canceled"));
  }
}
