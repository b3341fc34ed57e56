package dev.datamigration.local.snowflake.execution;

import dev.datamigration.local.snowflake.engine.SqlError;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A statement from its arrival to its end, and after. Thread-safe. */
public final class RunningQuery {
  private final String id;
  private final OpenSession session;
  private final QueryRequest request;
  private final Instant startedAt;
  private final CompletableFuture<FinishedQuery> end = new CompletableFuture<>();
  private final AtomicReference<SqlError> cancellation = new AtomicReference<>();

  RunningQuery(String id, OpenSession session, QueryRequest request, Instant startedAt) {
    this.id = id;
    this.session = session;
    this.request = request;
    this.startedAt = startedAt;
  }

  /** The server's id for it. */
  public String id() {
    return id;
  }

  /** Whose it is. */
  public OpenSession session() {
    return session;
  }

  /** What was asked for. */
  public QueryRequest request() {
    return request;
  }

  /** When it arrived. */
  public Instant startedAt() {
    return startedAt;
  }

  /** Its end, if it has come. */
  public Optional<FinishedQuery> finished() {
    return Optional.ofNullable(end.getNow(null));
  }

  /** Waits for its end; empty if that takes longer than {@code patience}. */
  public Optional<FinishedQuery> await(Duration patience) {
    try {
      return Optional.of(end.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a query ends in an outcome, never in an exception", e);
    }
  }

  /** Why it is to end early; empty while nobody wants that. */
  Optional<SqlError> cancellation() {
    return Optional.ofNullable(cancellation.get());
  }

  /** Wants it to end early; the first reason stays. */
  void wantCancelled(SqlError reason) {
    cancellation.compareAndSet(null, reason);
  }

  /** Throws the reason if it is to end early. */
  void throwIfCancelled() {
    SqlError reason = cancellation.get();
    if (reason != null) {
      throw reason;
    }
  }

  void finish(FinishedQuery result) {
    end.complete(result);
  }
}
