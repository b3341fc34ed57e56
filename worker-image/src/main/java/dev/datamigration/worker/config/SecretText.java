package dev.datamigration.worker.config;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.worker.error.WorkerErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A value that may be secret: written in the configuration, or in a file of its own. */
sealed interface SecretText {
  /**
   * The value as it is now.
   *
   * @throws DmwException {@code DMW-302} if its file cannot be read
   */
  String read();

  /** A value written in the configuration. */
  record Inline(String value) implements SecretText {
    @Override
    public String read() {
      return value;
    }

    @Override
    public String toString() {
      return "***";
    }
  }

  /** A value in a file, read anew each time so that a rotated one takes effect. */
  record InFile(Path path) implements SecretText {
    @Override
    public String read() {
      try {
        String text = Files.readString(path);
        return text.endsWith("\r\n")
            ? text.substring(0, text.length() - 2)
            : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
      } catch (IOException e) {
        // The cause stays out: a decoding error may quote what it read.
        throw new DmwException(
            WorkerErrorCode.SECRET_UNREADABLE,
            "The file "
                + path
                + " that holds a secret cannot be read: "
                + e.getClass().getSimpleName()
                + ".",
            "It is tried again at the next login. Check that it exists, is readable and is UTF-8 text.");
      }
    }
  }
}
