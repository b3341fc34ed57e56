package dev.datamigration.worker.loop;

import dev.datamigration.ledger.mailbox.StageUploads;
import dev.datamigration.ledger.mailbox.WorkerMailbox;
import dev.datamigration.model.message.WorkerDescription;
import dev.datamigration.worker.config.ApplicationSettings;
import dev.datamigration.worker.health.WorkerMetrics;
import dev.datamigration.worker.scratch.ScratchSpace;
import dev.datamigration.worker.source.Source;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** A worker's parts, put together as {@link Worker} does, whose turns are its caller's. */
public final class SteppedWorker {
  private static final Duration NO_PAUSE = Duration.ofMillis(1);

  private final TaskBoard board;
  private final Correspondence correspondence;
  private final TaskRunner runner;
  private final List<FileStaging> lanes = new ArrayList<>();

  public SteppedWorker(
      ApplicationSettings settings,
      WorkerDescription self,
      WorkerMailbox mailbox,
      StageUploads uploads,
      Source source,
      ScratchSpace scratch,
      InstantSource clock,
      Supplier<ExecutorService> uploadThreads) {
    WorkerMetrics metrics = new WorkerMetrics(new SimpleMeterRegistry());
    LeaseContact contact = new LeaseContact(settings.lease());
    Outbox outbox = new Outbox(self.workerId(), clock);
    board = new TaskBoard(settings.lanes(), outbox, contact, clock, () -> {});
    SourceHealth health = new SourceHealth(source, Duration.ofMinutes(1), () -> {});
    correspondence =
        new Correspondence(
            self,
            mailbox,
            outbox,
            board,
            contact,
            health::failure,
            new StatementTiming(settings),
            metrics,
            clock,
            () -> false,
            NO_PAUSE);
    runner = new TaskRunner(source, scratch, board, health, metrics, clock);
    for (int lane = 0; lane < settings.lanes(); lane++) {
      lanes.add(new FileStaging(uploadThreads.get(), uploads, metrics, clock, NO_PAUSE));
    }
  }

  /**
   * Says and asks what is due, and carries out one task of each lane; returns when there is
   * something to do again.
   */
  public Duration turn() {
    long millis = correspondence.turn();
    for (int lane = 0; lane < lanes.size(); lane++) {
      HeldTask task = board.poll(lane);
      if (task != null) {
        runner.run(task, lanes.get(lane));
        millis = 0;
      }
    }
    return Duration.ofMillis(millis);
  }
}
