package dev.datamigration.operator.cluster;

import dev.datamigration.local.cluster.fault.Fault;
import dev.datamigration.local.cluster.fault.FaultInjection;
import java.util.Optional;

/**
 * Has what operators hear of workflows come late or more than once; other clients hear all as it
 * is. Safe for use by several threads.
 */
public final class WatchFaults implements FaultInjection {
  private boolean held;
  private int deliveries = 1;

  @Override
  public Optional<Fault> before(String method, String path, String userAgent) {
    return Optional.empty();
  }

  @Override
  public synchronized int deliveries(String path, String userAgent) throws InterruptedException {
    if (!userAgent.startsWith(TestOperator.USER_AGENT)
        || !path.endsWith("/datamigrationworkflows")) {
      return 1;
    }
    while (held) {
      wait();
    }
    return deliveries;
  }

  /** From now on nothing is heard. */
  public synchronized void hold() {
    held = true;
  }

  /** What was held is heard, in its order. */
  public synchronized void release() {
    held = false;
    notifyAll();
  }

  /** From now on every event is heard so often. */
  public synchronized void repeat(int times) {
    deliveries = times;
  }
}
