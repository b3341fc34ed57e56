package dev.datamigration.local.cluster.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** How far a pod has come, as its controllers see it. Pure. */
final class PodAvailability {
  private static final Set<String> OVER = Set.of("Succeeded", "Failed");

  private PodAvailability() {}

  /** Whether it counts as one of the replicas. */
  static boolean isActive(ObjectNode pod) {
    return !OVER.contains(JsonNodes.text(pod, "status", "phase")) && !Ownership.isDeleting(pod);
  }

  static boolean isReady(ObjectNode pod) {
    return Conditions.isTrue(pod, "Ready");
  }

  /** How long it must still stay ready to be available; zero when it is. */
  static Duration untilAvailable(ObjectNode pod, Duration minReady, Instant now) {
    if (minReady.isZero()) {
      return Duration.ZERO;
    }
    Instant available = Instant.parse(Conditions.changedAt(pod, "Ready")).plus(minReady);
    return available.isAfter(now) ? Duration.between(now, available) : Duration.ZERO;
  }

  static boolean isAvailable(ObjectNode pod, Duration minReady, Instant now) {
    return isReady(pod) && untilAvailable(pod, minReady, now).isZero();
  }
}
