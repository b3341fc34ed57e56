package dev.datamigration.local.stack;

import dev.datamigration.local.cluster.process.ChildProcess;
import dev.datamigration.model.error.DmwException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is looked at when a process does not do what it should. */
final class Processes {
  private static final int LAST_LINES = 15;

  private Processes() {}

  /** Fails with the end of the log when the process is gone. */
  static void mustLive(ChildProcess process, String what) {
    if (!process.isAlive()) {
      throw new DmwException(
          StackErrorCode.PART_DID_NOT_START,
          what
              + " ended with code "
              + process.exitCode().orElse(-1)
              + " as it started. The end of its log:\n"
              + lastLines(process.log(), LAST_LINES),
          "It is not tried again.");
    }
  }

  /** The last lines of a text file; what cannot be read is left out. */
  static String lastLines(Path file, int count) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }
}
