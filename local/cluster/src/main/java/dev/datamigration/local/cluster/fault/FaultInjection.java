package dev.datamigration.local.cluster.fault;

import java.util.Optional;

/** Decides, per request, whether something goes wrong. Called from many threads at once. */
public interface FaultInjection {
  /** A fault to play for the request, or empty to serve it. */
  Optional<Fault> before(String method, String path);

  /** Everything works. */
  static FaultInjection none() {
    return (method, path) -> Optional.empty();
  }
}
