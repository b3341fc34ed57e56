package dev.datamigration.worker.source.extraction;

import dev.datamigration.worker.source.Cancellation;
import dev.datamigration.worker.source.ExtractedTotals;
import dev.datamigration.worker.source.ExtractionProgress;

/** Counts rows and bytes; at every batch tells them and looks whether to stop. */
public final class ProgressMeter {
  private static final long BATCH_BYTES = 1 << 20;
  private static final int BATCH_ROWS = 5000;

  private final ExtractionProgress progress;
  private final Cancellation cancellation;
  private long rows;
  private long bytes;
  private long nextRows = BATCH_ROWS;
  private long nextBytes = BATCH_BYTES;

  public ProgressMeter(ExtractionProgress progress, Cancellation cancellation) {
    this.progress = progress;
    this.cancellation = cancellation;
  }

  /**
   * Counts a row.
   *
   * @throws dev.datamigration.worker.source.CancelledException if the work shall end
   */
  public void row(long rowBytes) {
    rows++;
    bytes += rowBytes;
    if (rows >= nextRows || bytes >= nextBytes) {
      nextRows = rows + BATCH_ROWS;
      nextBytes = bytes + BATCH_BYTES;
      progress.read(rows, bytes);
      cancellation.throwIfRequested();
    }
  }

  /** Rows so far. */
  public long rows() {
    return rows;
  }

  /** The totals. */
  public ExtractedTotals totals() {
    return new ExtractedTotals(rows, bytes);
  }
}
