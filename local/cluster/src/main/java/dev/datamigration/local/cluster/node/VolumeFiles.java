package dev.datamigration.local.cluster.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Which files a volume of a pod holds. Pure. */
final class VolumeFiles {
  private final ObjectNode pod;
  private final PodObjects objects;
  private final MountPaths mounts;

  VolumeFiles(ObjectNode pod, PodObjects objects, MountPaths mounts) {
    this.pod = pod;
    this.objects = objects;
    this.mounts = mounts;
  }

  /**
   * The contents by path within the volume; none for an {@code emptyDir}.
   *
   * @throws MissingObjectException when an object or key that must be there is not
   */
  Map<String, byte[]> of(JsonNode volume) {
    if (volume.has("projected")) {
      Map<String, byte[]> files = new TreeMap<>();
      volume.path("projected").path("sources").forEach(source -> files.putAll(source(source)));
      return files;
    }
    return source(volume);
  }

  private Map<String, byte[]> source(JsonNode source) {
    if (source.has("secret")) {
      JsonNode secret = source.path("secret");
      String name = secret.path("secretName").asText(JsonNodes.text(secret, "name"));
      return selected(
          secret, "secret", name, objects.secretValues(name, PodObjects.isOptional(secret)));
    }
    if (source.has("configMap")) {
      JsonNode reference = source.path("configMap");
      String name = JsonNodes.text(reference, "name");
      Map<String, byte[]> values = objects.configMapValues(name, PodObjects.isOptional(reference));
      values.replaceAll((key, value) -> translated(value));
      return selected(reference, "configmap", name, values);
    }
    Map<String, byte[]> files = new TreeMap<>();
    for (JsonNode item : source.path("downwardAPI").path("items")) {
      files.put(
          JsonNodes.text(item, "path"),
          PodFields.value(pod, JsonNodes.text(item, "fieldRef", "fieldPath"))
              .getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }

  private byte[] translated(byte[] value) {
    String text = new String(value, StandardCharsets.UTF_8);
    byte[] again = text.getBytes(StandardCharsets.UTF_8);
    return java.util.Arrays.equals(again, value)
        ? mounts.translate(text).getBytes(StandardCharsets.UTF_8)
        : value;
  }

  private static Map<String, byte[]> selected(
      JsonNode reference, String kind, String name, Map<String, byte[]> values) {
    JsonNode items = reference.path("items");
    if (items.isEmpty()) {
      return values;
    }
    Map<String, byte[]> selected = new TreeMap<>();
    for (JsonNode item : items) {
      String key = JsonNodes.text(item, "key");
      if (values.containsKey(key)) {
        selected.put(JsonNodes.text(item, "path"), values.get(key));
      } else if (!PodObjects.isOptional(reference)) {
        throw new MissingObjectException(kind + " \"" + name + "\" has no key \"" + key + "\"");
      }
    }
    return selected;
  }
}
