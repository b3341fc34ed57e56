package dev.datamigration.local.cluster.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.status.ApiException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Field ownership: what a server-side apply or an ordinary update does to an object and to its
 * managers. Pure.
 */
public final class ServerSideApply {
  private static final List<String> UNOWNED = List.of("apiVersion", "kind");
  private static final List<String> UNOWNED_METADATA =
      List.of(
          "name",
          "namespace",
          "generateName",
          "uid",
          "selfLink",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "managedFields");

  /** A result without managers written yet. */
  public record Applied(ObjectNode object, ManagedFields managers) {}

  private ServerSideApply() {}

  /**
   * Applies {@code applied} as {@code manager}.
   *
   * @param live the stored object; for a creation an object with only apiVersion, kind and
   *     metadata's name and namespace
   * @throws ApiException 409 with the conflicting fields, unless {@code force}
   */
  public static Applied apply(
      MergeSchema schema,
      ObjectNode live,
      ObjectNode applied,
      ManagedFields.Manager manager,
      boolean force,
      String time) {
    ManagedFields managers = ManagedFields.of(live);
    ObjectNode ours = owned(applied);
    FieldSet oursSet = FieldSets.of(schema, ours);
    JsonNode merged = ApplyMerge.merge(schema, live, ours);
    FieldSet others = new FieldSet();
    for (ManagedFields.Manager other : managers.others(manager).keySet()) {
      others = others.union(managers.fieldsOf(other));
    }
    FieldSet abandoned = managers.fieldsOf(manager).minus(oursSet);
    merged = ApplyMerge.remove(schema, merged, abandoned, others.union(oursSet));
    FieldSets.Difference difference = FieldSets.compare(schema, owned(live), owned(merged));
    FieldSet changed = difference.added().union(difference.modified());
    Map<String, FieldSet> conflicts = conflicts(managers, manager, changed);
    if (!conflicts.isEmpty() && !force) {
      throw conflict(conflicts);
    }
    managers.changeOthers(manager, fields -> fields.minus(changed).minus(difference.removed()));
    managers.set(manager, oursSet, JsonNodes.text(applied, "apiVersion"), time);
    return new Applied((ObjectNode) merged, managers);
  }

  /**
   * The managers after an ordinary write that turned {@code before} into {@code after}: the writer
   * owns what it changed, and what is gone is owned by nobody.
   */
  public static ManagedFields update(
      MergeSchema schema,
      ObjectNode before,
      ObjectNode after,
      ManagedFields.Manager manager,
      String time) {
    ManagedFields managers = ManagedFields.of(before);
    FieldSets.Difference difference = FieldSets.compare(schema, owned(before), owned(after));
    FieldSet changed = difference.added().union(difference.modified());
    if (changed.isEmpty() && difference.removed().isEmpty()) {
      return managers;
    }
    managers.changeOthers(
        manager, fields -> fields.minus(difference.modified()).minus(difference.removed()));
    managers.set(
        manager,
        managers.fieldsOf(manager).minus(difference.removed()).union(changed),
        JsonNodes.text(after, "apiVersion"),
        time);
    return managers;
  }

  private static Map<String, FieldSet> conflicts(
      ManagedFields managers, ManagedFields.Manager manager, FieldSet changed) {
    Map<String, FieldSet> conflicts = new LinkedHashMap<>();
    managers
        .others(manager)
        .forEach(
            (other, apiVersion) -> {
              FieldSet common = managers.fieldsOf(other).intersection(changed);
              if (!common.isEmpty()) {
                String label =
                    "\""
                        + other.name()
                        + "\""
                        + (other.subresource().isEmpty()
                            ? ""
                            : " with subresource \"" + other.subresource() + "\"")
                        + " using "
                        + apiVersion;
                conflicts.merge(label, common, FieldSet::union);
              }
            });
    return conflicts;
  }

  private static ApiException conflict(Map<String, FieldSet> conflicts) {
    List<ObjectNode> causes = new ArrayList<>();
    StringBuilder message = new StringBuilder();
    conflicts.forEach(
        (label, fields) -> {
          message.append(message.isEmpty() ? "" : "\n").append("conflict");
          List<String> paths = fields.paths();
          message.append(paths.size() > 1 ? "s" : "").append(" with ").append(label).append(':');
          if (paths.size() == 1) {
            message.append(' ').append(paths.get(0));
          } else {
            paths.forEach(path -> message.append("\n- ").append(path));
          }
          paths.forEach(
              path -> {
                ObjectNode cause = JsonNodes.object();
                cause.put("reason", "FieldManagerConflict");
                cause.put("message", "conflict with " + label);
                causes.add(cause.put("field", path));
              });
        });
    String count = causes.size() == 1 ? "1 conflict" : causes.size() + " conflicts";
    return ApiException.applyConflict(causes, "Apply failed with " + count + ": " + message);
  }

  /** Only what field managers can own. */
  private static ObjectNode owned(JsonNode object) {
    ObjectNode result = object.deepCopy();
    result.remove(UNOWNED);
    if (result.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(UNOWNED_METADATA);
      if (metadata.isEmpty()) {
        result.remove("metadata");
      }
    }
    return result;
  }
}
