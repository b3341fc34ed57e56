package dev.datamigration.local.cluster.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;

/** Namespaces: the name as a label, and a finalizer until they are empty. */
final class NamespaceRules {
  private NamespaceRules() {}

  static void applyDefaults(ObjectNode namespace) {
    ObjectNode metadata = JsonNodes.child(namespace, "metadata");
    JsonNodes.child(metadata, "labels")
        .put("kubernetes.io/metadata.name", JsonNodes.text(metadata, "name"));
    ObjectNode spec = JsonNodes.child(namespace, "spec");
    if (!spec.has("finalizers")) {
      spec.putArray("finalizers").add("kubernetes");
    }
    JsonNodes.putIfAbsent(JsonNodes.child(namespace, "status"), "phase", "Active");
  }
}
