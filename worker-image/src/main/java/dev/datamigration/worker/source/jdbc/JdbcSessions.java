package dev.datamigration.worker.source.jdbc;

import java.sql.Connection;

/** Logs in to one source. Thread-safe. */
public interface JdbcSessions {
  /**
   * A connection that is there to read; the caller closes it.
   *
   * @throws dev.datamigration.model.error.DmwException if there is none to be had
   */
  Connection open(String database);

  /** The database that the settings name. */
  String defaultDatabase();

  /** What the driver's errors mean. */
  SourceErrors errors();
}
