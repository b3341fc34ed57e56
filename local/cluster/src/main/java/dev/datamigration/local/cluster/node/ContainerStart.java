package dev.datamigration.local.cluster.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.ContainerImage;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.process.ChildProcess;
import dev.datamigration.local.cluster.process.ChildProcesses;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Turns a container of one pod into a process. */
record ContainerStart(
    Map<String, ContainerImage> images,
    ChildProcesses processes,
    HttpClient http,
    PodDirectory directory,
    PodObjects objects) {

  Optional<ContainerImage> image(JsonNode container) {
    return Optional.ofNullable(images.get(JsonNodes.text(container, "image")));
  }

  String unknownImage(JsonNode container) {
    return "image \""
        + JsonNodes.text(container, "image")
        + "\" means nothing here; this cluster runs "
        + new TreeSet<>(images.keySet());
  }

  /**
   * Starts a run.
   *
   * @throws MissingObjectException when a Secret, ConfigMap or key of the environment is missing
   */
  ChildProcess process(
      ObjectNode pod, JsonNode container, ContainerImage image, ContainerPorts ports, int run)
      throws IOException {
    MountPaths mounts = MountPaths.of(pod.path("spec"), directory.volumes());
    Map<String, String> asked = new ContainerEnvironment(pod, objects).of(container);
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("HOSTNAME", JsonNodes.text(pod, "metadata", "name"));
    image.environment().forEach((name, value) -> environment.put(name, mounts.resolve(value)));
    asked.forEach((name, value) -> environment.put(name, mounts.translate(value)));
    environment.putAll(ports.variables(image));
    List<String> command = new ArrayList<>();
    image.command().forEach(word -> command.add(mounts.resolve(word)));
    for (JsonNode argument : container.path("args")) {
      command.add(mounts.translate(ContainerEnvironment.expand(argument.asText(), asked)));
    }
    String name = JsonNodes.text(container, "name");
    return processes.start(
        command, environment, directory.workingDirectory(name), directory.log(name, run));
  }
}
