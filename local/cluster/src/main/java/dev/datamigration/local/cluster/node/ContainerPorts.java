package dev.datamigration.local.cluster.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.local.cluster.ContainerImage;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/**
 * The ports one run of a container really listens on.
 *
 * @param byName by container port name
 * @param byNumber by the number that the pod says
 */
record ContainerPorts(Map<String, Integer> byName, Map<Integer, Integer> byNumber) {

  /** Picks a free port for each that the image can be told; the others stay as the pod says. */
  static ContainerPorts pick(JsonNode container, ContainerImage image) {
    Map<String, Integer> byName = new HashMap<>();
    Map<Integer, Integer> byNumber = new HashMap<>();
    for (JsonNode port : container.path("ports")) {
      String name = JsonNodes.text(port, "name");
      int number = port.path("containerPort").asInt();
      int real = image.portVariables().containsKey(name) ? free() : number;
      byName.put(name, real);
      byNumber.put(number, real);
    }
    return new ContainerPorts(byName, byNumber);
  }

  /** The variables that tell the program its ports. */
  Map<String, String> variables(ContainerImage image) {
    Map<String, String> variables = new HashMap<>();
    image
        .portVariables()
        .forEach(
            (name, variable) -> {
              if (byName.containsKey(name)) {
                variables.put(variable, Integer.toString(byName.get(name)));
              }
            });
    return variables;
  }

  /**
   * The real port for a name or number as a probe says it.
   *
   * @throws IllegalArgumentException when the container has no port of that name
   */
  int real(JsonNode port) {
    if (port.isNumber() || port.asText().matches("\\d+")) {
      return byNumber.getOrDefault(port.asInt(), port.asInt());
    }
    Integer named = byName.get(port.asText());
    if (named == null) {
      throw new IllegalArgumentException("couldn't find port: " + port);
    }
    return named;
  }

  private static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }
}
