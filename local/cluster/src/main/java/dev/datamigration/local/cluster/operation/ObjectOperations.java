package dev.datamigration.local.cluster.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.resource.CustomResourceTypes;
import dev.datamigration.local.cluster.resource.ResourceRegistry;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.status.ApiException;
import dev.datamigration.local.cluster.storage.GroupResource;
import dev.datamigration.local.cluster.storage.ObjectKey;
import dev.datamigration.local.cluster.storage.ObjectStore;
import dev.datamigration.local.cluster.storage.Snapshot;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What can be done with objects: every read and write of the API and of the server's own
 * controllers passes here. One write at a time; thread-safe. Objects handed out must not be
 * modified.
 */
public final class ObjectOperations {
  private static final GroupResource DEFINITIONS =
      new GroupResource("apiextensions.k8s.io", "customresourcedefinitions");

  private final ObjectStore store;
  private final ResourceRegistry registry;
  private final Clock clock;
  private final Object writing = new Object();

  public ObjectOperations(ObjectStore store, ResourceRegistry registry, Clock clock) {
    this.store = store;
    this.registry = registry;
    this.clock = clock;
    for (ObjectNode definition : store.list(DEFINITIONS, "").items()) {
      serve(definition);
    }
  }

  public ResourceRegistry registry() {
    return registry;
  }

  public ObjectStore store() {
    return store;
  }

  /** The current time as the API writes it, in whole seconds. */
  public String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  public Optional<ObjectNode> find(ResourceType type, String namespace, String name) {
    return store.get(type.key(namespace, name)).map(type.rules()::fromStored);
  }

  /**
   * The object.
   *
   * @throws ApiException 404 when there is none
   */
  public ObjectNode get(ResourceType type, String namespace, String name) {
    return find(type, namespace, name)
        .orElseThrow(() -> ApiException.notFound(type.resource(), name));
  }

  /** The objects of a namespace, or of all when it is empty. */
  public Snapshot list(ResourceType type, String namespace) {
    Snapshot stored = store.list(type.storage(), namespace);
    return new Snapshot(
        stored.items().stream().map(type.rules()::fromStored).toList(), stored.version());
  }

  public ObjectNode create(
      ResourceType type, String namespace, ObjectNode body, WriteOptions options) {
    synchronized (writing) {
      checkNamespace(type, namespace);
      ObjectNode object = body.deepCopy();
      ObjectMetadata.initialise(type, namespace, object, now());
      String name = JsonNodes.text(object, "metadata", "name");
      if (!name.isEmpty() && find(type, namespace, name).isPresent()) {
        throw ApiException.alreadyExists(type.resource(), name);
      }
      if (type.hasStatus()) {
        object.remove("status");
      }
      return store(
          type, WritePipeline.create(type, object, Optional.empty(), options, now()), options);
    }
  }

  /** Replaces an object or its status ({@code subresource} {@code "status"}). */
  public ObjectNode update(
      ResourceType type,
      String namespace,
      String name,
      String subresource,
      ObjectNode body,
      WriteOptions options) {
    return change(type, namespace, name, subresource, old -> body, options);
  }

  /**
   * Changes an object by a function of its latest state; the function must not modify its argument.
   */
  public ObjectNode change(
      ResourceType type,
      String namespace,
      String name,
      String subresource,
      UnaryOperator<ObjectNode> change,
      WriteOptions options) {
    synchronized (writing) {
      ObjectNode old = get(type, namespace, name);
      ObjectNode next = change.apply(old).deepCopy();
      ObjectNode result =
          WritePipeline.update(type, old, next, subresource, Optional.empty(), options, now());
      return store(type, result, options);
    }
  }

  /** Patches an object or its status; an apply patch creates an object that is not there. */
  public ObjectNode patch(
      ResourceType type,
      String namespace,
      String name,
      String subresource,
      PatchKind kind,
      JsonNode patch,
      WriteOptions options) {
    synchronized (writing) {
      if (kind == PatchKind.APPLY) {
        return apply(type, namespace, name, subresource, patch, options);
      }
      return change(
          type,
          namespace,
          name,
          subresource,
          old -> Patches.apply(type, kind, old, patch),
          options);
    }
  }

