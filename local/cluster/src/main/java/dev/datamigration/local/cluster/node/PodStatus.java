package dev.datamigration.local.cluster.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.control.Conditions;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.util.List;

/** A pod's status from what its containers do. Pure. */
final class PodStatus {
  private PodStatus() {}

  /**
   * The next status.
   *
   * @param containers in the order of the spec
   * @param now as the API writes it
   */
  static ObjectNode of(ObjectNode pod, List<ContainerRun> containers, String now) {
    ObjectNode status = JsonNodes.child(pod.deepCopy(), "status");
    status.put("phase", phase(pod, containers));
    status.put("hostIP", PodFields.ADDRESS).put("podIP", PodFields.ADDRESS);
    status.putArray("podIPs").addObject().put("ip", PodFields.ADDRESS);
    JsonNodes.putIfAbsent(status, "startTime", now);
    ArrayNode statuses = status.putArray("containerStatuses");
    for (ContainerRun container : containers) {
      statuses.add(container.status(spec(pod, container.name())));
    }
    boolean ready = containers.stream().allMatch(ContainerRun::isReady);
    List<String> unready =
        containers.stream().filter(each -> !each.isReady()).map(ContainerRun::name).toList();
    String message = ready ? "" : "containers with unready status: " + unready;
    String reason = ready ? "" : "ContainersNotReady";
    ArrayNode conditions = JsonNodes.childArray(status, "conditions");
    Conditions.set(conditions, "PodScheduled", true, "", "", now);
    Conditions.set(conditions, "Initialized", true, "", "", now);
    Conditions.set(conditions, "ContainersReady", ready, reason, message, now);
    Conditions.set(conditions, "Ready", ready, reason, message, now);
    return status;
  }

  static JsonNode spec(ObjectNode pod, String container) {
    for (JsonNode spec : JsonNodes.at(pod, "spec", "containers")) {
      if (JsonNodes.text(spec, "name").equals(container)) {
        return spec;
      }
    }
    throw new IllegalStateException("no container " + container);
  }

  private static String phase(ObjectNode pod, List<ContainerRun> containers) {
    String policy = JsonNodes.text(pod, "spec", "restartPolicy");
    boolean anyUnstarted =
        containers.stream()
            .anyMatch(each -> each.state() instanceof ContainerState.Waiting && !each.hasRun());
    if (anyUnstarted) {
      return "Pending";
    }
    List<ContainerState.Terminated> ended =
        containers.stream()
            .map(ContainerRun::state)
            .filter(ContainerState.Terminated.class::isInstance)
            .map(ContainerState.Terminated.class::cast)
            .toList();
    if (policy.equals("Always") || ended.size() < containers.size()) {
      return "Running";
    }
    boolean allWell = ended.stream().allMatch(ContainerState.Terminated::succeeded);
    if (allWell) {
      return "Succeeded";
    }
    return policy.equals("Never") ? "Failed" : "Running";
  }
}
