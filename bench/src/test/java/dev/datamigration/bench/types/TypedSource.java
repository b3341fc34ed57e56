package dev.datamigration.bench.types;

import dev.datamigration.worker.source.SourcePlatform;
import dev.datamigration.worker.source.SourceSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A server that holds values to migrate, and the worker's way to read it. */
interface TypedSource extends AutoCloseable {
  /** Where the tables lie. */
  String database();

  /** Where the tables lie. */
  String schema();

  /** A connection that creates and fills tables. */
  Connection owner() throws SQLException;

  SourcePlatform platform();

  SourceSettings settings();

  /** Whether an error says that the type does not have the value. */
  boolean isValueRefused(SQLException error);

  @Override
  void close();

  /** Runs statements as the owner. */
  default void execute(Iterable<String> statements) throws SQLException {
    try (Connection connection = owner();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
