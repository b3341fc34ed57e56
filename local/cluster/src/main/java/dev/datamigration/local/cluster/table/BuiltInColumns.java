package dev.datamigration.local.cluster.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The columns that kube-apiserver prints for its own types. */
public final class BuiltInColumns {
  private static final String NONE = "<none>";

  private BuiltInColumns() {}

  /** Columns after the name, by kind. */
  public static List<Column> ofKind(String kind) {
    return switch (kind) {
      case "Pod" -> pod();
      case "Deployment" -> deployment();
      case "ReplicaSet" -> replicaSet();
      case "Event" -> event();
      case "Lease" ->
          List.of(Columns.at("Holder", 0, "string", "spec", "holderIdentity"), Columns.AGE);
      case "Namespace" ->
          List.of(Columns.at("Status", 0, "string", "status", "phase"), Columns.AGE);
      case "Secret" ->
          List.of(Columns.at("Type", 0, "string", "type"), count("Data", "data"), Columns.AGE);
      case "ConfigMap" -> List.of(count("Data", "data"), Columns.AGE);
      case "ServiceAccount" -> List.of(count("Secrets", "secrets"), Columns.AGE);
      case "Service" -> service();
      case "PodDisruptionBudget" ->
          List.of(
              orNa("Min Available", "minAvailable"),
              orNa("Max Unavailable", "maxUnavailable"),
              Columns.AGE);
      case "RoleBinding", "ClusterRoleBinding" ->
          List.of(
              Columns.text(
                  "Role",
                  0,
                  object ->
                      JsonNodes.text(object, "roleRef", "kind")
                          + "/"
                          + JsonNodes.text(object, "roleRef", "name")),
              Columns.AGE);
      case "Role", "ClusterRole", "CustomResourceDefinition" ->
          List.of(Columns.at("Created At", 0, "string", "metadata", "creationTimestamp"));
      default -> List.of(Columns.AGE);
    };
  }

  private static List<Column> pod() {
    return List.of(
        Columns.text("Ready", 0, BuiltInColumns::readyContainers),
        Columns.text("Status", 0, BuiltInColumns::podStatus),
        Columns.text("Restarts", 0, object -> Integer.toString(restarts(object))),
        Columns.AGE,
        Columns.text("IP", 1, object -> orNone(JsonNodes.text(object, "status", "podIP"))),
        Columns.text("Node", 1, object -> orNone(JsonNodes.text(object, "spec", "nodeName"))));
  }

  private static String readyContainers(ObjectNode pod) {
    int total = JsonNodes.at(pod, "spec", "containers").size();
    long ready =
        StreamSupport.stream(JsonNodes.at(pod, "status", "containerStatuses").spliterator(), false)
            .filter(status -> status.path("ready").asBoolean())
            .count();
    return ready + "/" + total;
  }

  private static String podStatus(ObjectNode pod) {
    if (JsonNodes.at(pod, "metadata", "deletionTimestamp").isTextual()) {
      return "Terminating";
    }
    for (JsonNode status : JsonNodes.at(pod, "status", "containerStatuses")) {
      for (String state : List.of("waiting", "terminated")) {
        String reason = JsonNodes.text(status, "state", state, "reason");
        if (!reason.isEmpty()) {
          return reason;
        }
      }
    }
    String reason = JsonNodes.text(pod, "status", "reason");
    return reason.isEmpty() ? JsonNodes.text(pod, "status", "phase") : reason;
  }

  private static int restarts(ObjectNode pod) {
    int restarts = 0;
    for (JsonNode status : JsonNodes.at(pod, "status", "containerStatuses")) {
      restarts += status.path("restartCount").asInt();
    }
    return restarts;
  }

  private static List<Column> deployment() {
    List<Column> columns = new ArrayList<>();
    columns.add(
        Columns.text(
            "Ready",
            0,
            object ->
                JsonNodes.at(object, "status", "readyReplicas").asInt()
                    + "/"
                    + JsonNodes.at(object, "spec", "replicas").asInt(1)));
    columns.add(number("Up-to-date", "status", "updatedReplicas"));
    columns.add(number("Available", "status", "availableReplicas"));
    columns.add(Columns.AGE);
    columns.addAll(templateColumns());
    return columns;
  }

