package dev.datamigration.local.cluster.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.operation.DeleteOptions;
import dev.datamigration.local.cluster.operation.ObjectOperations;
import dev.datamigration.local.cluster.operation.WriteOptions;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.status.ApiException;
import dev.datamigration.local.cluster.storage.Change;
import dev.datamigration.local.cluster.storage.GroupResource;
import dev.datamigration.local.cluster.storage.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps as many pods of a ReplicaSet as it asks for. */
public final class ReplicaSetController implements ControlLoop.Controller<ObjectKey> {
  private static final GroupResource REPLICA_SETS = new GroupResource("apps", "replicasets");
  private static final GroupResource PODS = new GroupResource("", "pods");
  private static final WriteOptions WRITER = WriteOptions.by("replicaset-controller");

  private final ObjectOperations operations;
  private final ResourceType replicaSets;
  private final ResourceType pods;
  private final EventLog events;

  public ReplicaSetController(ObjectOperations operations) {
    this.operations = operations;
    this.replicaSets = operations.registry().require("apps", "v1", "replicasets");
    this.pods = operations.registry().require("", "v1", "pods");
    this.events = new EventLog(operations, "replicaset-controller");
  }

  @Override
  public Collection<ObjectKey> itemsOf(Change change) {
    if (change.key().resource().equals(REPLICA_SETS)) {
      return List.of(change.key());
    }
    if (!change.key().resource().equals(PODS)) {
      return List.of();
    }
    return Ownership.controller(change.object(), "ReplicaSet")
        .map(owner -> replicaSets.key(change.key().namespace(), JsonNodes.text(owner, "name")))
        .stream()
        .toList();
  }

  @Override
  public Optional<Duration> reconcile(ObjectKey key) {
    Optional<ObjectNode> found = operations.find(replicaSets, key.namespace(), key.name());
    if (found.isEmpty() || Ownership.isDeleting(found.get())) {
      return Optional.empty();
    }
    ObjectNode replicaSet = found.get();
    int wanted = JsonNodes.at(replicaSet, "spec", "replicas").asInt();
    List<ObjectNode> active = active(replicaSet);
    for (int i = active.size(); i < wanted; i++) {
      create(replicaSet);
    }
    active.stream()
        .sorted(FIRST_TO_GO)
        .limit(Math.max(0, active.size() - wanted))
        .forEach(pod -> delete(replicaSet, pod));
    return writeStatus(replicaSet);
  }

  /** Those that do not serve yet, then the youngest. */
  private static final Comparator<ObjectNode> FIRST_TO_GO =
      Comparator.comparing(PodAvailability::isReady)
          .thenComparing(
              pod -> JsonNodes.text(pod, "metadata", "creationTimestamp"),
              Comparator.reverseOrder());

  private List<ObjectNode> active(ObjectNode replicaSet) {
    return Ownership.controlled(operations, pods, replicaSet).stream()
        .filter(PodAvailability::isActive)
        .toList();
  }

  private void create(ObjectNode replicaSet) {
    ObjectNode pod = JsonNodes.at(replicaSet, "spec", "template").deepCopy();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    ObjectNode metadata = JsonNodes.child(pod, "metadata");
    metadata.remove("creationTimestamp");
    metadata.put("generateName", JsonNodes.text(replicaSet, "metadata", "name") + "-");
    Ownership.control(replicaSet, pod);
    try {
      ObjectNode created =
          operations.create(pods, JsonNodes.text(replicaSet, "metadata", "namespace"), pod, WRITER);
      events.normal(
          replicaSet,
          "SuccessfulCreate",
          "Created pod: " + JsonNodes.text(created, "metadata", "name"));
    } catch (ApiException e) {
      events.warning(replicaSet, "FailedCreate", "Error creating: " + e.getMessage());
      throw e;
    }
  }

  private void delete(ObjectNode replicaSet, ObjectNode pod) {
    String name = JsonNodes.text(pod, "metadata", "name");
    operations.delete(
        pods, JsonNodes.text(pod, "metadata", "namespace"), name, DeleteOptions.background());
    events.normal(replicaSet, "SuccessfulDelete", "Deleted pod: " + name);
  }

  /** Answers when a pod that is ready now will count as available. */
  private Optional<Duration> writeStatus(ObjectNode replicaSet) {
    Duration minReady =
        Duration.ofSeconds(JsonNodes.at(replicaSet, "spec", "minReadySeconds").asLong(0));
    Instant now = Instant.now();
    List<ObjectNode> active = active(replicaSet);
    List<ObjectNode> ready = active.stream().filter(PodAvailability::isReady).toList();
    long available =
        ready.stream().filter(pod -> PodAvailability.isAvailable(pod, minReady, now)).count();
    ObjectNode status = JsonNodes.object();
    status.put("replicas", active.size());
    status.put("fullyLabeledReplicas", active.size());
    status.put("readyReplicas", ready.size());
    status.put("availableReplicas", available);
    status.put("observedGeneration", JsonNodes.at(replicaSet, "metadata", "generation").asLong());
    operations.change(
        replicaSets,
        JsonNodes.text(replicaSet, "metadata", "namespace"),
        JsonNodes.text(replicaSet, "metadata", "name"),
        "status",
        old -> {
          ObjectNode next = old.deepCopy();
          next.set("status", status);
          return next;
        },
        WRITER);
    return ready.stream()
        .map(pod -> PodAvailability.untilAvailable(pod, minReady, now))
        .filter(wait -> !wait.isZero())
        .min(Comparator.naturalOrder());
  }
}
