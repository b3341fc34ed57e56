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

  /** Everything works. */
  static FaultInjection none() {
    return (method, path, userAgent) -> Optional.empty();
  }
}
