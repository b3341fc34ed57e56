package dev.datamigration.local.snowflake.engine;

/** The account's data and everything SQL does with it. Thread-safe. */
public interface SqlEngine extends AutoCloseable {
  /** Opens a session, outside a transaction; no I/O that can fail for reasons of the user's. */
  SqlSession open(SessionIdentity identity);

  /** Ends every session, rolling back what is open; the data stay on disk. */
  @Override
  void close();
}
