package dev.datamigration.local.sqlserver.fault;

import dev.datamigration.local.sqlserver.ServerError;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * What goes wrong on demand. Each fault is for the next statement whose text it matches, of whatever
 * session, and happens once. Safe for several threads.
 */
public final class Faults {
  private record Fault(Predicate<String> matches, ServerError error, long dropAfterRows) {}

  private final AtomicReference<Fault> next = new AtomicReference<>();
  private final AtomicReference<Stall> stall = new AtomicReference<>();

  /** The next matching statement is answered with an error of this number. */
  public void failNext(Predicate<String> statement, int number, String message) {
    next.set(new Fault(statement, new ServerError(number, message), -1));
  }

  /** The connection of the next matching statement is dropped after so many rows of its result. */
  public void dropAfterRows(Predicate<String> statement, long rows) {
    next.set(new Fault(statement, null, rows));
  }

  /** The next matching statement waits until it is released, cancelled, or its session ends. */
  public Stall stallNext(Predicate<String> statement) {
    Stall wanted = new Stall(statement);
    stall.set(wanted);
    return wanted;
  }

  /** Takes back what has not happened, and releases what waits. */
  public void clear() {
    next.set(null);
    Stall waiting = stall.getAndSet(null);
    if (waiting != null) {
      waiting.release();
    }
  }

  /** After how many rows the connection drops; -1 for never. Errors and stalls happen here. */
  public long beforeStatement(String sql, BooleanSupplier cancelled)
      throws ServerError, InterruptedException {
    Stall waiting = stall.get();
    if (waiting != null && waiting.matches(sql) && stall.compareAndSet(waiting, null)) {
      waiting.await(cancelled);
    }
    Fault fault = next.get();
    if (fault == null || !fault.matches().test(sql) || !next.compareAndSet(fault, null)) {
      return -1;
    }
    if (fault.error() != null) {
      throw fault.error();
    }
    return fault.dropAfterRows();
  }
}
