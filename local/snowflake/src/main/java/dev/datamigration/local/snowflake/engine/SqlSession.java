package dev.datamigration.local.snowflake.engine;

import java.util.Map;

/**
 * One session. Statements come one after another; {@link #cancel} and {@link #close} may be called
 * from other threads at any time.
 */
public interface SqlSession extends AutoCloseable {
  /**
   * Runs one statement.
   *
   * @throws SqlError with Snowflake's code and state; the transaction, if one is open, then takes
   *     nothing but ROLLBACK
   */
  StatementResult execute(StatementRequest request);

  /** Ends the statement that runs now, if any: it fails with 000604 / 57014. */
  void cancel();

  /** The session's parameters by upper-case name, as the driver wants to hear them. */
  Map<String, Object> parameters();

  /** Sets parameters that the login carried. */
  void setParameters(Map<String, Object> parameters);

  /** The current database, schema, warehouse and role, exact; null for none. */
  SessionIdentity identity();

  /**
   * Whether a statement of another session waits for a lock that this session's open transaction
   * holds.
   */
  boolean blocksOthers();

  /** Rolls an open transaction back between two statements; the session goes on. */
  void abortTransaction();

  /** Ends the session; an open transaction is rolled back. */
  @Override
  void close();
}
