package dev.datamigration.worker.loop;

import dev.datamigration.ledger.mailbox.WorkerMailbox;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.Failure;
import dev.datamigration.model.message.Assignment;
import dev.datamigration.model.message.EventEnvelope;
import dev.datamigration.model.message.WorkerDescription;
import dev.datamigration.model.message.WorkerEvent;
import dev.datamigration.model.message.WorkerEvent.Heartbeat;
import dev.datamigration.worker.health.WorkerMetrics;
import dev.datamigration.worker.loop.StatementTiming.History;
import dev.datamigration.worker.loop.StatementTiming.Step;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything the worker says to the operator and hears from it, on a thread of its own, so that
 * heartbeats go on while every lane is busy. Snowflake out of reach is waited out; what could not
 * be sent is kept.
 */
final class Correspondence implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Correspondence.class);

  /** Pauses between tries double until they are so many first ones long. */
  private static final int LONGEST_PAUSE = 10;

  /** A negative delay leaves the pause to the backoff. */
  private static final Duration BY_BACKOFF = Duration.ofMillis(-1);

  private static final Duration PERSON_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  private static final Duration FAREWELL = Duration.ofSeconds(8);

  private final WorkerDescription self;
  private final WorkerMailbox mailbox;
  private final Outbox outbox;
  private final TaskBoard board;
  private final LeaseContact contact;
  private final Supplier<Failure> sourceFailure;
  private final StatementTiming timing;
  private final WorkerMetrics metrics;
  private final InstantSource clock;
  private final BooleanSupplier hung;
  private final Duration firstPause;
  private final Semaphore wake = new Semaphore(0);
  private final RetryPolicy<Object> untilItArrives;
  private final RetryPolicy<Object> farewell;

  private volatile boolean closing;
  private volatile boolean announce;
  private volatile Instant lastTurn;
  private History history = History.NONE;

  /**
   * @param sourceFailure why the source cannot be reached; gives null if it can
   * @param hung whether a part of the worker hangs: then no heartbeat is sent, so that the lease
   *     ends
   * @param firstPause between the first two tries of a report; doubles with each
   */
  Correspondence(
      WorkerDescription self,
      WorkerMailbox mailbox,
      Outbox outbox,
      TaskBoard board,
      LeaseContact contact,
      Supplier<Failure> sourceFailure,
      StatementTiming timing,
      WorkerMetrics metrics,
      InstantSource clock,
      BooleanSupplier hung,
      Duration firstPause) {
    this.self = self;
    this.mailbox = mailbox;
    this.outbox = outbox;
    this.board = board;
    this.contact = contact;
    this.sourceFailure = sourceFailure;
    this.timing = timing;
    this.metrics = metrics;
    this.clock = clock;
    this.hung = hung;
    this.lastTurn = clock.instant();
    this.firstPause = firstPause;
    this.untilItArrives = retries().withMaxRetries(-1).abortIf((sent, e) -> closing).build();
    this.farewell = retries().withMaxRetries(-1).withMaxDuration(FAREWELL).build();
  }

  private RetryPolicyBuilder<Object> retries() {
    return RetryPolicy.builder()
        .handle(DmwException.class)
        .withBackoff(firstPause, firstPause.multipliedBy(LONGEST_PAUSE))
        .withJitter(0.2)
        .withDelayFn(tried -> needsPerson(tried.getLastException()) ? PERSON_PAUSE : BY_BACKOFF)
        .onFailedAttempt(tried -> failed("report", tried.getLastException()));
  }

  private static boolean needsPerson(Throwable e) {
    return e instanceof DmwException failure && failure.errorClass() == ErrorClass.NEEDS_PERSON;
  }

  /** Something changed that may make the next statement due earlier. */
  void wake() {
    wake.release();
  }

  /** Tells the operator at once that this worker is draining, or how its source is. */
  void announce() {
    announce = true;
    wake();
  }

  /** Ends the loop: what is left is sent, then that the worker has stopped. */
  void close() {
    closing = true;
    wake();
  }

  /** When the loop came round last. */
  Instant lastTurn() {
    return lastTurn;
  }

  @Override
  public void run() {
    try {
      while (!closing) {
        long millis = turn();
        if (millis > 0 && wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      }
      sayFarewell();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (FailsafeException e) {
      // Interrupted between two tries: the worker does not wait for this thread any longer.
      LOG.debug("correspondence interrupted", e);
    }
  }

  /** Does what is due, if anything; returns how many milliseconds there is nothing to do. */
  long turn() {
    Instant now = clock.instant();
    lastTurn = now;
    if (announce) {
      announce = false;
      history = history.withHeartbeatDue();
    }
    Step step = timing.next(now, history, outbox.state(), board.stock());
    if (step.due().isAfter(now)) {
      return Math.min(
          LONGEST_WAIT.toMillis(), Math.max(1, Duration.between(now, step.due()).toMillis()));
    }
    switch (step.action()) {
      case REPORT -> send(untilItArrives, false, () -> null);
      case HEARTBEAT -> send(untilItArrives, true, this::heartbeat);
      case ASK -> ask();
    }
    return 0;
  }

  /** Null while a part of the worker hangs: then its lease is to end. */
  private WorkerEvent heartbeat() {
    return hung.getAsBoolean()
        ? null
        : new Heartbeat(self, board.running(), sourceFailure.get(), board.stock().draining());
  }

  /** Sends what waits, tried again until it arrives; the added event is made anew for each try. */
  private void send(RetryPolicy<Object> policy, boolean heartbeat, Supplier<WorkerEvent> added) {
    Failsafe.with(policy)
        .run(
            () -> {
              Instant sentAt = clock.instant();
              lastTurn = sentAt;
              WorkerEvent event = added.get();
              List<EventEnvelope> batch = outbox.next(event);
              if (!batch.isEmpty()) {
                metrics.statement("report");
                mailbox.post(batch);
                contact.reported(sentAt);
              }
              int reports = outbox.arrived(batch);
              history = history.sent(clock.instant(), heartbeat, reports > 0);
            });
  }

  private void ask() {
    Instant sentAt = clock.instant();
    boolean found = false;
    try {
      metrics.statement("ask");
      List<Assignment> assignments = mailbox.assignments(self.workerId());
      contact.asked(sentAt);
      found = board.reconcile(assignments);
    } catch (DmwException e) {
      failed("ask for work", e);
    }
    history = history.asked(clock.instant(), found);
  }

  private void sayFarewell() {
    try {
      while (outbox.state().count() > 0) {
        send(farewell, false, () -> null);
      }
      send(farewell, false, WorkerEvent.Stopped::new);
    } catch (DmwException e) {
      LOG.warn(
          "The operator could not be told that this worker stops; it finds out when the lease ends.");
    }
  }

  private void failed(String what, Throwable e) {
    metrics.mailboxFailed();
    LOG.warn("Could not {}: {}", what, e.getMessage());
  }
}
