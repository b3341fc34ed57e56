package dev.datamigration.local.cluster.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Merge rules of Kubernetes' own types, as a table by field name (source: the {@code
 * x-kubernetes-list-*} and {@code x-kubernetes-map-type} marks of the published OpenAPI document of
 * Kubernetes 1.32).
 */
public final class BuiltInMergeSchema implements MergeSchema {
  private static final Map<String, List<String>> MAP_LISTS =
      Map.ofEntries(
          Map.entry("containers", List.of("name")),
          Map.entry("initContainers", List.of("name")),
          Map.entry("ephemeralContainers", List.of("name")),
          Map.entry("env", List.of("name")),
          Map.entry("volumes", List.of("name")),
          Map.entry("volumeMounts", List.of("mountPath")),
          Map.entry("volumeDevices", List.of("devicePath")),
          Map.entry("imagePullSecrets", List.of("name")),
          Map.entry("hostAliases", List.of("ip")),
          Map.entry("topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable")),
          Map.entry("conditions", List.of("type")),
          Map.entry("ownerReferences", List.of("uid")));
  private static final Set<String> SETS = Set.of("finalizers");
  private static final Set<String> FREE_MAPS =
      Set.of(
          "labels",
          "annotations",
          "data",
          "stringData",
          "binaryData",
          "limits",
          "requests",
          "matchLabels");
  private static final Set<String> ATOMIC_MAPS =
      Set.of(
          "nodeSelector",
          "labelSelector",
          "namespaceSelector",
          "podSelector",
          "secretKeyRef",
          "configMapKeyRef",
          "fieldRef",
          "resourceFieldRef",
          "scaleTargetRef",
          "involvedObject");

  private final String name;
  private final String parent;
  private final boolean service;

  private BuiltInMergeSchema(String name, String parent, boolean service) {
    this.name = name;
    this.parent = parent;
    this.service = service;
  }

  /** The rules of a kind, such as {@code Deployment}. */
  public static MergeSchema ofKind(String kind) {
    return new BuiltInMergeSchema("", "", kind.equals("Service"));
  }

  @Override
  public MergeSchema field(String field) {
    return new BuiltInMergeSchema(field, name, service);
  }

  @Override
  public boolean declares(String field) {
    return !FREE_MAPS.contains(name);
  }

  @Override
  public boolean allows(String field) {
    return true;
  }

  @Override
  public boolean atomicMap() {
    boolean labelSelector = name.equals("selector") && parent.equals("spec");
    return ATOMIC_MAPS.contains(name) || labelSelector;
  }

  @Override
  public ListKind listKind() {
    if (SETS.contains(name)) {
      return ListKind.SET;
    }
    return keys().isEmpty() ? ListKind.ATOMIC : ListKind.MAP;
  }

  @Override
  public List<String> keys() {
    if (name.equals("ports")) {
      return service ? List.of("port", "protocol") : List.of("containerPort", "protocol");
    }
    return MAP_LISTS.getOrDefault(name, List.of());
  }

  @Override
  public Optional<JsonNode> keyDefault(String key) {
    return key.equals("protocol") ? Optional.of(TextNode.valueOf("TCP")) : Optional.empty();
  }

  @Override
  public MergeSchema items() {
    return new BuiltInMergeSchema("", name, service);
  }
}
