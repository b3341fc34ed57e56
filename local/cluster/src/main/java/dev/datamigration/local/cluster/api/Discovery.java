package dev.datamigration.local.cluster.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.resource.ResourceRegistry;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.status.ApiException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which groups, versions and resources there are (the unaggregated form, which every client falls
 * back to).
 */
final class Discovery {
  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
  private static final List<String> SUBRESOURCE_VERBS = List.of("get", "patch", "update");

  private final ResourceRegistry registry;

  Discovery(ResourceRegistry registry) {
    this.registry = registry;
  }

  void handle(ApiExchange exchange) throws IOException {
    List<String> parts = RequestPath.segments(exchange.path());
    exchange.send(200, answer(parts));
  }

  private ObjectNode answer(List<String> parts) {
    if (parts.equals(List.of("version"))) {
      return version();
    }
    if (parts.equals(List.of("api"))) {
      return coreVersions();
    }
    if (parts.equals(List.of("apis"))) {
      ObjectNode list = JsonNodes.object();
      list.put("kind", "APIGroupList").put("apiVersion", "v1");
      ArrayNode groups = list.putArray("groups");
      groups().forEach((name, versions) -> groups.add(group(name, versions)));
      return list;
    }
    if (parts.size() == 2 && parts.get(0).equals("api") && parts.get(1).equals("v1")) {
      return resources("", "v1");
    }
    if (!parts.isEmpty() && parts.get(0).equals("apis")) {
      if (parts.size() == 2 && groups().containsKey(parts.get(1))) {
        ObjectNode group = JsonNodes.object();
        group.put("kind", "APIGroup").put("apiVersion", "v1");
        group.setAll(group(parts.get(1), groups().get(parts.get(1))));
        return group;
      }
      if (parts.size() == 3
          && groups().getOrDefault(parts.get(1), Set.of()).contains(parts.get(2))) {
        return resources(parts.get(1), parts.get(2));
      }
    }
    throw ApiException.noSuchResource();
  }

  private static ObjectNode version() {
    return JsonNodes.object()
        .put("major", "1")
        .put("minor", "32")
        .put("gitVersion", "v1.32.0")
        .put("gitCommit", "")
        .put("gitTreeState", "clean")
        .put("buildDate", "1970-01-01T00:00:00Z")
        .put("goVersion", "")
        .put("compiler", "")
        .put("platform", "java");
  }

  private static ObjectNode coreVersions() {
    ObjectNode versions = JsonNodes.object();
    versions.put("kind", "APIVersions").putArray("versions").add("v1");
    versions.putArray("serverAddressByClientCIDRs");
    return versions;
  }

  private Map<String, Set<String>> groups() {
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    for (ResourceType type : registry.all()) {
      if (!type.group().isEmpty()) {
        groups.computeIfAbsent(type.group(), ignored -> new LinkedHashSet<>()).add(type.version());
      }
    }
    groups.put("authorization.k8s.io", Set.of("v1"));
    return groups;
  }

  private static ObjectNode group(String name, Set<String> versions) {
    ObjectNode group = JsonNodes.object();
    group.put("name", name);
    ArrayNode list = group.putArray("versions");
    versions.forEach(version -> list.add(groupVersion(name, version)));
    group.set("preferredVersion", groupVersion(name, versions.iterator().next()));
    return group;
  }

  private static ObjectNode groupVersion(String group, String version) {
    return JsonNodes.object().put("groupVersion", group + "/" + version).put("version", version);
  }

  private ObjectNode resources(String group, String version) {
    ObjectNode list = JsonNodes.object();
    list.put("kind", "APIResourceList").put("apiVersion", "v1");
    list.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
    ArrayNode resources = list.putArray("resources");
    for (ResourceType type : registry.all()) {
      if (type.group().equals(group) && type.version().equals(version)) {
        resource(resources, type);
      }
    }
    if (group.equals("authorization.k8s.io")) {
      review(resources, "selfsubjectaccessreviews", "SelfSubjectAccessReview");
      review(resources, "selfsubjectrulesreviews", "SelfSubjectRulesReview");
    }
    return list;
  }

  private static void resource(ArrayNode resources, ResourceType type) {
    ObjectNode main = resources.addObject();
    main.put("name", type.names().plural());
    main.put("singularName", type.names().singular());
    main.put("namespaced", type.namespaced());
    main.put("kind", type.kind());
    ArrayNode verbs = main.putArray("verbs");
    VERBS.forEach(verbs::add);
    if (!type.names().shortNames().isEmpty()) {
      ArrayNode names = main.putArray("shortNames");
      type.names().shortNames().forEach(names::add);
    }
    if (!type.names().categories().isEmpty()) {
      ArrayNode categories = main.putArray("categories");
      type.names().categories().forEach(categories::add);
    }
    if (type.hasStatus()) {
      subresource(resources, type, "status", type.kind());
    }
    if (type.scale().isPresent()) {
      ObjectNode scale = subresource(resources, type, "scale", "Scale");
      scale.put("group", "autoscaling").put("version", "v1");
    }
    if (type.kind().equals("Pod")) {
      subresource(resources, type, "log", "Pod");
    }
  }

  private static ObjectNode subresource(
      ArrayNode resources, ResourceType type, String name, String kind) {
    ObjectNode entry = resources.addObject();
    entry.put("name", type.names().plural() + "/" + name);
    entry.put("singularName", "");
    entry.put("namespaced", type.namespaced());
    entry.put("kind", kind);
    ArrayNode verbs = entry.putArray("verbs");
    (name.equals("log") ? List.of("get") : SUBRESOURCE_VERBS).forEach(verbs::add);
    return entry;
  }

  private static void review(ArrayNode resources, String plural, String kind) {
    ObjectNode entry = resources.addObject();
    entry.put("name", plural).put("singularName", "").put("namespaced", false).put("kind", kind);
    entry.putArray("verbs").add("create");
  }
}
