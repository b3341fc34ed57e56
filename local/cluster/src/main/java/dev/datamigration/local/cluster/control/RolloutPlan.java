package dev.datamigration.local.cluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.util.ArrayList;
import java.util.List;

/**
 * How many replicas each ReplicaSet of a Deployment should have next. Pure.
 *
 * @param current of the ReplicaSet with the Deployment's template
 * @param old of the others, oldest first, in the order given
 */
record RolloutPlan(int current, List<Integer> old) {

  /** A ReplicaSet as it is: what it asks for, and how many pods are available or exist at all. */
  record Size(int wanted, int available, int existing) {
    /** Available pods that stay: those of a set just made smaller are still counted a moment. */
    int healthy() {
      return Math.min(wanted, available);
    }
  }

  /**
   * Decides the next step.
   *
   * @param spec of the Deployment, with the API's defaults
   */
  static RolloutPlan of(JsonNode spec, Size current, List<Size> old) {
    int desired = spec.path("replicas").asInt();
    boolean recreate = JsonNodes.text(spec, "strategy", "type").equals("Recreate");
    return recreate ? recreate(desired, old) : rolling(spec, desired, current, old);
  }

  private static RolloutPlan recreate(int desired, List<Size> old) {
    boolean oldGone = old.stream().allMatch(size -> size.existing() == 0);
    return new RolloutPlan(oldGone ? desired : 0, old.stream().map(size -> 0).toList());
  }

  private static RolloutPlan rolling(JsonNode spec, int desired, Size current, List<Size> old) {
    int maxSurge = maxSurge(spec);
    int maxUnavailable = maxUnavailable(spec);
    int oldWanted = old.stream().mapToInt(Size::wanted).sum();
    int room = Math.max(0, desired + maxSurge - oldWanted - current.wanted());
    int next = Math.min(desired, current.wanted() + room);
    int available = current.healthy() + old.stream().mapToInt(Size::healthy).sum();
    int mayGo = Math.max(0, available - (desired - maxUnavailable));
    return new RolloutPlan(next, shrunk(old, mayGo));
  }

  /** Old pods that are not available go at once, available ones as far as {@code mayGo} allows. */
  private static List<Integer> shrunk(List<Size> old, int mayGo) {
    List<Integer> next = new ArrayList<>();
    int left = mayGo;
    for (Size size : old) {
      int going = Math.min(size.healthy(), left);
      left -= going;
      next.add(size.healthy() - going);
    }
    return next;
  }

  private static int maxSurge(JsonNode spec) {
    return share(
        JsonNodes.at(spec, "strategy", "rollingUpdate", "maxSurge"),
        spec.path("replicas").asInt(),
        true);
  }

  /** How many of the desired replicas may be missing during a rolling update; none otherwise. */
  static int maxUnavailable(JsonNode spec) {
    JsonNode rolling = JsonNodes.at(spec, "strategy", "rollingUpdate");
    if (rolling.isMissingNode()) {
      return 0;
    }
    int share = share(rolling.path("maxUnavailable"), spec.path("replicas").asInt(), false);
    return share == 0 && maxSurge(spec) == 0 ? 1 : share;
  }

  /** A number, or a percentage of the replicas. */
  private static int share(JsonNode value, int replicas, boolean roundUp) {
    String text = value.asText("0");
    if (!text.endsWith("%")) {
      return Integer.parseInt(text);
    }
    double share = replicas * Integer.parseInt(text.substring(0, text.length() - 1)) / 100.0;
    return (int) (roundUp ? Math.ceil(share) : Math.floor(share));
  }
}
