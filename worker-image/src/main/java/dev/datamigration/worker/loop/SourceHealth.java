package dev.datamigration.worker.loop;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.error.Failure;
import dev.datamigration.worker.source.Source;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the source can be reached: tested at the start and when a failure raises doubt, and again
 * and again while it cannot. {@link #run} does the tests; everything else is for any thread.
 */
final class SourceHealth implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SourceHealth.class);

  private final Source source;
  private final Duration retest;
  private final Runnable changed;
  private final Semaphore doubts = new Semaphore(0);
  private final CountDownLatch tested = new CountDownLatch(1);
  private volatile Failure failure;

  /**
   * @param retest pause between two tests of a source that cannot be reached
   * @param changed called when the answer changes
   */
  SourceHealth(Source source, Duration retest, Runnable changed) {
    this.source = source;
    this.retest = retest;
    this.changed = changed;
  }

  /** Why the source cannot be reached; null if it can, or if that is not known yet. */
  Failure failure() {
    return failure;
  }

  /** Whether the last test succeeded. */
  boolean isReached() {
    return tested.getCount() == 0 && failure == null;
  }

  /** Has the source tested soon. */
  void doubt() {
    doubts.release();
  }

  /** Waits for the first answer, but not for ever. */
  void awaitFirstTest(Duration most) throws InterruptedException {
    if (!tested.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("The source has not answered within {} s", most.toSeconds());
    }
  }

  /** Tests until interrupted. */
  @Override
  public void run() {
    try {
      while (true) {
        test();
        if (failure == null) {
          doubts.acquire();
        } else {
          TimeUnit.MILLISECONDS.sleep(retest.toMillis());
        }
        doubts.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void test() {
    Failure found = null;
    try {
      source.test();
    } catch (DmwException e) {
      found = e.toFailure();
    } catch (RuntimeException e) {
      found = TaskRunner.unexpected(e).toFailure();
    }
    boolean differs = tested.getCount() > 0 || !Objects.equals(failure, found);
    failure = found;
    tested.countDown();
    if (differs) {
      log(found);
      changed.run();
    }
  }

  private void log(Failure found) {
    if (found == null) {
      LOG.info("The source can be reached");
    } else {
      LOG.warn(
          "The source cannot be reached; tested again every {} s: {}",
          retest.toSeconds(),
          found.message());
    }
  }
}
