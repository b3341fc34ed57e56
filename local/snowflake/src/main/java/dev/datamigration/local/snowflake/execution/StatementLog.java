package dev.datamigration.local.snowflake.execution;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every statement that was sent to be run, each once however often the driver sent it; describing
 * one is none. Thread-safe.
 */
public final class StatementLog {
  private static final int KEPT = 20_000;

  private final Deque<LoggedStatement> last = new ArrayDeque<>();
  private final Map<String, Long> countByUser = new HashMap<>();

  synchronized void add(LoggedStatement statement) {
    if (last.size() == KEPT) {
      last.removeFirst();
    }
    last.addLast(statement);
    countByUser.merge(statement.user(), 1L, Long::sum);
  }

  /** The last {@value #KEPT} statements, oldest first. */
  public synchronized List<LoggedStatement> all() {
    return List.copyOf(last);
  }

  /** How many statements a user sent since the server started. */
  public synchronized long count(String user) {
    return countByUser.getOrDefault(user, 0L);
  }

  /** How many statements came in since the server started. */
  public synchronized long count() {
    return countByUser.values().stream().mapToLong(Long::longValue).sum();
  }
}
