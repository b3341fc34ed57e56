package dev.datamigration.local.cluster.fault;

import java.util.Optional;

/** Decides, per request, whether something goes wrong. Called from many threads at once. */
public interface FaultInjection {
  /**
   * A fault to play for the request, or empty to serve it.
   *
   * @param userAgent what the client calls itself; empty if it does not
   */
  Optional<Fault> before(String method, String path, String userAgent);

  /**
   * How often an event of a watch is sent. It is sent when this returns: one that waits makes this
   * event and those after it late.
   */
  default int deliveries(String path, String userAgent) throws InterruptedException {
    return 1;
  }

  /** Everything works. */
  static FaultInjection none() {
    return (method, path, userAgent) -> Optional.empty();
  }
}
