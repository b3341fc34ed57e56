package dev.datamigration.local.cluster.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.util.List;
import java.util.Locale;

/** The defaults that kube-apiserver writes into workloads and pods. */
final class WorkloadDefaults {
  private static final int DEFAULT_MODE = 420;

  private WorkloadDefaults() {}

  static void deployment(ObjectNode deployment) {
    ObjectNode spec = JsonNodes.child(deployment, "spec");
    JsonNodes.putIfAbsent(spec, "replicas", 1);
    JsonNodes.putIfAbsent(spec, "revisionHistoryLimit", 10);
    JsonNodes.putIfAbsent(spec, "progressDeadlineSeconds", 600);
    ObjectNode strategy = JsonNodes.child(spec, "strategy");
    JsonNodes.putIfAbsent(strategy, "type", "RollingUpdate");
    if (strategy.path("type").asText().equals("RollingUpdate")) {
      ObjectNode rolling = JsonNodes.child(strategy, "rollingUpdate");
      JsonNodes.putIfAbsent(rolling, "maxSurge", "25%");
      JsonNodes.putIfAbsent(rolling, "maxUnavailable", "25%");
    }
    template(spec);
  }

  static void replicaSet(ObjectNode replicaSet) {
    ObjectNode spec = JsonNodes.child(replicaSet, "spec");
    JsonNodes.putIfAbsent(spec, "replicas", 1);
    template(spec);
  }

  private static void template(ObjectNode spec) {
    ObjectNode template = JsonNodes.child(spec, "template");
    JsonNodes.putIfAbsent(
        JsonNodes.child(template, "metadata"),
        "creationTimestamp",
        com.fasterxml.jackson.databind.node.NullNode.getInstance());
    podSpec(JsonNodes.child(template, "spec"));
  }

  static void pod(ObjectNode pod) {
    podSpec(JsonNodes.child(pod, "spec"));
    ObjectNode status = JsonNodes.child(pod, "status");
    JsonNodes.putIfAbsent(status, "phase", "Pending");
  }

  private static void podSpec(ObjectNode spec) {
    JsonNodes.putIfAbsent(spec, "restartPolicy", "Always");
    JsonNodes.putIfAbsent(spec, "terminationGracePeriodSeconds", 30);
    JsonNodes.putIfAbsent(spec, "dnsPolicy", "ClusterFirst");
    JsonNodes.putIfAbsent(spec, "schedulerName", "default-scheduler");
    JsonNodes.child(spec, "securityContext");
    if (spec.hasNonNull("serviceAccountName")) {
      JsonNodes.putIfAbsent(spec, "serviceAccount", spec.path("serviceAccountName").asText());
    }
    for (JsonNode container : spec.path("containers")) {
      if (container instanceof ObjectNode fields) {
        container(fields);
      }
    }
    for (JsonNode volume : spec.path("volumes")) {
      for (String source : List.of("secret", "configMap", "projected", "downwardAPI")) {
        if (volume.path(source) instanceof ObjectNode fields) {
          JsonNodes.putIfAbsent(fields, "defaultMode", DEFAULT_MODE);
        }
      }
    }
  }

  private static void container(ObjectNode container) {
    String image = container.path("image").asText("");
    boolean latest =
        image.endsWith(":latest") || !image.substring(image.lastIndexOf('/') + 1).contains(":");
    JsonNodes.putIfAbsent(container, "imagePullPolicy", latest ? "Always" : "IfNotPresent");
    JsonNodes.putIfAbsent(container, "terminationMessagePath", "/dev/termination-log");
    JsonNodes.putIfAbsent(container, "terminationMessagePolicy", "File");
    JsonNodes.child(container, "resources");
    container
        .path("ports")
        .forEach(port -> JsonNodes.putIfAbsent((ObjectNode) port, "protocol", "TCP"));
    for (String name : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
      if (container.path(name) instanceof ObjectNode probe) {
        JsonNodes.putIfAbsent(probe, "timeoutSeconds", 1);
        JsonNodes.putIfAbsent(probe, "periodSeconds", 10);
        JsonNodes.putIfAbsent(probe, "successThreshold", 1);
        JsonNodes.putIfAbsent(probe, "failureThreshold", 3);
        if (probe.path("httpGet") instanceof ObjectNode http) {
          JsonNodes.putIfAbsent(http, "path", "/");
          JsonNodes.putIfAbsent(http, "scheme", "HTTP");
          http.put("scheme", http.path("scheme").asText().toUpperCase(Locale.ROOT));
        }
      }
    }
    for (JsonNode variable : container.path("env")) {
      if (variable.path("valueFrom").path("fieldRef") instanceof ObjectNode reference) {
        JsonNodes.putIfAbsent(reference, "apiVersion", "v1");
      }
    }
  }
}
