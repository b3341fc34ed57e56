package dev.datamigration.local.cluster;

import dev.datamigration.local.cluster.fault.FaultInjection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a cluster is to be run.
 *
 * @param dataDirectory holds all state; a server started on it again goes on where it was
 * @param port 0 picks a free one
 * @param images what container images mean, by name as written in pods
 * @param restartBackOff the first delay before a crashed container is started again; doubles up to
 *     {@code longestRestartBackOff}
 * @param volumeRefresh how often mounted Secrets and ConfigMaps are compared with the stored ones
 * @param faults what goes wrong on demand
 */
public record ClusterOptions(
    Path dataDirectory,
    int port,
    Map<String, ContainerImage> images,
    Duration restartBackOff,
    Duration longestRestartBackOff,
    Duration volumeRefresh,
    FaultInjection faults) {

  public ClusterOptions {
    images = Map.copyOf(images);
  }

  /** Kubernetes' own figures, a free port, no images. */
  public static ClusterOptions in(Path dataDirectory) {
    return new ClusterOptions(
        dataDirectory,
        0,
        Map.of(),
        Duration.ofSeconds(10),
        Duration.ofMinutes(5),
        Duration.ofSeconds(1),
        FaultInjection.none());
  }

  public ClusterOptions withPort(int newPort) {
    return new ClusterOptions(
        dataDirectory,
        newPort,
        images,
        restartBackOff,
        longestRestartBackOff,
        volumeRefresh,
        faults);
  }

  public ClusterOptions withImage(String name, ContainerImage image) {
    Map<String, ContainerImage> more = new LinkedHashMap<>(images);
    more.put(name, image);
    return new ClusterOptions(
        dataDirectory, port, more, restartBackOff, longestRestartBackOff, volumeRefresh, faults);
  }

  public ClusterOptions withRestartBackOff(Duration first, Duration longest) {
    return new ClusterOptions(dataDirectory, port, images, first, longest, volumeRefresh, faults);
  }

  public ClusterOptions withFaults(FaultInjection injection) {
    return new ClusterOptions(
        dataDirectory,
        port,
        images,
        restartBackOff,
        longestRestartBackOff,
        volumeRefresh,
        injection);
  }
}
