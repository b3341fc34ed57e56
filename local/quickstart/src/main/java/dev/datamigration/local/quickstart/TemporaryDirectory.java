package dev.datamigration.local.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one directory that everything of a run is in. */
final class TemporaryDirectory {
  private static final String PROPERTY = "java.io.tmpdir";

  private TemporaryDirectory() {}

  /**
   * Makes it, for the owner's eyes only, and sends libraries that look for the place of temporary
   * files from now on, such as embedded PostgreSQL's, there as well.
   */
  static Path create(String prefix) throws IOException {
    Path directory = Files.createTempDirectory(prefix).toAbsolutePath();
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    System.setProperty(PROPERTY, temporary.toString());
    return directory;
  }
}
