package dev.datamigration.local.cluster;

import java.util.List;
import java.util.Map;

/**
 * What running a container image means on this machine.
 *
 * @param command the program and its first arguments; the container's {@code args} follow
 * @param portVariables by container port name, the environment variable that tells the program
 *     which port to listen on instead (there are no network namespaces, so every run gets free
 *     ports)
 * @param environment further variables, which the container's own override
 */
public record ContainerImage(
    List<String> command, Map<String, String> portVariables, Map<String, String> environment) {
  public ContainerImage {
    command = List.copyOf(command);
    portVariables = Map.copyOf(portVariables);
    environment = Map.copyOf(environment);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("an image needs a command");
    }
  }

  /** An image whose program listens on no remapped port. */
  public static ContainerImage of(String... command) {
    return new ContainerImage(List.of(command), Map.of(), Map.of());
  }

  /** The same, with a port remapped through an environment variable. */
  public ContainerImage withPort(String containerPortName, String variable) {
    Map<String, String> ports = new java.util.LinkedHashMap<>(portVariables);
    ports.put(containerPortName, variable);
    return new ContainerImage(command, ports, environment);
  }

  /** The same, with an environment variable. */
  public ContainerImage withEnvironment(String name, String value) {
    Map<String, String> variables = new java.util.LinkedHashMap<>(environment);
    variables.put(name, value);
    return new ContainerImage(command, portVariables, variables);
  }
}
