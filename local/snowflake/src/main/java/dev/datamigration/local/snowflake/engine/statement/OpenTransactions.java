package dev.datamigration.local.snowflake.engine.statement;

import dev.datamigration.local.snowflake.engine.transaction.SessionTransaction;
import dev.datamigration.local.snowflake.engine.transaction.TableLocks.LockEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The transactions of every session. Thread-safe. */
final class OpenTransactions {
  private final Set<DuckDbSqlSession> sessions;

  /**
   * @param sessions the open ones, as they come and go
   */
  OpenTransactions(Set<DuckDbSqlSession> sessions) {
    this.sessions = sessions;
  }

  /** A lock that a transaction holds or waits for. */
  record TransactionLock(long transaction, LockEntry lock) {}

  /** The locks of a user's transactions. */
  List<TransactionLock> locks(String user) {
    List<TransactionLock> found = new ArrayList<>();
    for (DuckDbSqlSession session : sessions) {
      SessionTransaction transaction = session.transaction();
      if (session.identity().user().equals(user) && transaction.isOpen()) {
        transaction.locks().forEach(lock -> found.add(new TransactionLock(transaction.id(), lock)));
      }
    }
    return found;
  }

  /** Aborts a user's transaction, if it is open; what it runs is cancelled, its session goes on. */
  void abort(String user, long id) {
    for (DuckDbSqlSession session : sessions) {
      if (session.identity().user().equals(user)
          && session.transaction().isOpen()
          && session.transaction().id() == id) {
        session.transaction().cancel();
        session.abortTransaction(id);
        return;
      }
    }
  }
}
