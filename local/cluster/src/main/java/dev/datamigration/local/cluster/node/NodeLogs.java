package dev.datamigration.local.cluster.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.api.PodLogs;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.operation.ObjectOperations;
import dev.datamigration.local.cluster.status.ApiException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The logs of the node's containers. */
public final class NodeLogs implements PodLogs {
  private final ObjectOperations operations;
  private final NodeDirectory directory;

  public NodeLogs(ObjectOperations operations, NodeDirectory directory) {
    this.operations = operations;
    this.directory = directory;
  }

  @Override
  public Path find(ObjectNode pod, String container, boolean previous) {
    String podName = JsonNodes.text(pod, "metadata", "name");
    String name = container.isEmpty() ? onlyContainer(pod) : container;
    if (!names(pod).contains(name)) {
      throw ApiException.badRequest("container " + name + " is not valid for pod " + podName);
    }
    int run = status(pod, name).path("restartCount").asInt() - (previous ? 1 : 0);
    Path log = directory.ofPod(JsonNodes.text(pod, "metadata", "uid")).log(name, Math.max(0, run));
    if (previous && (run < 0 || !Files.exists(log))) {
      throw ApiException.badRequest(
          "previous terminated container \"" + name + "\" in pod \"" + podName + "\" not found");
    }
    if (!Files.exists(log)) {
      String reason = JsonNodes.text(status(pod, name), "state", "waiting", "reason");
      throw ApiException.badRequest(
          "container \""
              + name
              + "\" in pod \""
              + podName
              + "\" is waiting to start: "
              + (reason.isEmpty() ? "ContainerCreating" : reason));
    }
    return log;
  }

  @Override
  public boolean isRunning(ObjectNode pod, String container) {
    String name = container.isEmpty() ? onlyContainer(pod) : container;
    Optional<ObjectNode> current =
        operations
            .find(
                operations.registry().require("", "v1", "pods"),
                JsonNodes.text(pod, "metadata", "namespace"),
                JsonNodes.text(pod, "metadata", "name"))
            .filter(
                found ->
                    JsonNodes.text(found, "metadata", "uid")
                        .equals(JsonNodes.text(pod, "metadata", "uid")));
    return current
        .map(found -> status(found, name))
        .filter(status -> JsonNodes.at(status, "state").has("running"))
        .filter(
            status ->
                status.path("restartCount").asInt()
                    == status(pod, name).path("restartCount").asInt())
        .isPresent();
  }

  private static String onlyContainer(ObjectNode pod) {
    List<String> names = names(pod);
    if (names.size() > 1) {
      throw ApiException.badRequest(
          "a container name must be specified for pod "
              + JsonNodes.text(pod, "metadata", "name")
              + ", choose one of: "
              + names);
    }
    return names.get(0);
  }

  private static List<String> names(ObjectNode pod) {
    return JsonNodes.at(pod, "spec", "containers")
        .valueStream()
        .map(container -> JsonNodes.text(container, "name"))
        .toList();
  }

  private static JsonNode status(ObjectNode pod, String container) {
    return JsonNodes.at(pod, "status", "containerStatuses")
        .valueStream()
        .filter(status -> JsonNodes.text(status, "name").equals(container))
        .findFirst()
        .orElse(JsonNodes.object());
  }
}
