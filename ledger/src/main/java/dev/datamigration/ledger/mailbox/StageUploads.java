package dev.datamigration.ledger.mailbox;

import java.nio.file.Path;

/**
 * Puts files where COPY will find them. Safe for use by several threads; each uses a connection of
 * its own.
 */
public interface StageUploads {
  /**
   * Uploads one file as it is (no compression added), replacing a file of that name left by a try
   * whose outcome was unknown. The worker still owns the local file afterwards.
   *
   * @param stagePath relative to the stage's root, ending in the local file's name
   * @throws dev.datamigration.model.error.DmwException if the upload failed or its size differs
   */
  void upload(Path file, String stagePath);
}
