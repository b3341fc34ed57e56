package dev.datamigration.local.cluster.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a pod may ask about itself: the downward API. Pure. */
final class PodFields {
  /** The address of every pod: there are no network namespaces. */
  static final String ADDRESS = "127.0.0.1";

  private static final Pattern KEYED =
      Pattern.compile("metadata\\.(labels|annotations)\\['([^']+)'\\]");

  private PodFields() {}

  /**
   * The value at a {@code fieldPath}.
   *
   * @throws IllegalArgumentException when the downward API has no such field
   */
  static String value(ObjectNode pod, String fieldPath) {
    Matcher keyed = KEYED.matcher(fieldPath);
    if (keyed.matches()) {
      return JsonNodes.text(pod, "metadata", keyed.group(1), keyed.group(2));
    }
    return switch (fieldPath) {
      case "metadata.name", "metadata.namespace", "metadata.uid" ->
          JsonNodes.text(pod, fieldPath.split("\\.", -1));
      case "metadata.labels", "metadata.annotations" -> lines(pod, fieldPath.substring(9));
      case "spec.nodeName", "spec.serviceAccountName" ->
          JsonNodes.text(pod, fieldPath.split("\\.", -1));
      case "status.podIP", "status.podIPs", "status.hostIP", "status.hostIPs" -> ADDRESS;
      default -> throw new IllegalArgumentException("field label not supported: " + fieldPath);
    };
  }

  private static String lines(ObjectNode pod, String field) {
    return JsonNodes.at(pod, "metadata", field).properties().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + "=" + JsonNodes.write(entry.getValue()))
        .collect(Collectors.joining("\n"));
  }
}
