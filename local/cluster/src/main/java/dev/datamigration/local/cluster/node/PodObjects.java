package dev.datamigration.local.cluster.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Secrets and ConfigMaps of a pod's namespace, as the node sees them. */
interface PodObjects {
  Optional<ObjectNode> secret(String name);

  Optional<ObjectNode> configMap(String name);

  /**
   * The values of a Secret by key; empty when it is missing and optional.
   *
   * @throws MissingObjectException when it is missing and not optional
   */
  default Map<String, byte[]> secretValues(String name, boolean optional) {
    Optional<ObjectNode> secret = secret(name);
    require(secret.isPresent() || optional, "secret", name);
    Map<String, byte[]> values = new TreeMap<>();
    secret.ifPresent(found -> decode(found.path("data"), values));
    return values;
  }

  /**
   * The values of a ConfigMap by key; empty when it is missing and optional.
   *
   * @throws MissingObjectException when it is missing and not optional
   */
  default Map<String, byte[]> configMapValues(String name, boolean optional) {
    Optional<ObjectNode> configMap = configMap(name);
    require(configMap.isPresent() || optional, "configmap", name);
    Map<String, byte[]> values = new TreeMap<>();
    configMap.ifPresent(
        found -> {
          decode(found.path("binaryData"), values);
          found
              .path("data")
              .properties()
              .forEach(
                  entry ->
                      values.put(
                          entry.getKey(),
                          entry.getValue().asText().getBytes(StandardCharsets.UTF_8)));
        });
    return values;
  }

  private static void decode(JsonNode data, Map<String, byte[]> values) {
    data.properties()
        .forEach(
            entry ->
                values.put(entry.getKey(), Base64.getDecoder().decode(entry.getValue().asText())));
  }

  private static void require(boolean found, String kind, String name) {
    if (!found) {
      throw new MissingObjectException(kind + " \"" + name + "\" not found");
    }
  }

  /** Whether the reference says {@code optional: true}. */
  static boolean isOptional(JsonNode reference) {
    return JsonNodes.at(reference, "optional").asBoolean(false);
  }
}
