package dev.datamigration.worker.loop;

import dev.datamigration.worker.health.WorkerMetrics;
import dev.datamigration.worker.scratch.ScratchSpace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real worker with real threads between fakes, with short intervals. */
final class RunningWorker implements AutoCloseable {
  static final Duration LEASE = Duration.ofSeconds(1);

  final FakeSource source = new FakeSource();
  final FakeUploads uploads = new FakeUploads();
  final FakeOperator operator =
      new FakeOperator(new SteadyClock(), Duration.ofMillis(50), Duration.ofSeconds(20));
  final Worker worker;
  private final ScratchSpace scratch;
  private final Path folder;
  private final CompletableFuture<Worker.End> end = new CompletableFuture<>();

  RunningWorker(Path folder, int lanes, Duration grace) {
    this.folder = folder;
    this.scratch = ScratchSpace.open(folder);
    this.worker =
        new Worker(
            Tasks.settings(lanes, folder, Duration.ofMillis(300), LEASE, grace),
            Tasks.worker(lanes),
            operator,
            uploads,
            source,
            scratch,
            new WorkerMetrics(new SimpleMeterRegistry()),
            new SteadyClock());
  }

  RunningWorker start() {
    Thread thread =
        new Thread(
            () -> {
              try {
                end.complete(worker.run());
              } catch (InterruptedException e) {
                end.completeExceptionally(e);
              }
            },
            "worker");
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /** Waits for the end of the run. */
  Worker.End end() {
    return end.orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** Files of attempts that lie in the scratch folder. */
  long filesOnDisk() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }

  @Override
  public void close() {
    operator.setReachable(true);
    worker.stop();
    worker.stop();
    end();
    scratch.close();
  }
}
