package dev.datamigration.worker.loop;

import dev.datamigration.ledger.mailbox.StageUploads;
import dev.datamigration.ledger.mailbox.WorkerMailbox;
import dev.datamigration.model.message.WorkerDescription;
import dev.datamigration.worker.config.ApplicationSettings;
import dev.datamigration.worker.health.WorkerHealth;
import dev.datamigration.worker.health.WorkerMetrics;
import dev.datamigration.worker.loop.HeldTask.CancelReason;
import dev.datamigration.worker.scratch.ScratchSpace;
import dev.datamigration.worker.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker at work: lanes that run tasks, the correspondence with the operator, and a watch over
 * both. {@link #run} blocks; everything else may be called from any thread.
 */
public final class Worker implements WorkerHealth {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration RETEST = Duration.ofSeconds(30);
  private static final Duration WATCH = Duration.ofSeconds(5);
  private static final Duration UPLOAD_PAUSE = Duration.ofSeconds(1);
  private static final Duration REPORT_PAUSE = Duration.ofMillis(500);

  /** For a source to notice that it was cancelled, and for what is left to be said. */
  private static final Duration CANCEL_TAKES = Duration.ofSeconds(5);

  private static final Duration FAREWELL_TAKES = Duration.ofSeconds(10);
  private static final Duration FAREWELL_UNHEARD = Duration.ofSeconds(1);
  private static final Duration FIRST_TEST = Duration.ofSeconds(10);

  /** How a run ended. */
  public enum End {
    /** As asked: everything was handed back. */
    STOPPED,
    /** A part of the worker hung or met an error nobody foresaw; the process is to end. */
    BROKEN
  }

  private final ApplicationSettings settings;
  private final WorkerDescription self;
  private final LeaseContact contact;
  private final TaskBoard board;
  private final SourceHealth sourceHealth;
  private final Correspondence correspondence;
  private final HangWatch watch;
  private final InstantSource clock;
  private final List<Thread> lanes = new ArrayList<>();
  private final CountDownLatch stopAsked = new CountDownLatch(1);
  private final CountDownLatch hurry = new CountDownLatch(1);
  private volatile boolean broken;

  /**
   * @param mailbox used by one thread of this worker only
   * @param source closed by the caller after {@link #run}, like {@code scratch}
   */
  public Worker(
      ApplicationSettings settings,
      WorkerDescription self,
      WorkerMailbox mailbox,
      StageUploads uploads,
      Source source,
      ScratchSpace scratch,
      WorkerMetrics metrics,
      InstantSource clock) {
    this.settings = settings;
    this.self = self;
    this.clock = clock;
    this.contact = new LeaseContact(settings.lease());
    Outbox outbox = new Outbox(self.workerId(), clock);
    this.board = new TaskBoard(settings.lanes(), outbox, contact, clock, this::wake);
    this.sourceHealth = new SourceHealth(source, RETEST, this::announce);
    this.watch = new HangWatch(board, this::lastTurn, settings.stallTimeout(), clock);
    this.correspondence =
        new Correspondence(
            self,
            mailbox,
            outbox,
            board,
            contact,
            sourceHealth::failure,
            new StatementTiming(settings),
            metrics,
            clock,
            () -> watch.hanging() != null,
            REPORT_PAUSE);
    TaskRunner runner = new TaskRunner(source, scratch, board, sourceHealth, metrics, clock);
    for (int number = 0; number < settings.lanes(); number++) {
      FileStaging staging =
          new FileStaging(FileStaging.thread(number), uploads, metrics, clock, UPLOAD_PAUSE);
      lanes.add(daemon("lane-" + number, new Lane(number, board, runner, staging)));
    }
    metrics.gauge("dmw.worker.running", "tasks being worked on", () -> board.atWork().size());
  }

  private void wake() {
    correspondence.wake();
  }

  private void announce() {
    correspondence.announce();
  }

  private Instant lastTurn() {
    return correspondence.lastTurn();
  }

  /** Works until asked to stop or broken. */
  public End run() throws InterruptedException {
    LOG.info(
        "Worker {} on {} begins: {} lanes, platform {}, affinity {}, connection {}",
        self.workerId(),
        self.host(),
        self.threads(),
        self.platform(),
        self.affinity(),
        self.sourceConnection());
    Thread tester = daemon("source-health", sourceHealth);
    tester.start();
    // The first heartbeat is to say already whether the source can be reached.
    sourceHealth.awaitFirstTest(FIRST_TEST);
    Thread speaker = daemon("correspondence", correspondence);
    speaker.start();
    lanes.forEach(Thread::start);
    while (!stopAsked.await(WATCH.toMillis(), TimeUnit.MILLISECONDS)) {
      watchOnce();
    }
    if (!broken) {
      drain();
      correspondence.close();
      boolean heard = contact.isInTouch(clock.instant());
      speaker.join((heard ? FAREWELL_TAKES : FAREWELL_UNHEARD).toMillis());
    }
    tester.interrupt();
    LOG.info("Worker {} ends", self.workerId());
    return broken ? End.BROKEN : End.STOPPED;
  }

  private void drain() throws InterruptedException {
    LOG.info("Stopping: running tasks get {} s to finish", settings.gracePeriod().toSeconds());
    board.drain();
    correspondence.announce();
    if (!quietWithinGrace()) {
      LOG.info("Handing back {} running tasks", board.atWork().size());
      board.cancelAll(CancelReason.STOPPING);
      if (!board.awaitQuiet(CANCEL_TAKES)) {
        LOG.warn("{} tasks do not end; the operator hands them out again", board.atWork().size());
      }
    }
  }

  private boolean quietWithinGrace() throws InterruptedException {
    long end = System.nanoTime() + settings.gracePeriod().toNanos();
    while (System.nanoTime() < end && hurry.getCount() > 0) {
      if (board.awaitQuiet(Duration.ofMillis(100))) {
        return true;
      }
    }
    return board.awaitQuiet(Duration.ZERO);
  }

  /** Asks the worker to stop; asked again, it does not wait for running tasks. */
  public void stop() {
    if (stopAsked.getCount() == 0) {
      hurry.countDown();
    }
    stopAsked.countDown();
  }

  private void watchOnce() {
    watch.look();
    String hanging = watch.hanging();
    if (hanging != null) {
      breakDown("This process ends because a part of it hangs: " + hanging, null);
    }
  }

  private void breakDown(String why, Throwable e) {
    LOG.error("{}", why, e);
    broken = true;
    stopAsked.countDown();
  }

  private Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (failed, e) ->
            breakDown("This process ends because " + failed.getName() + " met an error", e));
    return thread;
  }

  @Override
  public String notLive() {
    return broken ? "broken" : watch.hanging();
  }

  @Override
  public String notReady() {
    if (stopAsked.getCount() == 0) {
      return "stopping";
    }
    if (!contact.isInTouch(clock.instant())) {
      return "not in touch with the operator's ledger in Snowflake";
    }
    return sourceHealth.isReached() ? null : "the source was not reached at the last try";
  }
}
