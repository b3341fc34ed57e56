package dev.datamigration.worker.source;

import java.nio.file.Path;

/** Takes the files of an extraction. */
@FunctionalInterface
public interface FinishedFiles {
  /**
   * Takes a closed file over; from now on it is the receiver's to delete. May block to slow the
   * extraction down.
   *
   * @param rows at least 1
   */
  void finished(Path file, long rows);
}
