package dev.datamigration.worker.source;

/** One kind of source. The next platform is one more implementation, found by ServiceLoader. */
public interface SourcePlatform {
  /** What users write, for example {@code postgresql}. */
  String word();

  /**
   * A source; no I/O.
   *
   * @throws dev.datamigration.model.error.DmwException if the settings cannot be meant
   */
  Source open(SourceSettings settings);
}
