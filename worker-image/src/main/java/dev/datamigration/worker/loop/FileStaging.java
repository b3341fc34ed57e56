package dev.datamigration.worker.loop;

import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.mailbox.StageUploads;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.message.StagedFile;
import dev.datamigration.worker.health.WorkerMetrics;
import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.CancelledException;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lane's uploads: one file at a time, in order, while the lane reads on. A lane that reads
 * faster than its files can be uploaded waits, so no more than three of its files lie on disk: one
 * being written, one waiting, one being uploaded.
 */
final class FileStaging implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileStaging.class);
  private static final int FINISHED_FILES = 2;
  private static final int TRIES = 5;

  private final StageUploads uploads;
  private final WorkerMetrics metrics;
  private final InstantSource clock;
  private final Duration firstPause;
  private final ExecutorService thread;
  private final Semaphore room = new Semaphore(FINISHED_FILES);

  /**
   * @param thread one, which uploads one file after another; shut down by {@link #close}
   * @param firstPause between the first two tries of an upload; doubles with each
   */
  FileStaging(
      ExecutorService thread,
      StageUploads uploads,
      WorkerMetrics metrics,
      InstantSource clock,
      Duration firstPause) {
    this.uploads = uploads;
    this.metrics = metrics;
    this.clock = clock;
    this.firstPause = firstPause;
    this.thread = thread;
  }

  /** The thread that uploads a lane's files. */
  static ExecutorService thread(int lane) {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread created = new Thread(task, "upload-" + lane);
          created.setDaemon(true);
          return created;
        });
  }

  /** Takes the files of one attempt. */
  Attempt begin(HeldTask task, String stagePath) {
    return new Attempt(task, stagePath);
  }

  /** Lets what was begun end. */
  @Override
  public void close() {
    thread.shutdown();
  }

  /** The files of one attempt, on their way to the stage. */
  final class Attempt {
    private final HeldTask task;
    private final Cancellation cancellation;
    private final String stagePath;

    /** Of the upload thread. */
    private final List<StagedFile> staged = new ArrayList<>();

    private volatile DmwException failure;

    private Attempt(HeldTask task, String stagePath) {
      this.task = task;
      this.cancellation = task.cancellation();
      this.stagePath = stagePath;
    }

    /**
     * Takes a finished file over; waits while there are enough of them.
     *
     * @throws CancelledException if the attempt is to end, also because an upload failed
     */
    void finished(Path file, long rows) {
      waitForRoom();
      thread.execute(
          () -> {
            try {
              stage(file, rows);
            } finally {
              room.release();
            }
          });
    }

    private void waitForRoom() {
      try {
        do {
          cancellation.throwIfRequested();
        } while (!room.tryAcquire(200, TimeUnit.MILLISECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancelledException();
      }
    }

    private void stage(Path file, long rows) {
      try {
        if (cancellation.requested()) {
          return;
        }
        long size = Files.size(file);
        String path = stagePath + file.getFileName();
        Failsafe.with(tries(path))
            .run(() -> metrics.upload(size, () -> uploads.upload(file, path)));
        staged.add(new StagedFile(path, size, rows));
        task.progressed(clock.instant());
        LOG.debug("Uploaded {}, {} bytes, {} rows", path, size, rows);
      } catch (DmwException e) {
        fail(e);
      } catch (IOException e) {
        fail(unreadable(file, e));
      } catch (RuntimeException e) {
        fail(TaskRunner.unexpected(e));
      } finally {
        deleteIfThere(file);
      }
    }

    private RetryPolicy<Object> tries(String path) {
      return RetryPolicy.builder()
          .handleIf(e -> e instanceof DmwException dmw && dmw.errorClass() == ErrorClass.TRANSIENT)
          .abortIf((done, e) -> cancellation.requested())
          .withMaxAttempts(TRIES)
          .withBackoff(firstPause, firstPause.multipliedBy(1L << TRIES))
          .withJitter(0.2)
          .onRetry(
              tried ->
                  LOG.warn("Uploading {} again: {}", path, tried.getLastException().getMessage()))
          .build();
    }

    private void fail(DmwException e) {
      if (failure == null) {
        failure = e;
      }
      // Ends the reading: what it would still bring has nowhere to go.
      cancellation.cancel();
    }

    private void deleteIfThere(Path file) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        fail(unreadable(file, e));
      }
    }

    /** Why an upload failed; null if none did. */
    DmwException failure() {
      return failure;
    }

    /** What was staged; to be asked from a {@link #afterwards} only. */
    List<StagedFile> staged() {
      return List.copyOf(staged);
    }

    /** Runs something once everything taken over before has been uploaded or given up. */
    void afterwards(Runnable action) {
      thread.execute(action);
    }

    private static DmwException unreadable(Path file, IOException e) {
      return new DmwException(
          LedgerErrorCode.LOCAL_FILE,
          "The file " + file + " cannot be read or deleted: " + e.getMessage() + ".",
          "The partition is extracted again. Check the worker's scratch volume.",
          e);
    }
  }
}
