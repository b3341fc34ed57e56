package dev.datamigration.local.sqlserver.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Which statements were sent, and how often. Safe for several threads. */
public final class Statements {
  private static final int LONGEST_KEPT = 10_000;

  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

  private final Map<String, AtomicLong> calls = new ConcurrentHashMap<>();

  void called(String procedure) {
    calls.computeIfAbsent(procedure, key -> new AtomicLong()).incrementAndGet();
  }

  /** How often a procedure was called: sp_prepexec, sp_execute and so on, in lower case. */
  public long calls(String procedure) {
    AtomicLong count = calls.get(procedure);
    return count == null ? 0 : count.get();
  }

  void seen(String sql) {
    String kept = sql.length() > LONGEST_KEPT ? sql.substring(0, LONGEST_KEPT) : sql;
    counts.computeIfAbsent(kept, key -> new AtomicLong()).incrementAndGet();
  }

  /** How many statements matched; of a longer one only the first 10000 characters are known. */
  public long count(Predicate<String> statement) {
    return counts.entrySet().stream()
        .filter(each -> statement.test(each.getKey()))
        .mapToLong(each -> each.getValue().get())
        .sum();
  }
}
