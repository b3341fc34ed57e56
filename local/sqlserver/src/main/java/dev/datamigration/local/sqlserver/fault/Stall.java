package dev.datamigration.local.sqlserver.fault;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A statement that is held up. */
public final class Stall {
  private static final long LOOK_EVERY_MILLIS = 5;

  private final Predicate<String> statement;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  Stall(Predicate<String> statement) {
    this.statement = statement;
  }

  boolean matches(String sql) {
    return statement.test(sql);
  }

  void await(BooleanSupplier cancelled) throws InterruptedException {
    reached.countDown();
    while (!cancelled.getAsBoolean()
        && !released.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
      // Looks again.
    }
  }

  /** Waits until a statement is held up; false when it takes longer than this. */
  public boolean awaitReached(long timeout, TimeUnit unit) throws InterruptedException {
    return reached.await(timeout, unit);
  }

  public void release() {
    released.countDown();
  }
}
