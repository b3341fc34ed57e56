package dev.datamigration.local.cluster.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A Deployment's status from its ReplicaSets. Pure. */
final class DeploymentStatus {
  private DeploymentStatus() {}

  /**
   * The next status.
   *
   * @param current the ReplicaSet with the Deployment's template
   * @param all every ReplicaSet of it, {@code current} included
   */
  static ObjectNode of(
      ObjectNode deployment, ObjectNode current, List<ObjectNode> all, Instant now) {
    ObjectNode status = JsonNodes.child(deployment.deepCopy(), "status");
    int desired = JsonNodes.at(deployment, "spec", "replicas").asInt();
    int available = sum(all, "availableReplicas");
    int updated = JsonNodes.at(current, "status", "replicas").asInt();
    int total = sum(all, "replicas");
    status.put("observedGeneration", JsonNodes.at(deployment, "metadata", "generation").asLong());
    status.put("replicas", total).put("updatedReplicas", updated);
    status.put("readyReplicas", sum(all, "readyReplicas")).put("availableReplicas", available);
    status.put("unavailableReplicas", Math.max(0, total - available));
    boolean enough = available >= desired - RolloutPlan.maxUnavailable(deployment.path("spec"));
    boolean done = updated == desired && total == desired && available == desired;
    conditions(deployment, current, status, enough, done, now);
    return status;
  }

  private static void conditions(
      ObjectNode deployment,
      ObjectNode current,
      ObjectNode status,
      boolean enough,
      boolean done,
      Instant now) {
    ArrayNode conditions = JsonNodes.childArray(status, "conditions");
    String name = JsonNodes.text(current, "metadata", "name");
    String time = now.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    Conditions.set(
        conditions,
        "Available",
        enough,
        enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
        enough
            ? "Deployment has minimum availability."
            : "Deployment does not have minimum availability.",
        time);
    boolean late = !done && isLate(deployment, current, now);
    String progress =
        done
            ? "has successfully progressed."
            : late ? "has timed out progressing." : "is progressing.";
    Conditions.set(
        conditions,
        "Progressing",
        !late,
        done ? "NewReplicaSetAvailable" : late ? "ProgressDeadlineExceeded" : "ReplicaSetUpdated",
        "ReplicaSet \"" + name + "\" " + progress,
        time);
  }

  /** Counted from the template's first ReplicaSet; a later change of size does not time out. */
  private static boolean isLate(ObjectNode deployment, ObjectNode current, Instant now) {
    long deadline = JsonNodes.at(deployment, "spec", "progressDeadlineSeconds").asLong(600);
    String created = JsonNodes.text(current, "metadata", "creationTimestamp");
    boolean wasDone =
        JsonNodes.at(deployment, "status", "conditions")
            .valueStream()
            .anyMatch(
                condition ->
                    JsonNodes.text(condition, "reason").equals("NewReplicaSetAvailable")
                        && JsonNodes.text(condition, "message")
                            .contains(JsonNodes.text(current, "metadata", "name")));
    return !wasDone
        && !created.isEmpty()
        && Duration.between(Instant.parse(created), now).toSeconds() > deadline;
  }

  private static int sum(List<ObjectNode> replicaSets, String field) {
    return replicaSets.stream().mapToInt(each -> JsonNodes.at(each, "status", field).asInt()).sum();
  }
}
