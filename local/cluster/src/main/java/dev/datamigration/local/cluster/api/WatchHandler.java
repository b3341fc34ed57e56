package dev.datamigration.local.cluster.api;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.fault.FaultInjection;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.select.Selector;
import dev.datamigration.local.cluster.status.ApiException;
import dev.datamigration.local.cluster.storage.Change;
import dev.datamigration.local.cluster.storage.ObjectStore;
import dev.datamigration.local.cluster.storage.Snapshot;
import dev.datamigration.local.cluster.storage.Subscription;
import dev.datamigration.local.cluster.storage.VersionGoneException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/** Watches over plain HTTP: one JSON document per line, until the time is up or the client goes. */
final class WatchHandler {
  private static final Duration BOOKMARK_INTERVAL = Duration.ofSeconds(20);

  /** The fabric8 client's plain HTTP watch reads a line wrongly when it holds anything else. */
  private static final ObjectWriter ASCII =
      JsonNodes.mapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

  private static final Duration FIRST_BOOKMARK = Duration.ofMillis(20);
  private static final int SHORTEST_SECONDS = 1800;
  private static final String INITIAL_EVENTS_END = "k8s.io/initial-events-end";

  private final ObjectStore store;
  private final FaultInjection faults;

  WatchHandler(ObjectStore store, FaultInjection faults) {
    this.store = store;
    this.faults = faults;
  }

  /** One client's watch while it lasts. */
  private record Watch(
      ResourceType type,
      String namespace,
      Selector selector,
      Representation representation,
      ApiExchange exchange,
      OutputStream out) {

    boolean covers(Change change) {
      return namespace.isEmpty() || namespace.equals(change.key().namespace());
    }

    boolean selects(ObjectNode stored) {
      return stored != null && selector.matches(type.rules().fromStored(stored));
    }

    void send(String event, ObjectNode object) throws IOException {
      ObjectNode line = JsonNodes.object();
      line.put("type", event);
      line.set("object", object);
      out.write(ASCII.writeValueAsBytes(line));
      out.write('\n');
      out.flush();
    }

    void sendStored(String event, ObjectNode stored) throws IOException {
      ObjectNode object = type.rules().fromStored(stored);
      send(event, representation.single(type, object, exchange));
    }
  }

  void serve(ResourceType type, String namespace, Selector selector, ApiExchange exchange)
      throws IOException, InterruptedException {
    Representation representation = Representation.of(exchange);
    String from = exchange.query("resourceVersion");
    boolean initial = exchange.flag("sendInitialEvents");
    boolean synthetic = from.isEmpty() || from.equals("0") || initial;
    Snapshot snapshot = synthetic ? store.list(type.storage(), namespace) : null;
    long start = synthetic ? snapshot.version() : parseVersion(from);
    try (Subscription changes = subscribe(type, start);
        OutputStream out = exchange.stream("application/json")) {
      Watch watch = new Watch(type, namespace, selector, representation, exchange, out);
      out.flush();
      if (synthetic) {
        for (ObjectNode stored : snapshot.items()) {
          if (watch.selects(stored)) {
            watch.sendStored("ADDED", stored);
          }
        }
        if (initial) {
          bookmark(watch, start, true);
        }
      }
      follow(watch, changes, duration(exchange));
    }
  }

  private Subscription subscribe(ResourceType type, long after) {
    try {
      return store.subscribe(Optional.of(type.storage()), after);
    } catch (VersionGoneException e) {
      throw ApiException.gone(e.getMessage());
    }
  }

  private static long parseVersion(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw ApiException.badRequest(
          "Invalid value: \"" + text + "\": resourceVersion must be a number");
    }
  }

  private static Duration duration(ApiExchange exchange) {
    String asked = exchange.query("timeoutSeconds");
    return Duration.ofSeconds(
        asked.isEmpty()
            ? SHORTEST_SECONDS + ThreadLocalRandom.current().nextInt(SHORTEST_SECONDS)
            : Long.parseLong(asked));
  }

  private void follow(Watch watch, Subscription changes, Duration duration)
      throws IOException, InterruptedException {
    boolean bookmarks = watch.exchange().flag("allowWatchBookmarks");
    long end = System.nanoTime() + duration.toNanos();
    // fabric8 counts a watch as established when its first line comes.
    Duration pause = FIRST_BOOKMARK;
    while (changes.isOpen()) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        return;
      }
      Optional<Change> change = changes.poll(Math.min(left, pause.toMillis()));
      if (change.isPresent()) {
        if (watch.covers(change.get())) {
          deliver(watch, change.get());
        }
      } else if (bookmarks) {
        OptionalLong version = store.bookmark(changes);
        if (version.isPresent()) {
          bookmark(watch, version.getAsLong(), false);
        }
        pause = BOOKMARK_INTERVAL;
      }
    }
  }

  /** A change as seen through the selector: objects enter and leave it. */
  private void deliver(Watch watch, Change change) throws IOException, InterruptedException {
    ApiExchange exchange = watch.exchange();
    int deliveries = faults.deliveries(exchange.path(), exchange.header("User-Agent"));
    for (int i = 0; i < deliveries; i++) {
      deliverOnce(watch, change);
    }
  }

  private static void deliverOnce(Watch watch, Change change) throws IOException {
    boolean before = watch.selects(change.previous());
    boolean after = change.type() != Change.Type.DELETED && watch.selects(change.object());
    if (after) {
      watch.sendStored(before ? "MODIFIED" : "ADDED", change.object());
    } else if (before) {
      ObjectNode last = change.previous().deepCopy();
      JsonNodes.child(last, "metadata").put("resourceVersion", Long.toString(change.version()));
      watch.sendStored("DELETED", last);
    }
  }

  private static void bookmark(Watch watch, long version, boolean endOfInitial) throws IOException {
    ObjectNode object = JsonNodes.object();
    object.put("kind", watch.type().kind()).put("apiVersion", watch.type().apiVersion());
    ObjectNode metadata = object.putObject("metadata");
    metadata.put("resourceVersion", Long.toString(version));
    if (endOfInitial) {
      metadata.putObject("annotations").put(INITIAL_EVENTS_END, "true");
    }
    if (watch.representation() == Representation.TABLE) {
      watch.send(
          "BOOKMARK",
          Representation.TABLE.list(watch.type(), List.of(), version, watch.exchange()));
    } else {
      watch.send("BOOKMARK", object);
    }
  }
}
