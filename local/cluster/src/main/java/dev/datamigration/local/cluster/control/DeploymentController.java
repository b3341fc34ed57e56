package dev.datamigration.local.cluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.operation.DeleteOptions;
import dev.datamigration.local.cluster.operation.ObjectOperations;
import dev.datamigration.local.cluster.operation.WriteOptions;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.storage.Change;
import dev.datamigration.local.cluster.storage.GroupResource;
import dev.datamigration.local.cluster.storage.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Rolls a Deployment's template out through ReplicaSets, and reports how far it has come. */
public final class DeploymentController implements ControlLoop.Controller<ObjectKey> {
  private static final GroupResource DEPLOYMENTS = new GroupResource("apps", "deployments");
  private static final GroupResource REPLICA_SETS = new GroupResource("apps", "replicasets");
  private static final WriteOptions WRITER = WriteOptions.by("deployment-controller");
  private static final String HASH_LABEL = "pod-template-hash";
  private static final String REVISION = "deployment.kubernetes.io/revision";

  private final ObjectOperations operations;
  private final ResourceType deployments;
  private final ResourceType replicaSets;
  private final EventLog events;

  public DeploymentController(ObjectOperations operations) {
    this.operations = operations;
    this.deployments = operations.registry().require("apps", "v1", "deployments");
    this.replicaSets = operations.registry().require("apps", "v1", "replicasets");
    this.events = new EventLog(operations, "deployment-controller");
  }

  @Override
  public Collection<ObjectKey> itemsOf(Change change) {
    if (change.key().resource().equals(DEPLOYMENTS)) {
      return List.of(change.key());
    }
    if (!change.key().resource().equals(REPLICA_SETS)) {
      return List.of();
    }
    return Ownership.controller(change.object(), "Deployment")
        .map(owner -> deployments.key(change.key().namespace(), JsonNodes.text(owner, "name")))
        .stream()
        .toList();
  }

  @Override
  public Optional<Duration> reconcile(ObjectKey key) {
    Optional<ObjectNode> found = operations.find(deployments, key.namespace(), key.name());
    if (found.isEmpty() || Ownership.isDeleting(found.get())) {
      return Optional.empty();
    }
    ObjectNode deployment = found.get();
    String name = currentName(deployment);
    List<ObjectNode> old =
        Ownership.controlled(operations, replicaSets, deployment).stream()
            .filter(each -> !JsonNodes.text(each, "metadata", "name").equals(name))
            .sorted(Comparator.comparingLong(DeploymentController::revision))
            .toList();
    Optional<ObjectNode> current = operations.find(replicaSets, key.namespace(), name);
    boolean paused = deployment.path("spec").path("paused").asBoolean();
    if (current.isEmpty() && paused) {
      return Optional.empty();
    }
    ObjectNode live = withRevision(deployment, current.orElseGet(() -> create(deployment)), old);
    if (!paused) {
      RolloutPlan plan =
          RolloutPlan.of(
              deployment.path("spec"),
              size(live),
              old.stream().map(DeploymentController::size).toList());
      for (int i = 0; i < old.size(); i++) {
        scale(deployment, old.get(i), plan.old().get(i));
      }
      scale(deployment, live, plan.current());
    }
    removeHistory(deployment, old);
    writeStatus(deployment, name);
    return Optional.empty();
  }

  private static RolloutPlan.Size size(ObjectNode replicaSet) {
    return new RolloutPlan.Size(
        JsonNodes.at(replicaSet, "spec", "replicas").asInt(),
        JsonNodes.at(replicaSet, "status", "availableReplicas").asInt(),
        JsonNodes.at(replicaSet, "status", "replicas").asInt());
  }

  private static String hash(ObjectNode deployment) {
    return TemplateHash.of(JsonNodes.at(deployment, "spec", "template"));
  }

  private static String currentName(ObjectNode deployment) {
    return JsonNodes.text(deployment, "metadata", "name") + "-" + hash(deployment);
  }

