package dev.datamigration.operator.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.MapDifference;
import com.google.common.collect.Maps;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a namespace holds but for Events, without what differs between two runs that went the same
 * way: unique names, versions and times.
 *
 * @param values by kind, name and path
 */
record ClusterState(Map<String, String> values) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, List<String>> KINDS =
      Map.of(
          "datamigration.dev/v1alpha1",
          List.of("DataMigrationWorkflow", "WorkerPool", "SourceConnection", "SnowflakeConnection"),
          "apps/v1",
          List.of("Deployment"),
          "v1",
          List.of("ConfigMap", "Secret"));

  /** What the cluster itself makes of Deployments, which is not compared, only to be gone. */
  private static final Map<String, List<String>> MADE_BY_CLUSTER =
      Map.of("apps/v1", List.of("ReplicaSet"), "v1", List.of("Pod"));

  static ClusterState of(KubernetesClient client, String namespace) {
    Map<String, String> values = new TreeMap<>();
    list(client, namespace, KINDS)
        .forEach(
            (name, object) ->
                flatten(
                    name,
                    normal(client.getKubernetesSerialization().asJson(object), namespace),
                    values));
    return new ClusterState(values);
  }

  /** What differs, in words; empty if nothing does. */
  String difference(ClusterState expected) {
    MapDifference<String, String> difference = Maps.difference(values, expected.values);
    return difference.areEqual() ? "" : difference.toString();
  }

  private static void flatten(String path, JsonNode value, Map<String, String> into) {
    if (value.isValueNode() || value.isEmpty()) {
      into.put(path, value.toString());
    }
    value
        .properties()
        .forEach(entry -> flatten(path + "." + entry.getKey(), entry.getValue(), into));
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      flatten(path + "[" + i + "]", value.get(i), into);
    }
  }

  /** Replica sets and pods. */
  static Map<String, GenericKubernetesResource> madeByCluster(
      KubernetesClient client, String namespace) {
    return list(client, namespace, MADE_BY_CLUSTER);
  }

  private static Map<String, GenericKubernetesResource> list(
      KubernetesClient client, String namespace, Map<String, List<String>> kinds) {
    Map<String, GenericKubernetesResource> found = new TreeMap<>();
    kinds.forEach(
        (version, names) ->
            names.forEach(
                kind ->
                    client
                        .genericKubernetesResources(version, kind)
                        .inNamespace(namespace)
                        .list()
                        .getItems()
                        .forEach(
                            object ->
                                found.put(kind + "/" + object.getMetadata().getName(), object))));
    return found;
  }

  private static JsonNode normal(String text, String namespace) {
    try {
      ObjectNode object = (ObjectNode) JSON.readTree(text);
      ObjectNode metadata = (ObjectNode) object.get("metadata");
      metadata.set("managedFields", managers(metadata.path("managedFields")));
      metadata.remove(List.of("resourceVersion", "creationTimestamp"));
      if (object.path("kind").asText().equals("Deployment")) {
        // How often it was scaled, and what its pods did.
        metadata.remove("generation");
        object.remove("status");
      }
      return JSON.readTree(
          object
              .toString()
              .replace(namespace, "NAMESPACE")
              .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UID")
              .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "TIME")
              .replaceAll("\"[0-9a-f]{16}\"", "\"HASH\""));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Who wrote the object. */
  private static ArrayNode managers(JsonNode managedFields) {
    TreeSet<String> managers = new TreeSet<>();
    managedFields.forEach(
        entry ->
            managers.add(
                entry.path("manager").asText() + " " + entry.path("subresource").asText()));
    ArrayNode names = JSON.createArrayNode();
    managers.forEach(names::add);
    return names;
  }
}
