package dev.datamigration.worker.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** What the worker counts. Names and label values are few and fixed. Thread-safe. */
public final class WorkerMetrics {
  private final MeterRegistry registry;
  private final Counter rows;
  private final Counter bytes;
  private final Counter staged;
  private final Counter mailboxFailures;
  private final Timer uploads;

  public WorkerMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.rows = counter("dmw.worker.rows", "rows of finished partitions");
    this.bytes = counter("dmw.worker.bytes", "bytes read for finished partitions");
    this.staged = counter("dmw.worker.staged.bytes", "bytes uploaded");
    this.mailboxFailures =
        counter("dmw.worker.mailbox.failures", "statements to the ledger that failed");
    this.uploads =
        Timer.builder("dmw.worker.upload").description("uploads of files").register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  /** A value that is looked up when somebody asks. */
  public void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  /** A statement is sent to the ledger. */
  public void statement(String kind) {
    registry.counter("dmw.worker.statements", "kind", kind).increment();
  }

  /** A statement to the ledger failed. */
  public void mailboxFailed() {
    mailboxFailures.increment();
  }

  /** A task ended: {@code planned}, {@code succeeded}, {@code failed}, {@code released}. */
  public void taskEnded(String outcome) {
    registry.counter("dmw.worker.tasks", "outcome", outcome).increment();
  }

  /** A partition was read and staged. */
  public void extracted(long rowsRead, long bytesRead) {
    rows.increment((double) rowsRead);
    bytes.increment((double) bytesRead);
  }

  /** Runs an upload and measures it. */
  public void upload(long sizeBytes, Runnable upload) {
    uploads.record(upload);
    staged.increment((double) sizeBytes);
  }
}
