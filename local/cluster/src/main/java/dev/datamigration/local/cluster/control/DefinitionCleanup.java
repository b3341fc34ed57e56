package dev.datamigration.local.cluster.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.operation.DeleteOptions;
import dev.datamigration.local.cluster.operation.Deletion;
import dev.datamigration.local.cluster.operation.ObjectOperations;
import dev.datamigration.local.cluster.operation.WriteOptions;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.storage.Change;
import dev.datamigration.local.cluster.storage.GroupResource;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Deletes a CRD's objects before the CRD itself goes. */
public final class DefinitionCleanup implements ControlLoop.Controller<String> {
  private static final GroupResource DEFINITIONS =
      new GroupResource("apiextensions.k8s.io", "customresourcedefinitions");
  private static final WriteOptions WRITER = WriteOptions.by("definition-cleanup");

  private final ObjectOperations operations;
  private final ResourceType definitions;

  public DefinitionCleanup(ObjectOperations operations) {
    this.operations = operations;
    this.definitions =
        operations.registry().require(DEFINITIONS.group(), "v1", DEFINITIONS.plural());
  }

  @Override
  public Collection<String> itemsOf(Change change) {
    if (change.key().resource().equals(DEFINITIONS)) {
      return List.of(change.key().name());
    }
    return change.type() == Change.Type.DELETED
        ? List.of(change.key().resource().toString())
        : List.of();
  }

  @Override
  public Optional<Duration> reconcile(String name) {
    Optional<ObjectNode> definition =
        operations
            .find(definitions, "", name)
            .filter(found -> found.path("metadata").has("deletionTimestamp"));
    if (definition.isEmpty()) {
      return Optional.empty();
    }
    GroupResource objects =
        new GroupResource(
            JsonNodes.text(definition.get(), "spec", "group"),
            JsonNodes.text(definition.get(), "spec", "names", "plural"));
    Optional<ResourceType> type = operations.registry().ofStorage(objects);
    if (type.isPresent()) {
      for (ObjectNode object : operations.list(type.get(), "").items()) {
        operations.delete(
            type.get(),
            JsonNodes.text(object, "metadata", "namespace"),
            JsonNodes.text(object, "metadata", "name"),
            DeleteOptions.background());
      }
    }
    if (operations.store().list(objects, "").items().isEmpty()) {
      operations.change(
          definitions,
          "",
          name,
          "",
          old -> GarbageCollector.withoutFinalizer(old, Deletion.CUSTOM_RESOURCE_CLEANUP),
          WRITER);
    }
    return Optional.empty();
  }
}
