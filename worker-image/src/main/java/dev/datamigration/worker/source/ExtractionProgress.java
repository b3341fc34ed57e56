package dev.datamigration.worker.source;

/** Hears now and then how far an extraction is. */
@FunctionalInterface
public interface ExtractionProgress {
  /** Totals so far. Must return at once. */
  void read(long rows, long bytes);
}
