package dev.datamigration.local.cluster.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.operation.ObjectOperations;
import dev.datamigration.local.cluster.operation.WriteOptions;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.status.ApiException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in Events what a controller did to an object. The same event again raises its count. */
public final class EventLog {
  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

  /** Whether a person should look. */
  public enum Type {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String text;

    Type(String text) {
      this.text = text;
    }
  }

  private final ObjectOperations operations;
  private final ResourceType events;
  private final String component;

  /**
   * @param component who tells, such as {@code kubelet}
   */
  public EventLog(ObjectOperations operations, String component) {
    this.operations = operations;
    this.events = operations.registry().require("", "v1", "events");
    this.component = component;
  }

  public void normal(ObjectNode about, String reason, String message) {
    tell(about, Type.NORMAL, reason, message);
  }

  public void warning(ObjectNode about, String reason, String message) {
    tell(about, Type.WARNING, reason, message);
  }

  private void tell(ObjectNode about, Type type, String reason, String message) {
    String namespace = JsonNodes.text(about, "metadata", "namespace");
    String name =
        JsonNodes.text(about, "metadata", "name")
            + "."
            + Integer.toHexString(
                Objects.hash(JsonNodes.text(about, "metadata", "uid"), component, reason, message));
    try {
      if (operations.find(events, namespace, name).isPresent()) {
        operations.change(events, namespace, name, "", this::again, WriteOptions.by(component));
      } else {
        ObjectNode event = event(about, type, reason, message);
        JsonNodes.child(event, "metadata").put("name", name);
        operations.create(events, namespace, event, WriteOptions.by(component));
      }
    } catch (ApiException e) {
      // An event about an object of a namespace that is going away has nowhere to go.
      LOG.debug("no event {} for {}: {}", reason, name, e.getMessage());
    }
  }

  private ObjectNode again(ObjectNode old) {
    ObjectNode next = old.deepCopy();
    next.put("count", old.path("count").asInt(1) + 1).put("lastTimestamp", operations.now());
    return next;
  }

  private ObjectNode event(ObjectNode about, Type type, String reason, String message) {
    ObjectNode event = JsonNodes.object();
    event.put("apiVersion", "v1").put("kind", "Event");
    ObjectNode object = event.putObject("involvedObject");
    object.put("apiVersion", JsonNodes.text(about, "apiVersion"));
    object.put("kind", JsonNodes.text(about, "kind"));
    for (String field : new String[] {"namespace", "name", "uid", "resourceVersion"}) {
      object.put(field, JsonNodes.text(about, "metadata", field));
    }
    event.put("type", type.text).put("reason", reason).put("message", message);
    event.putObject("source").put("component", component);
    event.put("reportingComponent", component).put("reportingInstance", "");
    event.put("firstTimestamp", operations.now()).put("lastTimestamp", operations.now());
    return event.put("count", 1);
  }
}
