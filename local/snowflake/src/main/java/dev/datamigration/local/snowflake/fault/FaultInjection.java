package dev.datamigration.local.snowflake.fault;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A side door for tests: makes requests go wrong. It is reached from the process that runs the
 * server only, never over the network. Thread-safe.
 */
public final class FaultInjection {
  private final List<Rule> rules = new ArrayList<>();
  private int fired;

  private static final class Rule {
    private final Predicate<String> statement;
    private final Fault fault;
    private int left;

    private Rule(Predicate<String> statement, int times, Fault fault) {
      this.statement = statement;
      this.left = times;
      this.fault = fault;
    }
  }

  /**
   * Adds a fault. A request meets the first rule that matches it, and one rule only; each sending
   * of one statement is a request of its own.
   *
   * @param statement on the statement's text, comments included
   * @param times how many requests it befalls, at least 1
   */
  public synchronized void add(Predicate<String> statement, int times, Fault fault) {
    if (times < 1) {
      throw new IllegalArgumentException("a fault happens at least once, not " + times + " times");
    }
    rules.add(new Rule(statement, times, fault));
  }

  /** Takes back every fault that has not happened yet. */
  public synchronized void clear() {
    rules.clear();
  }

  /** How many requests met a fault so far. */
  public synchronized int fired() {
    return fired;
  }

  /** The fault that befalls a request with this statement; called once for each. */
  public synchronized Optional<Fault> next(String statement) {
    for (Iterator<Rule> all = rules.iterator(); all.hasNext(); ) {
      Rule rule = all.next();
      if (rule.statement.test(statement)) {
        fired++;
        rule.left--;
        if (rule.left == 0) {
          all.remove();
        }
        return Optional.of(rule.fault);
      }
    }
    return Optional.empty();
  }
}
