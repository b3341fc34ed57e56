package dev.datamigration.local.cluster.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.ClusterOptions;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One pod on the node, from its binding to the end of its processes. Used by the node's thread. */
final class PodRun {
  private final PodDirectory directory;
  private final PodObjects objects;
  private final PodEvents events;
  private final Duration volumeRefresh;
  private final List<ContainerRun> containers = new ArrayList<>();
  private Instant nextRefresh = Instant.MIN;
  private boolean mounted;
  private Optional<Instant> endingSince = Optional.empty();

  PodRun(ObjectNode pod, ContainerStart start, PodEvents events, ClusterOptions options) {
    this.directory = start.directory();
    this.objects = start.objects();
    this.events = events;
    this.volumeRefresh = options.volumeRefresh();
    for (JsonNode container : JsonNodes.at(pod, "spec", "containers")) {
      String name = JsonNodes.text(container, "name");
      containers.add(new ContainerRun(name, earlierRestarts(pod, name), start, events, options));
    }
  }

  /** A container that an earlier server ran is a restart when this one runs it. */
  private static int earlierRestarts(ObjectNode pod, String container) {
    for (JsonNode status : JsonNodes.at(pod, "status", "containerStatuses")) {
      if (JsonNodes.text(status, "name").equals(container)) {
        boolean ran = status.has("containerID");
        return status.path("restartCount").asInt() + (ran ? 1 : 0);
      }
    }
    return 0;
  }

  List<ContainerRun> containers() {
    return containers;
  }

  PodDirectory directory() {
    return directory;
  }

  /** Does whatever is due, for a pod that is to run. */
  void tick(ObjectNode pod, Instant now) {
    if (!now.isBefore(nextRefresh)) {
      nextRefresh = now.plus(volumeRefresh);
      boolean complete = volumesWritten(pod);
      mounted = mounted || complete;
    }
    if (!mounted) {
      return;
    }
    for (ContainerRun container : containers) {
      container.tick(pod, PodStatus.spec(pod, container.name()), now);
    }
  }

  private boolean volumesWritten(ObjectNode pod) {
    MountPaths mounts = MountPaths.of(pod.path("spec"), directory.volumes());
    VolumeFiles files = new VolumeFiles(pod, objects, mounts);
    boolean complete = true;
    for (JsonNode volume : JsonNodes.at(pod, "spec", "volumes")) {
      String name = JsonNodes.text(volume, "name");
      try {
        if (volume.has("emptyDir")) {
          directory.create(name);
        } else {
          directory.write(name, files.of(volume));
        }
      } catch (MissingObjectException e) {
        complete = false;
        events.warning(
            "FailedMount",
            "MountVolume.SetUp failed for volume \"" + name + "\" : " + e.getMessage());
      }
    }
    return complete;
  }

  /** Ends a pod that is being deleted; answers whether its processes are gone. */
  boolean tickEnding(ObjectNode pod, Instant now) {
    if (endingSince.isEmpty()) {
      endingSince = Optional.of(now);
      for (ContainerRun container : containers) {
        if (container.isAlive()) {
          events.normal("Killing", "Stopping container " + container.name());
        }
      }
    }
    long grace = JsonNodes.at(pod, "metadata", "deletionGracePeriodSeconds").asLong();
    for (ContainerRun container : containers) {
      container.end(endingSince.get().plusSeconds(grace));
      container.tickEnding(now);
    }
    return !isAlive();
  }

  /** Kills every process at once; answers whether they are gone. */
  boolean killed() {
    containers.forEach(ContainerRun::kill);
    return !isAlive();
  }

  private boolean isAlive() {
    return containers.stream().anyMatch(ContainerRun::isAlive);
  }
}
