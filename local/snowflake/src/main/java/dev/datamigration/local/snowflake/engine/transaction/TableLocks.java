package dev.datamigration.local.snowflake.engine.transaction;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock for each table, which statements that change its rows hold until their transaction ends;
 * first come, first served. Thread-safe.
 */
public final class TableLocks {
  /** More statements than this may not wait for one lock: the next fails with 000625. */
  static final int MAX_WAITERS = 20;

  private final ReentrantLock mutex = new ReentrantLock(true);
  private final Map<Long, TableLock> locks = new HashMap<>();

  /** Who holds and waits: a session. */
  public interface Owner {
    /** Whether its statement was told to end. */
    boolean isCancelled();
  }

  private static final class TableLock {
    private Owner owner;
    private final Deque<Waiter> waiters = new ArrayDeque<>();
  }

  private record Waiter(Owner owner, Condition turn) {}

  /**
   * A lock of an owner.
   *
   * @param holding false: it waits for it
   */
  public record LockEntry(long table, boolean holding) {}

  /**
   * Takes the lock; waits while another has it.
   *
   * @throws dev.datamigration.local.snowflake.engine.SqlError 625 for the 21st waiter and for a
   *     deadlock, 604 if it is cancelled meanwhile
   */
  public void acquire(Owner owner, long table, String name) {
    mutex.lock();
    try {
      TableLock lock = locks.computeIfAbsent(table, id -> new TableLock());
      if (lock.owner == owner) {
        return;
      }
      if (lock.owner == null && lock.waiters.isEmpty()) {
        lock.owner = owner;
        return;
      }
      if (lock.waiters.size() >= MAX_WAITERS) {
        throw SqlErrors.tooManyWaiters(name);
      }
      Waiter waiter = new Waiter(owner, mutex.newCondition());
      lock.waiters.add(waiter);
      if (waitsForItself(owner)) {
        lock.waiters.remove(waiter);
        throw SqlErrors.deadlock(name);
      }
      await(owner, lock, waiter);
    } finally {
      mutex.unlock();
    }
  }

  private void await(Owner owner, TableLock lock, Waiter waiter) {
    while (lock.owner != owner) {
      if (owner.isCancelled()) {
        lock.waiters.remove(waiter);
        throw SqlErrors.cancelled();
      }
      waiter.turn().awaitUninterruptibly();
    }
  }

  /** Whether a chain of owners that wait leads from {@code start} back to it. */
  private boolean waitsForItself(Owner start) {
    Set<Owner> seen = new HashSet<>();
    Deque<Owner> next = new ArrayDeque<>(waitsFor(start));
    while (!next.isEmpty()) {
      Owner owner = next.pop();
      if (owner == start) {
        return true;
      }
      if (seen.add(owner)) {
        next.addAll(waitsFor(owner));
      }
    }
    return false;
  }

  /** The owner and the waiters before {@code owner}, for each lock it waits for. */
  private Set<Owner> waitsFor(Owner owner) {
    Set<Owner> before = new HashSet<>();
    for (TableLock lock : locks.values()) {
      if (lock.waiters.stream().anyMatch(waiter -> waiter.owner() == owner)) {
        if (lock.owner != null) {
          before.add(lock.owner);
        }
        for (Waiter waiter : lock.waiters) {
          if (waiter.owner() == owner) {
            break;
          }
          before.add(waiter.owner());
        }
      }
    }
    return before;
  }

  /** Gives everything back; whoever waits longest goes on. */
  public void releaseAll(Owner owner) {
    mutex.lock();
    try {
      locks.values().removeIf(lock -> lock.owner == owner && passOn(lock));
    } finally {
      mutex.unlock();
    }
  }

  /** Whether nobody waited. */
  private static boolean passOn(TableLock lock) {
    Waiter next = lock.waiters.poll();
    lock.owner = next == null ? null : next.owner();
    if (next != null) {
      next.turn().signal();
    }
    return next == null;
  }

  /** Lets an owner that waits see that it is cancelled. */
  public void wake(Owner owner) {
    mutex.lock();
    try {
      for (TableLock lock : locks.values()) {
        for (Waiter waiter : lock.waiters) {
          if (waiter.owner() == owner) {
            waiter.turn().signal();
          }
        }
      }
    } finally {
      mutex.unlock();
    }
  }

  /** What the owner holds and waits for. */
  public List<LockEntry> of(Owner owner) {
    mutex.lock();
    try {
      List<LockEntry> entries = new ArrayList<>();
      locks.forEach(
          (table, lock) -> {
            if (lock.owner == owner) {
              entries.add(new LockEntry(table, true));
            } else if (lock.waiters.stream().anyMatch(waiter -> waiter.owner() == owner)) {
              entries.add(new LockEntry(table, false));
            }
          });
      return entries;
    } finally {
      mutex.unlock();
    }
  }

  /** Whether others wait for a lock that the owner holds. */
  public boolean blocksOthers(Owner owner) {
    mutex.lock();
    try {
      return locks.values().stream()
          .anyMatch(lock -> lock.owner == owner && !lock.waiters.isEmpty());
    } finally {
      mutex.unlock();
    }
  }
}
