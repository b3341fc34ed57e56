package dev.datamigration.local.cluster.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * One probe of one run of a container: asks when it is due and counts the answers. Used by the
 * node's thread; the asking happens elsewhere.
 */
final class Probe {
  /** What the answers so far amount to. */
  enum Verdict {
    UNKNOWN,
    WELL,
    FAILED
  }

  private final ProbeTarget target;
  private final Duration period;
  private final int successThreshold;
  private final int failureThreshold;
  private Instant due;
  private CompletableFuture<String> asked;
  private int successes;
  private int failures;
  private Verdict verdict = Verdict.UNKNOWN;
  private String problem = "";

  /**
   * @param probe with the API's defaults filled in
   * @param started when the container's run began
   */
  Probe(JsonNode probe, ProbeTarget target, Instant started) {
    this.target = target;
    this.period = Duration.ofSeconds(probe.path("periodSeconds").asLong(10));
    this.successThreshold = probe.path("successThreshold").asInt(1);
    this.failureThreshold = probe.path("failureThreshold").asInt(3);
    this.due = started.plusSeconds(probe.path("initialDelaySeconds").asLong(0));
  }

  /** Asks if it is due, takes an answer that came; answers whether a check has just failed. */
  boolean poll(Instant now) {
    boolean justFailed = false;
    if (asked != null && asked.isDone()) {
      problem = asked.join();
      asked = null;
      justFailed = !problem.isEmpty();
      count(justFailed);
    }
    if (asked == null && !now.isBefore(due)) {
      due = now.plus(period);
      asked = target.ask();
    }
    return justFailed;
  }

  private void count(boolean failed) {
    successes = failed ? 0 : successes + 1;
    failures = failed ? failures + 1 : 0;
    if (failures >= failureThreshold) {
      verdict = Verdict.FAILED;
    } else if (successes >= successThreshold) {
      verdict = Verdict.WELL;
    }
  }

  Verdict verdict() {
    return verdict;
  }

  /** What was wrong at the last check. */
  String problem() {
    return problem;
  }
}
