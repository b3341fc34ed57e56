package dev.datamigration.local.cluster.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.operation.DeleteOptions;
import dev.datamigration.local.cluster.operation.ObjectOperations;
import dev.datamigration.local.cluster.operation.WriteOptions;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.status.ApiException;
import dev.datamigration.local.cluster.storage.Change;
import dev.datamigration.local.cluster.storage.GroupResource;
import dev.datamigration.local.cluster.storage.ObjectKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Gives every namespace its default service account, and empties those that are being deleted. */
public final class NamespaceController implements ControlLoop.Controller<String> {
  private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");
  private static final WriteOptions WRITER = WriteOptions.by("namespace-controller");

  private final ObjectOperations operations;
  private final ResourceType namespaces;
  private final ResourceType serviceAccounts;

  public NamespaceController(ObjectOperations operations) {
    this.operations = operations;
    this.namespaces = operations.registry().require("", "v1", "namespaces");
    this.serviceAccounts = operations.registry().require("", "v1", "serviceaccounts");
  }

  @Override
  public Collection<String> itemsOf(Change change) {
    if (change.key().resource().equals(NAMESPACES)) {
      return List.of(change.key().name());
    }
    boolean removal = change.type() == Change.Type.DELETED && !change.key().namespace().isEmpty();
    return removal ? List.of(change.key().namespace()) : List.of();
  }

  @Override
  public Optional<Duration> reconcile(String name) {
    Optional<ObjectNode> namespace = operations.find(namespaces, "", name);
    if (namespace.isEmpty()) {
      return Optional.empty();
    }
    if (namespace.get().path("metadata").has("deletionTimestamp")) {
      empty(name);
    } else if (operations.find(serviceAccounts, name, "default").isEmpty()) {
      ObjectNode account = JsonNodes.object();
      account.put("apiVersion", "v1").put("kind", "ServiceAccount");
      account.putObject("metadata").put("name", "default");
      operations.create(serviceAccounts, name, account, WRITER);
    }
    return Optional.empty();
  }

  private void empty(String name) {
    for (ObjectKey key : contents(name)) {
      operations.registry().ofStorage(key.resource()).ifPresent(type -> delete(type, key));
    }
    if (contents(name).isEmpty()) {
      operations.change(
          namespaces,
          "",
          name,
          "",
          old -> {
            ObjectNode next = old.deepCopy();
            JsonNodes.child(next, "spec").putArray("finalizers");
            return next;
          },
          WRITER);
    }
  }

  private void delete(ResourceType type, ObjectKey key) {
    try {
      operations.delete(type, key.namespace(), key.name(), DeleteOptions.background());
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
    }
  }

  private List<ObjectKey> contents(String namespace) {
    return operations
        .store()
        .keys(object -> JsonNodes.text(object, "metadata", "namespace").equals(namespace));
  }
}
