package dev.datamigration.worker.loop;

import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.ColumnEncoding;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.KeyRange;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.model.plan.SyncState;
import dev.datamigration.model.plan.TablePlan;
import dev.datamigration.worker.parquet.PartitionFiles;
import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.CancelledException;
import dev.datamigration.worker.source.ExtractedTotals;
import dev.datamigration.worker.source.ExtractionProgress;
import dev.datamigration.worker.source.FinishedFiles;
import dev.datamigration.worker.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A source whose partitions have rows by number, and that fails or waits as it is told. */
final class FakeSource implements Source {
  /** Rows of every file. */
  static final long ROWS = 5;

  private final Map<Integer, CountDownLatch> gates = new ConcurrentHashMap<>();
  private final Map<Integer, Supplier<? extends RuntimeException>> errors =
      new ConcurrentHashMap<>();
  private final Map<Integer, Integer> files = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> fileBytes = new ConcurrentHashMap<>();
  private final List<Integer> begun = new CopyOnWriteArrayList<>();
  private final List<Integer> cancelled = new CopyOnWriteArrayList<>();
  private final AtomicInteger tests = new AtomicInteger();
  private volatile DmwException testFailure;

  /** The partition's extraction waits in the middle until {@link #open} or its cancellation. */
  void hold(int partition) {
    gates.put(partition, new CountDownLatch(1));
  }

  void open(int partition) {
    gates.get(partition).countDown();
  }

  void fail(int partition, Supplier<? extends RuntimeException> error) {
    errors.put(partition, error);
  }

  void setFiles(int partition, int count) {
    files.put(partition, count);
  }

  /** The partition's file is a Parquet file with so many bytes of values. */
  void setFileBytes(int partition, int bytes) {
    fileBytes.put(partition, bytes);
  }

  void failTests(DmwException failure) {
    testFailure = failure;
  }

  int tests() {
    return tests.get();
  }

  /** Partitions whose extraction was begun, in order. */
  List<Integer> begun() {
    return List.copyOf(begun);
  }

  List<Integer> cancelled() {
    return List.copyOf(cancelled);
  }

  @Override
  public void test() {
    tests.incrementAndGet();
    if (testFailure != null) {
      throw testFailure;
    }
  }

  @Override
  public TablePlan plan(TableConfiguration table, SyncState since, Cancellation cancellation) {
    return new TablePlan(
        new QualifiedName("db", "public", "orders"),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Partition(1, new KeyRange.WholeTable(), 0, 0)),
        0,
        0,
        null,
        List.of());
  }

  @Override
  public ExtractedTotals extract(
      TableExtraction table,
      Partition partition,
      Path folder,
      FinishedFiles finished,
      ExtractionProgress progress,
      Cancellation cancellation) {
    int number = partition.number();
    begun.add(number);
    try {
      await(gates.get(number), cancellation);
      Supplier<? extends RuntimeException> error = errors.get(number);
      if (error != null) {
        throw error.get();
      }
      if (fileBytes.containsKey(number)) {
        return write(fileBytes.get(number), folder, finished);
      }
      int count = files.getOrDefault(number, 1);
      for (int file = 1; file <= count; file++) {
        cancellation.throwIfRequested();
        Path path = Files.writeString(folder.resolve("part-" + file + ".parquet"), "0123456789");
        finished.finished(path, ROWS);
        progress.read(ROWS * file, 100L * file);
      }
      return new ExtractedTotals(ROWS * count, 100L * count);
    } catch (CancelledException e) {
      cancelled.add(number);
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One file whose bytes cannot be compressed. */
  private static ExtractedTotals write(int bytes, Path folder, FinishedFiles finished) {
    ColumnPlan column =
        new ColumnPlan("c1", "b", "bytea", "B", "BINARY", false, ColumnEncoding.BINARY, 0, 0);
    Random random = new Random(1);
    byte[] row = new byte[1_000];
    try (PartitionFiles files = new PartitionFiles(List.of(column), folder, finished)) {
      for (int written = 0; written < bytes; written += row.length) {
        random.nextBytes(row);
        files.startRow();
        files.putBytes(0, row, 0, row.length);
        files.endRow(row.length);
      }
      files.finish();
      return new ExtractedTotals(files.rows(), bytes);
    }
  }

  private static void await(CountDownLatch gate, Cancellation cancellation) {
    if (gate == null) {
      return;
    }
    Cancellation.Registration registration = cancellation.onCancel(gate::countDown);
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    } finally {
      registration.close();
    }
    cancellation.throwIfRequested();
  }

  @Override
  public void close() {}
}
