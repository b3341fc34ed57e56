package dev.datamigration.crash;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is a process elsewhere: it can be killed between any two of its calls. All its work is done
 * on one thread; its connection pools may have threads of their own.
 */
final class SimulatedProcess {
  private final String name;
  private final Thread thread = Thread.currentThread();
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Set<Connection> inTransaction = ConcurrentHashMap.newKeySet();
  private volatile boolean killed;

  SimulatedProcess(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  boolean isKilled() {
    return killed;
  }

  void opened(Connection connection) {
    connections.add(connection);
  }

  /**
   * Its memory is gone.
   *
   * @param noticed whether Snowflake ends its sessions, and with them open transactions; otherwise
   *     these stay until {@link #free}
   */
  void kill(boolean noticed) {
    killed = true;
    if (noticed) {
      free();
    }
  }

  /** Ends its sessions. */
  void free() {
    connections.forEach(SimulatedProcess::end);
    connections.clear();
  }

  /** Notes what a statement did to its session's transaction. */
  void ran(Connection connection, String sql) throws SQLException {
    if (sql.equals("COMMIT") || sql.equals("ROLLBACK")) {
      inTransaction.remove(connection);
    } else if (sql.equals("BEGIN") || !connection.getAutoCommit()) {
      inTransaction.add(connection);
    }
  }

  /** What Snowflake does with transactions that are idle and in others' way; sessions stay. */
  void abortTransactions() {
    for (Connection connection : inTransaction) {
      try {
        connection.rollback();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
    inTransaction.clear();
  }

  /** Ends one session, if it has not ended. */
  static void end(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // Its end was the fault of this case.
    }
  }

  /** Lets nothing of a killed process go on. */
  void throwIfKilled() {
    if (killed && Thread.currentThread() == thread) {
      throw new ProcessKilled(name);
    }
  }
}