  private ObjectNode apply(
      ResourceType type,
      String namespace,
      String name,
      String subresource,
      JsonNode patch,
      WriteOptions options) {
    Optional<ObjectNode> live = find(type, namespace, name);
    if (live.isEmpty() && !subresource.isEmpty()) {
      throw ApiException.notFound(type.resource(), name);
    }
    ApplyRequest request = new ApplyRequest(type, namespace, name, subresource);
    ApplyRequest.Result applied = request.apply(live, patch, options, now());
    if (live.isEmpty()) {
      checkNamespace(type, namespace);
      ObjectNode object = applied.object();
      ObjectMetadata.initialise(type, namespace, object, now());
      return store(
          type,
          WritePipeline.create(type, object, Optional.of(applied.managers()), options, now()),
          options);
    }
    ObjectNode result =
        WritePipeline.update(
            type,
            live.get(),
            applied.object(),
            subresource,
            Optional.of(applied.managers()),
            options,
            now());
    return store(type, result, options);
  }

  /** Deletes at once, or marks as being deleted; answers the last or the marked state. */
  public Deletion.Outcome delete(
      ResourceType type, String namespace, String name, DeleteOptions options) {
    synchronized (writing) {
      ObjectNode old = get(type, namespace, name);
      Deletion.Outcome outcome = Deletion.decide(type, old, options, clock.instant());
      if (options.dryRun()) {
        return outcome;
      }
      if (outcome.removed()) {
        remove(type, old);
      } else if (!JsonNodes.same(old, outcome.object())) {
        store.put(keyOf(type, old), type.rules().toStored(outcome.object()));
      }
      return outcome;
    }
  }

  private ObjectNode store(ResourceType type, ObjectNode next, WriteOptions options) {
    ObjectKey key = keyOf(type, next);
    Optional<ObjectNode> old = store.get(key).map(type.rules()::fromStored);
    if (options.dryRun() || (old.isPresent() && JsonNodes.same(old.get(), next))) {
      return next;
    }
    if (ObjectMetadata.isDeleting(next)
        && !ObjectMetadata.hasFinalizers(next)
        && !awaitsNode(type, next)) {
      return remove(type, next);
    }
    ObjectNode stored = store.put(key, type.rules().toStored(next));
    if (type.storage().equals(DEFINITIONS)) {
      serve(stored);
    }
    return type.rules().fromStored(stored);
  }

  /** A pod that is being deleted stays until the node has ended its processes. */
  private static boolean awaitsNode(ResourceType type, ObjectNode object) {
    return type.kind().equals("Pod")
        && JsonNodes.at(object, "metadata", "deletionGracePeriodSeconds").asLong() > 0;
  }

  private ObjectNode remove(ResourceType type, ObjectNode object) {
    ObjectKey key = keyOf(type, object);
    if (type.storage().equals(DEFINITIONS)) {
      registry.stopServing(key.name());
    }
    return store.remove(key).map(type.rules()::fromStored).orElse(object);
  }

  private void serve(ObjectNode definition) {
    registry.serve(
        JsonNodes.text(definition, "metadata", "name"), CustomResourceTypes.of(definition));
  }

  private void checkNamespace(ResourceType type, String namespace) {
    if (!type.namespaced()) {
      return;
    }
    GroupResource namespaces = new GroupResource("", "namespaces");
    ObjectNode found =
        store
            .get(new ObjectKey(namespaces, "", namespace))
            .orElseThrow(() -> ApiException.notFound(namespaces, namespace));
    if (ObjectMetadata.isDeleting(found)) {
      throw ApiException.forbidden(
          type.resource(),
          "",
          "unable to create new content in namespace "
              + namespace
              + " because it is being terminated");
    }
  }

  private static ObjectKey keyOf(ResourceType type, ObjectNode object) {
    return type.key(
        JsonNodes.text(object, "metadata", "namespace"),
        JsonNodes.text(object, "metadata", "name"));
  }

  /** The types whose objects can be owned or live in a namespace, one per collection. */
  public List<ResourceType> collections() {
    return registry.all().stream()
        .filter(type -> registry.ofStorage(type.storage()).filter(type::equals).isPresent())
        .toList();
  }
}
