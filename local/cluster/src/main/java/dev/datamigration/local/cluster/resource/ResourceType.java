package dev.datamigration.local.cluster.resource;

import dev.datamigration.local.cluster.storage.GroupResource;
import dev.datamigration.local.cluster.storage.ObjectKey;
import java.util.Optional;

/**
 * One type as served in one API version.
 *
 * @param storage the collection its objects are kept in; several types may share one
 * @param tracksGeneration whether {@code metadata.generation} counts changes of the desired state
 */
public record ResourceType(
    String group,
    String version,
    ResourceNames names,
    boolean namespaced,
    boolean hasStatus,
    boolean tracksGeneration,
    Optional<ScalePaths> scale,
    GroupResource storage,
    ObjectRules rules) {

  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  public GroupResource resource() {
    return new GroupResource(group, names.plural());
  }

  public String kind() {
    return names.kind();
  }

  public ObjectKey key(String namespace, String name) {
    return new ObjectKey(storage, namespaced ? namespace : "", name);
  }
}
