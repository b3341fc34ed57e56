package dev.datamigration.local.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/** Runs a file of SQL statements that lies beside the classes. */
final class SqlScript {
  private static final Pattern END_OF_BATCH = Pattern.compile("(?m)^GO\\R");

  private SqlScript() {}

  /** In one go; the driver splits it. */
  static void run(Connection connection, String resource) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text(resource));
    }
  }

  /** Batch by batch; a line that is GO ends one, as in sqlcmd. */
  static void runBatches(Connection connection, String resource) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String batch : END_OF_BATCH.splitAsStream(text(resource)).toList()) {
        statement.execute(batch);
        while (statement.getMoreResults() || statement.getUpdateCount() >= 0) {
          // An error of a later statement is thrown when its result is asked for.
        }
      }
    }
  }

  private static String text(String resource) {
    try (InputStream in = SqlScript.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + resource + " is missing from the jar.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
