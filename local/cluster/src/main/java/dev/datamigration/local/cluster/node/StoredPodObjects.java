package dev.datamigration.local.cluster.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.operation.ObjectOperations;
import java.util.Optional;

/** The Secrets and ConfigMaps of a namespace as stored. */
record StoredPodObjects(ObjectOperations operations, String namespace) implements PodObjects {
  @Override
  public Optional<ObjectNode> secret(String name) {
    return operations.find(operations.registry().require("", "v1", "secrets"), namespace, name);
  }

  @Override
  public Optional<ObjectNode> configMap(String name) {
    return operations.find(operations.registry().require("", "v1", "configmaps"), namespace, name);
  }
}
