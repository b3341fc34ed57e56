package dev.datamigration.operator.application;

import java.util.Optional;
import java.util.UUID;

/**
 * Names this process among its replicas. A process started again under a name goes on as leader at
 * once if the one before was; without a configured name each start has its own.
 */
record ProcessIdentity(String name) {
  static ProcessIdentity of(Optional<String> configured) {
    return new ProcessIdentity(configured.orElseGet(() -> "operator-" + UUID.randomUUID()));
  }
}
