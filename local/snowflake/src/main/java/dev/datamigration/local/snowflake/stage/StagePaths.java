package dev.datamigration.local.snowflake.stage;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Paths inside a stage. */
final class StagePaths {
  private StagePaths() {}

  /**
   * Whether a folder's path leads straight down: no part of it is empty, {@code .} or {@code ..},
   * but a slash at its end is fine.
   */
  static boolean isPlain(String folder) {
    if (folder.isEmpty()) {
      return true;
    }
    String trimmed = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    for (String part : trimmed.split("/", -1)) {
      boolean plain =
          !part.isEmpty()
              && !part.equals(".")
              && !part.equals("..")
              && part.indexOf('\\') < 0
              && part.indexOf('\0') < 0;
      if (!plain) {
        return false;
      }
    }
    return true;
  }

  static String relative(Path top, Path file) {
    return StreamSupport.stream(top.relativize(file).spliterator(), false)
        .map(Path::toString)
        .collect(Collectors.joining("/"));
  }
}
