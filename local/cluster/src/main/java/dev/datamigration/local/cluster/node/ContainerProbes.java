package dev.datamigration.local.cluster.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The three probes of one run of a container. Liveness and readiness are asked once the start-up
 * probe, if any, has succeeded.
 */
record ContainerProbes(
    Optional<Probe> startup, Optional<Probe> readiness, Optional<Probe> liveness) {

  static ContainerProbes none() {
    return new ContainerProbes(Optional.empty(), Optional.empty(), Optional.empty());
  }

  static ContainerProbes of(
      JsonNode container, ContainerPorts ports, HttpClient http, Instant started) {
    return new ContainerProbes(
        probe(container.path("startupProbe"), ports, http, started),
        probe(container.path("readinessProbe"), ports, http, started),
        probe(container.path("livenessProbe"), ports, http, started));
  }

  private static Optional<Probe> probe(
      JsonNode probe, ContainerPorts ports, HttpClient http, Instant started) {
    return probe.isObject()
        ? Optional.of(new Probe(probe, ProbeTarget.of(probe, ports, http), started))
        : Optional.empty();
  }

  /** Asks what is due; tells {@code unhealthy} of every check that failed. */
  void poll(Instant now, Consumer<String> unhealthy) {
    if (!isStarted()) {
      poll("Startup", startup, now, unhealthy);
      return;
    }
    poll("Readiness", readiness, now, unhealthy);
    poll("Liveness", liveness, now, unhealthy);
  }

  private static void poll(
      String kind, Optional<Probe> probe, Instant now, Consumer<String> unhealthy) {
    probe
        .filter(each -> each.poll(now))
        .ifPresent(each -> unhealthy.accept(kind + " probe failed: " + each.problem()));
  }

  boolean isStarted() {
    return startup.isEmpty() || startup.get().verdict() == Probe.Verdict.WELL;
  }

  boolean isReady() {
    return isStarted() && (readiness.isEmpty() || readiness.get().verdict() == Probe.Verdict.WELL);
  }

  boolean mustRestart() {
    return hasFailed(startup) || hasFailed(liveness);
  }

  /** Which probe asks for the restart. */
  String failed() {
    return hasFailed(startup) ? "startup" : "liveness";
  }

  private static boolean hasFailed(Optional<Probe> probe) {
    return probe.isPresent() && probe.get().verdict() == Probe.Verdict.FAILED;
  }
}