  private ObjectNode create(ObjectNode deployment) {
    String hash = hash(deployment);
    ObjectNode replicaSet = JsonNodes.object();
    replicaSet.put("apiVersion", "apps/v1").put("kind", "ReplicaSet");
    ObjectNode metadata = replicaSet.putObject("metadata");
    metadata.put("name", currentName(deployment));
    ObjectNode template = JsonNodes.at(deployment, "spec", "template").deepCopy();
    ObjectNode labels = JsonNodes.child(JsonNodes.child(template, "metadata"), "labels");
    labels.put(HASH_LABEL, hash);
    metadata.set("labels", labels.deepCopy());
    ObjectNode spec = replicaSet.putObject("spec");
    spec.put("replicas", 0);
    JsonNode minReady = JsonNodes.at(deployment, "spec", "minReadySeconds");
    if (minReady.isNumber()) {
      spec.set("minReadySeconds", minReady);
    }
    ObjectNode selector = JsonNodes.at(deployment, "spec", "selector").deepCopy();
    JsonNodes.child(selector, "matchLabels").put(HASH_LABEL, hash);
    spec.set("selector", selector);
    spec.set("template", template);
    Ownership.control(deployment, replicaSet);
    return operations.create(
        replicaSets, JsonNodes.text(deployment, "metadata", "namespace"), replicaSet, WRITER);
  }

  /** The ReplicaSet in use carries the highest revision, and the Deployment the same. */
  private ObjectNode withRevision(ObjectNode deployment, ObjectNode current, List<ObjectNode> old) {
    long highest = old.stream().mapToLong(DeploymentController::revision).max().orElse(0);
    long revision = Math.max(revision(current), highest + 1);
    if (revision(deployment) != revision) {
      annotate(deployments, deployment, revision);
    }
    return revision(current) == revision ? current : annotate(replicaSets, current, revision);
  }

  private ObjectNode annotate(ResourceType type, ObjectNode object, long revision) {
    return operations.change(
        type,
        JsonNodes.text(object, "metadata", "namespace"),
        JsonNodes.text(object, "metadata", "name"),
        "",
        last -> {
          ObjectNode next = last.deepCopy();
          JsonNodes.child(JsonNodes.child(next, "metadata"), "annotations")
              .put(REVISION, Long.toString(revision));
          return next;
        },
        WRITER);
  }

  private static long revision(ObjectNode object) {
    return JsonNodes.at(object, "metadata", "annotations", REVISION).asLong(0);
  }

  private void scale(ObjectNode deployment, ObjectNode replicaSet, int replicas) {
    int before = JsonNodes.at(replicaSet, "spec", "replicas").asInt();
    if (before == replicas) {
      return;
    }
    String name = JsonNodes.text(replicaSet, "metadata", "name");
    operations.change(
        replicaSets,
        JsonNodes.text(replicaSet, "metadata", "namespace"),
        name,
        "",
        old -> {
          ObjectNode next = old.deepCopy();
          JsonNodes.child(next, "spec").put("replicas", replicas);
          return next;
        },
        WRITER);
    events.normal(
        deployment,
        "ScalingReplicaSet",
        "Scaled "
            + (replicas > before ? "up" : "down")
            + " replica set "
            + name
            + " from "
            + before
            + " to "
            + replicas);
  }

  private void removeHistory(ObjectNode deployment, List<ObjectNode> old) {
    List<ObjectNode> empty =
        old.stream()
            .filter(each -> size(each).wanted() == 0 && size(each).existing() == 0)
            .toList();
    int kept = JsonNodes.at(deployment, "spec", "revisionHistoryLimit").asInt(10);
    for (ObjectNode each : empty.subList(0, Math.max(0, empty.size() - kept))) {
      operations.delete(
          replicaSets,
          JsonNodes.text(each, "metadata", "namespace"),
          JsonNodes.text(each, "metadata", "name"),
          DeleteOptions.background());
    }
  }

  private void writeStatus(ObjectNode deployment, String currentName) {
    String namespace = JsonNodes.text(deployment, "metadata", "namespace");
    List<ObjectNode> all = Ownership.controlled(operations, replicaSets, deployment);
    ObjectNode current = operations.get(replicaSets, namespace, currentName);
    operations.change(
        deployments,
        namespace,
        JsonNodes.text(deployment, "metadata", "name"),
        "status",
        old -> {
          ObjectNode next = old.deepCopy();
          next.set("status", DeploymentStatus.of(old, current, all, Instant.now()));
          return next;
        },
        WRITER);
  }
}