  private static List<Column> replicaSet() {
    List<Column> columns = new ArrayList<>();
    columns.add(number("Desired", "spec", "replicas"));
    columns.add(number("Current", "status", "replicas"));
    columns.add(number("Ready", "status", "readyReplicas"));
    columns.add(Columns.AGE);
    columns.addAll(templateColumns());
    return columns;
  }

  private static List<Column> templateColumns() {
    return List.of(
        Columns.text("Containers", 1, object -> containers(object, "name")),
        Columns.text("Images", 1, object -> containers(object, "image")),
        Columns.text(
            "Selector",
            1,
            object ->
                JsonNodes.at(object, "spec", "selector", "matchLabels").properties().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue().asText())
                    .collect(Collectors.joining(","))));
  }

  private static String containers(ObjectNode object, String field) {
    List<String> values = new ArrayList<>();
    JsonNodes.at(object, "spec", "template", "spec", "containers")
        .forEach(container -> values.add(JsonNodes.text(container, field)));
    return String.join(",", values);
  }

  private static List<Column> event() {
    return List.of(
        new Column("Last Seen", "string", "", "", 0, object -> Columns.age(lastSeen(object))),
        Columns.at("Type", 0, "string", "type"),
        Columns.at("Reason", 0, "string", "reason"),
        Columns.text(
            "Object",
            0,
            object ->
                (JsonNodes.text(object, "involvedObject", "kind")
                            + JsonNodes.text(object, "regarding", "kind"))
                        .toLowerCase(java.util.Locale.ROOT)
                    + "/"
                    + JsonNodes.text(object, "involvedObject", "name")
                    + JsonNodes.text(object, "regarding", "name")),
        Columns.text(
            "Message",
            0,
            object -> JsonNodes.text(object, "message") + JsonNodes.text(object, "note")),
        Columns.at("Source", 1, "string", "source", "component"),
        Columns.at("Count", 1, "integer", "count"),
        Columns.at("Name", 1, "string", "metadata", "name"));
  }

  private static JsonNode lastSeen(ObjectNode event) {
    for (String field : List.of("lastTimestamp", "deprecatedLastTimestamp", "eventTime")) {
      if (event.path(field).isTextual()) {
        return event.path(field);
      }
    }
    return JsonNodes.at(event, "metadata", "creationTimestamp");
  }

  private static List<Column> service() {
    return List.of(
        Columns.text("Type", 0, object -> object.path("spec").path("type").asText("ClusterIP")),
        Columns.text(
            "Cluster-IP", 0, object -> orNone(JsonNodes.text(object, "spec", "clusterIP"))),
        Columns.text("External-IP", 0, object -> NONE),
        Columns.text(
            "Port(s)",
            0,
            object -> {
              List<String> ports = new ArrayList<>();
              JsonNodes.at(object, "spec", "ports")
                  .forEach(
                      port ->
                          ports.add(
                              port.path("port").asInt()
                                  + "/"
                                  + port.path("protocol").asText("TCP")));
              return ports.isEmpty() ? NONE : String.join(",", ports);
            }),
        Columns.AGE);
  }

  private static Column number(String name, String... path) {
    Function<ObjectNode, JsonNode> value =
        object ->
            com.fasterxml.jackson.databind.node.IntNode.valueOf(JsonNodes.at(object, path).asInt());
    return new Column(name, "integer", "", "", 0, value);
  }

  private static Column count(String name, String field) {
    return new Column(
        name,
        "integer",
        "",
        "",
        0,
        object -> com.fasterxml.jackson.databind.node.IntNode.valueOf(object.path(field).size()));
  }

  private static Column orNa(String name, String field) {
    return Columns.text(name, 0, object -> object.path("spec").path(field).asText("N/A"));
  }

  private static String orNone(String text) {
    return text.isEmpty() ? NONE : text;
  }
}
