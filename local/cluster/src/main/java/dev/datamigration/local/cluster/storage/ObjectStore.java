package dev.datamigration.local.cluster.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * All objects with one store-wide, ever-growing version, the latest changes, and their subscribers.
 * Thread-safe. Objects handed out are shared: callers copy them before changing anything.
 */
public final class ObjectStore {
  private static final int HISTORY = 10_000;

  private final ObjectFiles files;
  private final Map<GroupResource, NavigableMap<String, ObjectNode>> objects = new HashMap<>();
  private final Deque<Change> history = new ArrayDeque<>();
  private final Set<Subscription> subscriptions = new LinkedHashSet<>();
  private long version;
  private long reserved;
  private long oldest;

  /** Loads what {@code files} holds. Versions go on above any version ever handed out before. */
  public ObjectStore(ObjectFiles files) {
    this.files = files;
    files.load().forEach((key, object) -> collection(key.resource()).put(path(key), object));
    this.version = files.reservedVersions();
    this.reserved = version;
    this.oldest = version;
  }

  public synchronized Optional<ObjectNode> get(ObjectKey key) {
    return Optional.ofNullable(collection(key.resource()).get(path(key)));
  }

  /**
   * The objects of one collection in name order; of all namespaces when {@code namespace} is empty.
   */
  public synchronized Snapshot list(GroupResource resource, String namespace) {
    NavigableMap<String, ObjectNode> collection = collection(resource);
    return new Snapshot(
        new ArrayList<>(
            namespace.isEmpty()
                ? collection.values()
                : collection.subMap(namespace + "/", namespace + "0").values()),
        version);
  }

  /** Every stored object that {@code wanted} accepts. */
  public synchronized List<ObjectKey> keys(Predicate<ObjectNode> wanted) {
    List<ObjectKey> keys = new ArrayList<>();
    objects.forEach(
        (resource, collection) ->
            collection.values().stream()
                .filter(wanted)
                .forEach(object -> keys.add(keyOf(resource, object))));
    return keys;
  }

  /** Stores {@code object} under a new version, which is written into its metadata. */
  public synchronized ObjectNode put(ObjectKey key, ObjectNode object) {
    long next = nextVersion();
    JsonNodes.child(object, "metadata").put("resourceVersion", Long.toString(next));
    files.write(key, object);
    ObjectNode previous = collection(key.resource()).put(path(key), object);
    Change.Type type = previous == null ? Change.Type.ADDED : Change.Type.MODIFIED;
    publish(new Change(type, key, object, previous, next));
    return object;
  }

  /**
   * Removes an object; answers its last state with the deletion's version, empty if there was none.
   */
  public synchronized Optional<ObjectNode> remove(ObjectKey key) {
    ObjectNode previous = collection(key.resource()).get(path(key));
    if (previous == null) {
      return Optional.empty();
    }
    long next = nextVersion();
    ObjectNode last = previous.deepCopy();
    JsonNodes.child(last, "metadata").put("resourceVersion", Long.toString(next));
    files.delete(key);
    collection(key.resource()).remove(path(key));
    publish(new Change(Change.Type.DELETED, key, last, previous, next));
    return Optional.of(last);
  }

  /**
   * Changes after {@code after}, past and future, of one collection (of all when empty).
   *
   * @throws VersionGoneException when the past ones are no longer kept
   */
  public synchronized Subscription subscribe(Optional<GroupResource> resource, long after) {
    if (after < oldest || after > version) {
      throw new VersionGoneException(after, oldest);
    }
    Subscription subscription = new Subscription(this, resource);
    for (Change change : history) {
      if (change.version() > after) {
        subscription.offer(change);
      }
    }
    subscriptions.add(subscription);
    return subscription;
  }

  /** Every stored object as an addition, then every change of any collection. */
  public synchronized Subscription subscribeFromStart() {
    Subscription subscription = new Subscription(this, Optional.empty());
    objects.forEach(
        (resource, collection) ->
            collection
                .values()
                .forEach(
                    object ->
                        subscription.offer(
                            new Change(
                                Change.Type.ADDED,
                                keyOf(resource, object),
                                object,
                                null,
                                version))));
    subscriptions.add(subscription);
    return subscription;
  }

  synchronized void unsubscribe(Subscription subscription) {
    subscriptions.remove(subscription);
  }

  public synchronized long version() {
    return version;
  }

  /**
   * The version up to which {@code subscription} has seen everything; empty while changes wait in
   * its queue.
   */
  public synchronized OptionalLong bookmark(Subscription subscription) {
    return subscription.isDrained() ? OptionalLong.of(version) : OptionalLong.empty();
  }

  private void publish(Change change) {
    history.addLast(change);
    if (history.size() > HISTORY) {
      oldest = history.removeFirst().version();
    }
    subscriptions.forEach(subscription -> subscription.offer(change));
  }

  private long nextVersion() {
    version++;
    if (version > reserved) {
      reserved = files.reserveVersions(version);
    }
    return version;
  }

  private NavigableMap<String, ObjectNode> collection(GroupResource resource) {
    return objects.computeIfAbsent(resource, ignored -> new TreeMap<>());
  }

  private static ObjectKey keyOf(GroupResource resource, ObjectNode object) {
    return new ObjectKey(
        resource,
        JsonNodes.text(object, "metadata", "namespace"),
        JsonNodes.text(object, "metadata", "name"));
  }

  private static String path(ObjectKey key) {
    return key.namespace() + "/" + key.name();
  }
}
