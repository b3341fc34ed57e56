package dev.datamigration.local.cluster.resource;

import dev.datamigration.local.cluster.storage.GroupResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The types this server serves; custom ones come and go with their CRDs. Thread-safe. */
public final class ResourceRegistry {
  private final List<ResourceType> builtIn;
  private final Map<String, List<ResourceType>> custom = new LinkedHashMap<>();

  public ResourceRegistry(Collection<ResourceType> builtIn) {
    this.builtIn = List.copyOf(builtIn);
  }

  public synchronized List<ResourceType> all() {
    List<ResourceType> types = new ArrayList<>(builtIn);
    custom.values().forEach(types::addAll);
    return types;
  }

  /** Installs or replaces the versions that the CRD {@code name} serves. */
  public synchronized void serve(String name, List<ResourceType> versions) {
    custom.put(name, List.copyOf(versions));
  }

  public synchronized void stopServing(String name) {
    custom.remove(name);
  }

  public Optional<ResourceType> find(String group, String version, String plural) {
    return first(
        type ->
            type.group().equals(group)
                && type.version().equals(version)
                && type.names().plural().equals(plural));
  }

  /** The type of an object's apiVersion and kind. */
  public Optional<ResourceType> ofKind(String apiVersion, String kind) {
    return first(type -> type.apiVersion().equals(apiVersion) && type.kind().equals(kind));
  }

  /** A type through which the objects of a collection can be written. */
  public Optional<ResourceType> ofStorage(GroupResource storage) {
    return first(type -> type.storage().equals(storage));
  }

  /** The type that must be there; for the server's own types. */
  public ResourceType require(String group, String version, String plural) {
    return find(group, version, plural)
        .orElseThrow(() -> new IllegalStateException("not served: " + group + "/" + plural));
  }

  private Optional<ResourceType> first(Predicate<ResourceType> wanted) {
    return all().stream().filter(wanted).findFirst();
  }
}
