package dev.datamigration.local.cluster.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.ClusterOptions;
import dev.datamigration.local.cluster.control.ControlLoop;
import dev.datamigration.local.cluster.control.EventLog;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.operation.DeleteOptions;
import dev.datamigration.local.cluster.operation.ObjectOperations;
import dev.datamigration.local.cluster.operation.WriteOptions;
import dev.datamigration.local.cluster.process.ChildProcesses;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.status.ApiException;
import dev.datamigration.local.cluster.storage.Change;
import dev.datamigration.local.cluster.storage.GroupResource;
import dev.datamigration.local.cluster.storage.ObjectKey;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scheduler and kubelet in one: binds every pod to itself and keeps its processes as they should
 * be.
 */
public final class Node implements ControlLoop.Controller<Node.Item> {
  /** What {@code spec.nodeName} says. */
  public static final String NAME = "local-node";

  private static final GroupResource PODS = new GroupResource("", "pods");
  private static final WriteOptions WRITER = WriteOptions.by("kubelet");
  private static final Duration TICK = Duration.ofMillis(200);

  /** A pod by place and identity; it may be gone. */
  public record Item(ObjectKey key, String uid) {}

  private final ObjectOperations operations;
  private final ResourceType pods;
  private final ClusterOptions options;
  private final ChildProcesses processes;
  private final NodeDirectory directory;
  private final EventLog events;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, PodRun> runs = new HashMap<>();

  /**
   * @param processes what it starts pods with; closed by whoever made them
   */
  public Node(
      ObjectOperations operations,
      ClusterOptions options,
      NodeDirectory directory,
      ChildProcesses processes) {
    this.operations = operations;
    this.pods = operations.registry().require("", "v1", "pods");
    this.options = options;
    this.processes = processes;
    this.directory = directory;
    this.events = new EventLog(operations, "kubelet");
  }

  @Override
  public Collection<Item> itemsOf(Change change) {
    return change.key().resource().equals(PODS)
        ? List.of(new Item(change.key(), uid(change.object())))
        : List.of();
  }

  @Override
  public Optional<Duration> reconcile(Item item) {
    Optional<ObjectNode> pod =
        operations
            .find(pods, item.key().namespace(), item.key().name())
            .filter(found -> uid(found).equals(item.uid()));
    if (pod.isEmpty()) {
      return forget(item);
    }
    ObjectNode bound = bound(pod.get());
    PodRun run = runs.computeIfAbsent(item.uid(), uid -> newRun(bound));
    Instant now = Clock.systemUTC().instant();
    if (JsonNodes.at(bound, "metadata").has("deletionTimestamp")) {
      if (run.tickEnding(bound, now)) {
        remove(item);
        return forget(item);
      }
    } else {
      run.tick(bound, now);
    }
    writeStatus(bound, run);
    return Optional.of(TICK);
  }

  private ObjectNode bound(ObjectNode pod) {
    boolean unbound = JsonNodes.text(pod, "spec", "nodeName").isEmpty();
    if (!unbound || JsonNodes.at(pod, "metadata").has("deletionTimestamp")) {
      return pod;
    }
    ObjectNode bound =
        operations.change(
            pods,
            JsonNodes.text(pod, "metadata", "namespace"),
            JsonNodes.text(pod, "metadata", "name"),
            "",
            old -> {
              ObjectNode next = old.deepCopy();
              JsonNodes.child(next, "spec").put("nodeName", NAME);
              return next;
            },
            WriteOptions.by("default-scheduler"));
    new EventLog(operations, "default-scheduler")
        .normal(
            bound,
            "Scheduled",
            "Successfully assigned "
                + JsonNodes.text(pod, "metadata", "namespace")
                + "/"
                + JsonNodes.text(pod, "metadata", "name")
                + " to "
                + NAME);
    return bound;
  }

  private PodRun newRun(ObjectNode pod) {
    ContainerStart start =
        new ContainerStart(
            options.images(),
            processes,
            http,
            directory.ofPod(uid(pod)),
            new StoredPodObjects(operations, JsonNodes.text(pod, "metadata", "namespace")));
    return new PodRun(pod, start, new PodEvents(pod, events), options);
  }

  /** Kills what is left of a pod that is no longer wanted. */
  private Optional<Duration> forget(Item item) {
    PodRun run = runs.get(item.uid());
    if (run == null) {
      return Optional.empty();
    }
    if (!run.killed()) {
      return Optional.of(TICK);
    }
    runs.remove(item.uid());
    run.directory().delete();
    return Optional.empty();
  }

  private void remove(Item item) {
    try {
      operations.delete(
          pods, item.key().namespace(), item.key().name(), DeleteOptions.immediately(item.uid()));
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
    }
  }

  private void writeStatus(ObjectNode pod, PodRun run) {
    ObjectNode status = PodStatus.of(pod, run.containers(), operations.now());
    if (JsonNodes.same(status, pod.path("status"))) {
      return;
    }
    try {
      operations.change(
          pods,
          JsonNodes.text(pod, "metadata", "namespace"),
          JsonNodes.text(pod, "metadata", "name"),
          "status",
          old -> {
            ObjectNode next = old.deepCopy();
            next.set("status", status);
            return next;
          },
          WRITER);
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
    }
  }

  private static String uid(ObjectNode object) {
    return JsonNodes.text(object, "metadata", "uid");
  }
}
