package dev.datamigration.local.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs a file of SQL statements that lies beside the classes; the driver splits it. */
final class SqlScript {
  private SqlScript() {}

  static void run(Connection connection, String resource) throws SQLException {
    try (InputStream in = SqlScript.class.getResourceAsStream(resource);
        Statement statement = connection.createStatement()) {
      if (in == null) {
        throw new IllegalStateException("The resource " + resource + " is missing from the jar.");
      }
      statement.execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
