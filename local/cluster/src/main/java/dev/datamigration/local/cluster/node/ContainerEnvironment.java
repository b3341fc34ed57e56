package dev.datamigration.local.cluster.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The environment variables a container's {@code env} and {@code envFrom} mean. Pure. */
final class ContainerEnvironment {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$|\\$\\(([-._a-zA-Z][-._a-zA-Z0-9]*)\\)");

  private final ObjectNode pod;
  private final PodObjects objects;

  ContainerEnvironment(ObjectNode pod, PodObjects objects) {
    this.pod = pod;
    this.objects = objects;
  }

  /**
   * The variables, later ones overriding earlier ones.
   *
   * @throws MissingObjectException when an object or key that must be there is not
   */
  Map<String, String> of(JsonNode container) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (JsonNode source : container.path("envFrom")) {
      String prefix = JsonNodes.text(source, "prefix");
      from(source).forEach((key, value) -> variables.put(prefix + key, text(value)));
    }
    for (JsonNode variable : container.path("env")) {
      put(variables, variable);
    }
    return variables;
  }

  private Map<String, byte[]> from(JsonNode source) {
    JsonNode secret = source.path("secretRef");
    JsonNode configMap = source.path("configMapRef");
    return secret.isObject()
        ? objects.secretValues(JsonNodes.text(secret, "name"), PodObjects.isOptional(secret))
        : objects.configMapValues(
            JsonNodes.text(configMap, "name"), PodObjects.isOptional(configMap));
  }

  private void put(Map<String, String> variables, JsonNode variable) {
    String name = JsonNodes.text(variable, "name");
    JsonNode from = variable.path("valueFrom");
    if (from.has("fieldRef")) {
      variables.put(name, PodFields.value(pod, JsonNodes.text(from, "fieldRef", "fieldPath")));
    } else if (from.has("secretKeyRef")) {
      JsonNode reference = from.path("secretKeyRef");
      Map<String, byte[]> values =
          objects.secretValues(JsonNodes.text(reference, "name"), PodObjects.isOptional(reference));
      putKey(variables, name, "Secret", reference, values);
    } else if (from.has("configMapKeyRef")) {
      JsonNode reference = from.path("configMapKeyRef");
      Map<String, byte[]> values =
          objects.configMapValues(
              JsonNodes.text(reference, "name"), PodObjects.isOptional(reference));
      putKey(variables, name, "ConfigMap", reference, values);
    } else {
      variables.put(name, expand(JsonNodes.text(variable, "value"), variables));
    }
  }

  private void putKey(
      Map<String, String> variables,
      String name,
      String kind,
      JsonNode reference,
      Map<String, byte[]> values) {
    String key = JsonNodes.text(reference, "key");
    if (values.containsKey(key)) {
      variables.put(name, text(values.get(key)));
    } else if (!PodObjects.isOptional(reference)) {
      throw new MissingObjectException(
          "couldn't find key "
              + key
              + " in "
              + kind
              + " "
              + JsonNodes.text(pod, "metadata", "namespace")
              + "/"
              + JsonNodes.text(reference, "name"));
    }
  }

  /** Replaces {@code $(NAME)} where NAME is known; {@code $$} stands for a dollar sign. */
  static String expand(String text, Map<String, String> variables) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            found -> {
              String known = found.group(1) == null ? "$" : variables.get(found.group(1));
              return Matcher.quoteReplacement(known == null ? found.group() : known);
            });
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
