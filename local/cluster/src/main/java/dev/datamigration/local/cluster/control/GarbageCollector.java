package dev.datamigration.local.cluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.operation.DeleteOptions;
import dev.datamigration.local.cluster.operation.Deletion;
import dev.datamigration.local.cluster.operation.ObjectOperations;
import dev.datamigration.local.cluster.operation.WriteOptions;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.status.ApiException;
import dev.datamigration.local.cluster.storage.Change;
import dev.datamigration.local.cluster.storage.ObjectKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Deletes objects whose owners are gone; carries out foreground deletion and orphaning. */
public final class GarbageCollector implements ControlLoop.Controller<GarbageCollector.Item> {
  private static final WriteOptions WRITER = WriteOptions.by("garbage-collector");

  /** An object by place and identity; it may be gone. */
  public record Item(ObjectKey key, String uid) {}

  private final ObjectOperations operations;

  public GarbageCollector(ObjectOperations operations) {
    this.operations = operations;
  }

  @Override
  public Collection<Item> itemsOf(Change change) {
    JsonNode metadata = change.object().path("metadata");
    List<Item> items = new ArrayList<>();
    boolean concerns =
        change.type() == Change.Type.DELETED
            || metadata.has("ownerReferences")
            || metadata.has("deletionTimestamp");
    if (concerns) {
      items.add(new Item(change.key(), JsonNodes.text(metadata, "uid")));
    }
    if (change.type() == Change.Type.DELETED) {
      metadata
          .path("ownerReferences")
          .forEach(owner -> find(change.key().namespace(), owner).ifPresent(items::add));
    }
    return items;
  }

  @Override
  public Optional<Duration> reconcile(Item item) {
    Optional<ObjectNode> object =
        operations.store().get(item.key()).filter(found -> uid(found).equals(item.uid()));
    if (object.isEmpty()) {
      for (ObjectKey dependent : dependents(item.uid())) {
        collect(dependent);
      }
      return Optional.empty();
    }
    collect(item.key());
    if (object.get().path("metadata").has("deletionTimestamp")) {
      finish(item, object.get());
    }
    return Optional.empty();
  }

  private List<ObjectKey> dependents(String uid) {
    return operations
        .store()
        .keys(
            candidate ->
                JsonNodes.at(candidate, "metadata", "ownerReferences")
                    .valueStream()
                    .anyMatch(owner -> JsonNodes.text(owner, "uid").equals(uid)));
  }

  /** Deletes an object with owners all of which are gone. */
  private void collect(ObjectKey key) {
    Optional<ObjectNode> object = operations.store().get(key);
    JsonNode owners = JsonNodes.at(object.orElse(null), "metadata", "ownerReferences");
    boolean deleting = JsonNodes.at(object.orElse(null), "metadata").has("deletionTimestamp");
    if (owners.isEmpty()
        || deleting
        || owners.valueStream().anyMatch(owner -> find(key.namespace(), owner).isPresent())) {
      return;
    }
    delete(key);
  }

  private void delete(ObjectKey key) {
    type(key)
        .ifPresent(
            type -> {
              try {
                operations.delete(type, key.namespace(), key.name(), DeleteOptions.background());
              } catch (ApiException e) {
                if (e.code() != 404) {
                  throw e;
                }
              }
            });
  }

  private void finish(Item item, ObjectNode object) {
    List<String> finalizers = JsonNodes.strings(JsonNodes.at(object, "metadata", "finalizers"));
    if (finalizers.contains(Deletion.ORPHAN)) {
      dependents(item.uid()).forEach(key -> change(key, old -> withoutOwner(old, item.uid())));
      change(item.key(), old -> withoutFinalizer(old, Deletion.ORPHAN));
    }
    if (finalizers.contains(Deletion.FOREGROUND)) {
      List<ObjectKey> dependents = dependents(item.uid());
      dependents.forEach(this::delete);
      if (dependents(item.uid()).isEmpty()) {
        change(item.key(), old -> withoutFinalizer(old, Deletion.FOREGROUND));
      }
    }
  }

  private void change(ObjectKey key, UnaryOperator<ObjectNode> change) {
    type(key)
        .ifPresent(
            type -> operations.change(type, key.namespace(), key.name(), "", change, WRITER));
  }

  static ObjectNode withoutFinalizer(ObjectNode object, String finalizer) {
    ObjectNode next = object.deepCopy();
    ArrayNode left = JsonNodes.array();
    for (String each : JsonNodes.strings(JsonNodes.at(object, "metadata", "finalizers"))) {
      if (!each.equals(finalizer)) {
        left.add(each);
      }
    }
    JsonNodes.child(next, "metadata").set("finalizers", left);
    return next;
  }

  private static ObjectNode withoutOwner(ObjectNode object, String uid) {
    ObjectNode next = object.deepCopy();
    ArrayNode left = JsonNodes.array();
    for (JsonNode owner : JsonNodes.at(object, "metadata", "ownerReferences")) {
      if (!JsonNodes.text(owner, "uid").equals(uid)) {
        left.add(owner.deepCopy());
      }
    }
    JsonNodes.child(next, "metadata").set("ownerReferences", left);
    return next;
  }

  private Optional<Item> find(String namespace, JsonNode owner) {
    String uid = JsonNodes.text(owner, "uid");
    return operations
        .registry()
        .ofKind(JsonNodes.text(owner, "apiVersion"), JsonNodes.text(owner, "kind"))
        .map(type -> type.key(namespace, JsonNodes.text(owner, "name")))
        .filter(key -> operations.store().get(key).filter(o -> uid(o).equals(uid)).isPresent())
        .map(key -> new Item(key, uid));
  }

  private Optional<ResourceType> type(ObjectKey key) {
    return operations.registry().ofStorage(key.resource());
  }

  private static String uid(JsonNode object) {
    return JsonNodes.text(object, "metadata", "uid");
  }
}
