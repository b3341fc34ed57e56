package dev.datamigration.local.cluster.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.ClusterOptions;
import dev.datamigration.local.cluster.ContainerImage;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.process.ChildProcess;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** One container of a pod: its runs one after another. Used by the node's thread. */
final class ContainerRun {
  private final String name;
  private final ContainerStart start;
  private final PodEvents events;
  private final RestartBackOff backOff;
  private int restarts;
  private ContainerState state = new ContainerState.Waiting("ContainerCreating", "");
  private Optional<ContainerState.Terminated> last = Optional.empty();
  private Optional<ChildProcess> process = Optional.empty();
  private ContainerProbes probes = ContainerProbes.none();
  private Optional<Instant> killAt = Optional.empty();

  ContainerRun(
      String name, int restarts, ContainerStart start, PodEvents events, ClusterOptions options) {
    this.name = name;
    this.restarts = restarts;
    this.start = start;
    this.events = events;
    this.backOff = new RestartBackOff(options.restartBackOff(), options.longestRestartBackOff());
  }

  String name() {
    return name;
  }

  int restarts() {
    return restarts;
  }

  ContainerState state() {
    return state;
  }

  boolean isAlive() {
    return process.filter(ChildProcess::isAlive).isPresent();
  }

  /** Whether a run of it has begun, now or before. */
  boolean hasRun() {
    return process.isPresent();
  }

  boolean isReady() {
    return state instanceof ContainerState.Running && probes.isReady();
  }

  /** Starts, restarts, probes: whatever is due. */
  void tick(ObjectNode pod, JsonNode container, Instant now) {
    noteEnd();
    if (isAlive()) {
      watch(pod, container, now);
      return;
    }
    String policy = JsonNodes.text(pod, "spec", "restartPolicy");
    boolean again =
        last.isEmpty()
            || policy.equals("Always")
            || (policy.equals("OnFailure") && !last.get().succeeded());
    if (!again) {
      return;
    }
    if (backOff.isOver(now)) {
      begin(pod, container, now);
    } else if (state instanceof ContainerState.Terminated ended) {
      String message =
          "back-off "
              + backOff.waiting(ended.finishedAt()).toSeconds()
              + "s restarting failed container="
              + name;
      state = new ContainerState.Waiting("CrashLoopBackOff", message);
      events.warning("BackOff", "Back-off restarting failed container " + name);
    }
  }

  private void begin(ObjectNode pod, JsonNode container, Instant now) {
    Optional<ContainerImage> image = start.image(container);
    if (image.isEmpty()) {
      String problem = start.unknownImage(container);
      wait("ErrImagePull", problem);
      return;
    }
    int run = last.isEmpty() ? restarts : restarts + 1;
    try {
      ContainerPorts ports = ContainerPorts.pick(container, image.get());
      process = Optional.of(start.process(pod, container, image.get(), ports, run));
      probes = ContainerProbes.of(container, ports, start.http(), now);
    } catch (MissingObjectException | IllegalArgumentException e) {
      wait("CreateContainerConfigError", e.getMessage());
      return;
    } catch (IOException e) {
      wait("RunContainerError", String.valueOf(e.getMessage()));
      return;
    }
    restarts = run;
    killAt = Optional.empty();
    state = new ContainerState.Running(now);
    events.normal("Started", "Started container " + name);
  }

  private void wait(String reason, String message) {
    ContainerState.Waiting next = new ContainerState.Waiting(reason, message);
    if (!next.equals(state)) {
      state = next;
      events.warning("Failed", "Error: " + message);
    }
  }

  private void watch(ObjectNode pod, JsonNode container, Instant now) {
    if (killAt.isPresent()) {
      if (!now.isBefore(killAt.get())) {
        process.ifPresent(ChildProcess::kill);
      }
      return;
    }
    probes.poll(now, problem -> events.warning("Unhealthy", problem));
    if (probes.mustRestart()) {
      events.normal(
          "Killing",
          "Container " + name + " failed " + probes.failed() + " probe, will be restarted");
      end(now.plusSeconds(grace(pod, container)));
    }
  }

  private static long grace(ObjectNode pod, JsonNode container) {
    long ofPod = JsonNodes.at(pod, "spec", "terminationGracePeriodSeconds").asLong(30);
    return container.path("livenessProbe").path("terminationGracePeriodSeconds").asLong(ofPod);
  }

  /**
   * Asks the process to end, and has it killed at {@code deadline}; calling again may hasten it.
   */
  void end(Instant deadline) {
    if (killAt.isEmpty()) {
      process.ifPresent(ChildProcess::terminate);
    }
    if (killAt.isEmpty() || deadline.isBefore(killAt.get())) {
      killAt = Optional.of(deadline);
    }
  }

  /** Kills the process if its time is up; notes its end. */
  void tickEnding(Instant now) {
    noteEnd();
    if (isAlive() && killAt.filter(at -> !now.isBefore(at)).isPresent()) {
      process.ifPresent(ChildProcess::kill);
    }
  }

  void kill() {
    process.ifPresent(ChildProcess::kill);
  }

  private void noteEnd() {
    if (state instanceof ContainerState.Running running && !isAlive()) {
      int exitCode = process.flatMap(p -> p.exitCode().stream().boxed().findFirst()).orElse(255);
      Instant now = Instant.now();
      ContainerState.Terminated ended =
          new ContainerState.Terminated(exitCode, running.startedAt(), now);
      state = ended;
      last = Optional.of(ended);
      backOff.ended(running.startedAt(), now);
    }
  }

  /** The entry of {@code status.containerStatuses}. */
  ObjectNode status(JsonNode container) {
    ObjectNode status = JsonNodes.object();
    status.put("name", name).put("image", JsonNodes.text(container, "image"));
    status.put("imageID", JsonNodes.text(container, "image"));
    status.put("restartCount", restarts).put("ready", isReady());
    status.put("started", state instanceof ContainerState.Running && probes.isStarted());
    process.ifPresent(p -> status.put("containerID", "process://" + p.pid()));
    status.set("state", state.toJson());
    ObjectNode lastState =
        last.filter(ended -> !ended.equals(state))
            .map(ContainerState.Terminated::toJson)
            .orElseGet(JsonNodes::object);
    status.set("lastState", lastState);
    return status;
  }
}
