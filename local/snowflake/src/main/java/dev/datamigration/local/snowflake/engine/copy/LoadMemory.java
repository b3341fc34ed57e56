package dev.datamigration.local.snowflake.engine.copy;

import dev.datamigration.local.snowflake.engine.transaction.SessionConnection;
import dev.datamigration.local.snowflake.stage.StagedFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which files were loaded into which table, by path and content; kept for 64 days
 * (docs.snowflake.com/en/user-guide/data-load-considerations-load). Part of the transaction that
 * loads.
 */
public final class LoadMemory {
  private static final Duration KEPT = Duration.ofDays(64);

  private final Clock clock;

  LoadMemory(Clock clock) {
    this.clock = clock;
  }

  /** Makes the table at the first start. */
  public static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS main.load_memory (table_id BIGINT NOT NULL, path VARCHAR NOT NULL, tag VARCHAR NOT NULL, loaded_at BIGINT NOT NULL)");
    }
  }

  /** What is remembered of a table: each file as {@link #key} writes it. */
  Set<String> remembered(SessionConnection connection, long table) throws SQLException {
    long since = clock.instant().minus(KEPT).toEpochMilli();
    return connection.query(
        "SELECT path, tag FROM main.load_memory WHERE table_id = "
            + table
            + " AND loaded_at >= "
            + since,
        List.of(),
        rows -> {
          Set<String> files = new HashSet<>();
          while (rows.next()) {
            files.add(key(rows.getString(1), rows.getString(2)));
          }
          return files;
        });
  }

  static String key(String path, String tag) {
    return tag + " " + path;
  }

  /** Remembers a file. */
  void remember(SessionConnection connection, long table, StagedFile file, String tag)
      throws SQLException {
    connection.update(
        "INSERT INTO main.load_memory VALUES ("
            + table
            + ", $1::VARCHAR, $2::VARCHAR, "
            + clock.millis()
            + ")",
        List.of(file.path(), tag));
  }
}
