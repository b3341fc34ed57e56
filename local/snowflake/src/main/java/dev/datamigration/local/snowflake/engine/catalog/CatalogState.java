package dev.datamigration.local.snowflake.engine.catalog;

import dev.datamigration.local.snowflake.engine.transaction.SessionConnection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The catalogue as it is now. DDL is always committed at once, so there is one for all sessions;
 * changes come one at a time. Thread-safe.
 */
public final class CatalogState {
  private final CatalogStore store;
  private final ReentrantLock changing = new ReentrantLock();
  private volatile Catalog current;

  public CatalogState(CatalogStore store, Catalog current) {
    this.store = store;
    this.current = current;
  }

  /** As it is now. */
  public Catalog current() {
    return current;
  }

  public CatalogStore store() {
    return store;
  }

  /**
   * Decides on the newest catalogue and does it, in a transaction of the connection, which must
   * have none open.
   */
  public CatalogChange apply(
      SessionConnection connection, Function<Catalog, CatalogChange> decision) throws SQLException {
    changing.lock();
    try {
      CatalogChange change = decision.apply(current);
      if (change.steps().isEmpty() && change.removed().isEmpty() && change.added().isEmpty()) {
        return change;
      }
      connection.execute("BEGIN TRANSACTION");
      try {
        for (CatalogChange.Step step : change.steps()) {
          connection.update(step.sql(), step.parameters());
        }
        store.write(connection.plain(), change.removed(), change.added());
        connection.execute("COMMIT");
      } catch (SQLException e) {
        rollback(connection, e);
        throw e;
      }
      current = current.with(change.removed(), change.added());
      return change;
    } finally {
      changing.unlock();
    }
  }

  private static void rollback(SessionConnection connection, SQLException cause) {
    try {
      connection.execute("ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
