package dev.datamigration.local.cluster.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.status.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a node without namespaces of the operating system cannot do. Fields that mean nothing on a
 * single machine (placement, resources, security contexts) are accepted; every other field that the
 * node does not carry out is refused. Pure.
 */
final class UnsupportedPodFields {
  private static final Set<String> POD =
      Set.of(
          "containers",
          "volumes",
          "restartPolicy",
          "terminationGracePeriodSeconds",
          "serviceAccountName",
          "serviceAccount",
          "automountServiceAccountToken",
          "nodeName",
          "dnsPolicy",
          "schedulerName",
          "securityContext",
          "nodeSelector",
          "tolerations",
          "affinity",
          "topologySpreadConstraints",
          "priorityClassName",
          "priority",
          "preemptionPolicy",
          "enableServiceLinks",
          "imagePullSecrets");
  private static final Set<String> CONTAINER =
      Set.of(
          "name",
          "image",
          "imagePullPolicy",
          "args",
          "env",
          "envFrom",
          "ports",
          "resources",
          "securityContext",
          "volumeMounts",
          "terminationMessagePath",
          "terminationMessagePolicy",
          "startupProbe",
          "readinessProbe",
          "livenessProbe");
  private static final Set<String> PROBE =
      Set.of(
          "httpGet",
          "tcpSocket",
          "initialDelaySeconds",
          "timeoutSeconds",
          "periodSeconds",
          "successThreshold",
          "failureThreshold",
          "terminationGracePeriodSeconds");
  private static final Set<String> HTTP_GET = Set.of("path", "port", "scheme");
  private static final Set<String> MOUNT = Set.of("name", "mountPath", "readOnly");
  private static final Set<String> VOLUME =
      Set.of("name", "secret", "configMap", "emptyDir", "projected", "downwardAPI");
  private static final Set<String> PROJECTION = Set.of("secret", "configMap", "downwardAPI");
  private static final Set<String> VALUE_SOURCE =
      Set.of("fieldRef", "secretKeyRef", "configMapKeyRef");

  private final List<FieldError> errors = new ArrayList<>();

  private UnsupportedPodFields() {}

  /** One error for each field of a pod's spec that would have no effect. */
  static List<FieldError> of(JsonNode spec, String path) {
    UnsupportedPodFields found = new UnsupportedPodFields();
    found.check(spec, POD, path);
    found.each(spec, "containers", path, found::container);
    found.each(spec, "volumes", path, found::volume);
    found.sameMountPaths(spec, path);
    return found.errors;
  }

  private interface Check {
    void check(JsonNode node, String path);
  }

  private void each(JsonNode parent, String list, String path, Check check) {
    for (int i = 0; i < parent.path(list).size(); i++) {
      check.check(parent.path(list).get(i), path + "." + list + "[" + i + "]");
    }
  }

  private void container(JsonNode container, String path) {
    check(container, CONTAINER, path);
    for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
      JsonNode fields = container.path(probe);
      check(fields, PROBE, path + "." + probe);
      check(fields.path("httpGet"), HTTP_GET, path + "." + probe + ".httpGet");
      if (JsonNodes.text(fields, "httpGet", "scheme").equals("HTTPS")) {
        refuse(path + "." + probe + ".httpGet.scheme");
      }
    }
    each(container, "volumeMounts", path, (mount, at) -> check(mount, MOUNT, at));
    each(
        container,
        "env",
        path,
        (variable, at) -> check(variable.path("valueFrom"), VALUE_SOURCE, at + ".valueFrom"));
  }

  private void volume(JsonNode volume, String path) {
    check(volume, VOLUME, path);
    downwardApi(volume, path);
    each(
        volume.path("projected"),
        "sources",
        path + ".projected",
        (source, at) -> {
          check(source, PROJECTION, at);
          downwardApi(source, at);
        });
  }

  private void downwardApi(JsonNode source, String path) {
    each(
        source.path("downwardAPI"),
        "items",
        path + ".downwardAPI",
        (item, at) -> check(item, Set.of("path", "fieldRef"), at));
  }

  /** Paths are translated for the whole pod, so one path cannot mean two volumes. */
  private void sameMountPaths(JsonNode spec, String path) {
    Map<String, String> volumes = new HashMap<>();
    each(
        spec,
        "containers",
        path,
        (container, at) ->
            each(
                container,
                "volumeMounts",
                at,
                (mount, place) -> {
                  String volume = JsonNodes.text(mount, "name");
                  String mountPath = JsonNodes.text(mount, "mountPath");
                  String other = volumes.putIfAbsent(mountPath, volume);
                  if (mountPath.equals("/") || (other != null && !other.equals(volume))) {
                    refuse(place + ".mountPath");
                  }
                }));
  }

  private void check(JsonNode object, Set<String> supported, String path) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = field.getValue();
      boolean empty = value.isNull() || (value.isContainerNode() && value.isEmpty());
      if (!supported.contains(field.getKey()) && !empty) {
        refuse(path + "." + field.getKey());
      }
    }
  }

  private void refuse(String path) {
    errors.add(
        FieldError.forbidden(
            path, "the local cluster, which runs pods as processes, cannot do it"));
  }
}
