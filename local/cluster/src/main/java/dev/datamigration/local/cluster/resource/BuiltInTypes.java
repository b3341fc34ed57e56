package dev.datamigration.local.cluster.resource;

import dev.datamigration.local.cluster.storage.GroupResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Kubernetes' own types as far as they are served. */
public final class BuiltInTypes {
  private static final String APPS = "apps";
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final Optional<ScalePaths> REPLICAS =
      Optional.of(new ScalePaths(".spec.replicas", ".status.replicas", ".status.selector"));

  private BuiltInTypes() {}

  public static List<ResourceType> all() {
    List<ResourceType> types = new ArrayList<>();
    types.add(
        cluster(
            "",
            "Namespace",
            "namespaces",
            List.of("ns"),
            true,
            new BuiltInRules(
                "Namespace",
                NamespaceRules::applyDefaults,
                (object, old) -> List.of(),
                Set.of("status.phase"))));
    types.add(
        namespaced(
            "",
            "Secret",
            "secrets",
            List.of(),
            false,
            new BuiltInRules(
                "Secret", SecretRules::applyDefaults, SecretRules::validate, Set.of("type"))));
    types.add(
        namespaced(
            "",
            "ConfigMap",
            "configmaps",
            List.of("cm"),
            false,
            new BuiltInRules("ConfigMap", object -> {}, SecretRules::immutableData, Set.of())));
    types.add(
        namespaced(
            "",
            "ServiceAccount",
            "serviceaccounts",
            List.of("sa"),
            false,
            rules("ServiceAccount")));
    types.add(namespaced("", "Service", "services", List.of("svc"), true, rules("Service")));
    types.add(
        namespaced(
            "",
            "Pod",
            "pods",
            List.of("po"),
            true,
            new BuiltInRules(
                "Pod",
                WorkloadDefaults::pod,
                WorkloadValidation::pod,
                Set.of("spec.nodeName", "spec.restartPolicy", "status.phase", "status.podIP"))));
    types.add(event("", "v1", true));
    types.add(event("events.k8s.io", "v1", false));
    types.add(
        namespaced("coordination.k8s.io", "Lease", "leases", List.of(), false, rules("Lease")));
    types.add(
        scaled(
            "Deployment",
            "deployments",
            List.of("deploy"),
            new BuiltInRules(
                "Deployment",
                WorkloadDefaults::deployment,
                WorkloadValidation::replicated,
                Set.of())));
    types.add(
        scaled(
            "ReplicaSet",
            "replicasets",
            List.of("rs"),
            new BuiltInRules(
                "ReplicaSet",
                WorkloadDefaults::replicaSet,
                WorkloadValidation::replicated,
                Set.of())));
    types.add(
        namespaced(
            "policy",
            "PodDisruptionBudget",
            "poddisruptionbudgets",
            List.of("pdb"),
            true,
            rules("PodDisruptionBudget")));
    types.add(
        namespaced(
            "networking.k8s.io",
            "NetworkPolicy",
            "networkpolicies",
            List.of("netpol"),
            false,
            rules("NetworkPolicy")));
    types.add(namespaced(RBAC, "Role", "roles", List.of(), false, rules("Role")));
    types.add(
        namespaced(RBAC, "RoleBinding", "rolebindings", List.of(), false, rules("RoleBinding")));
    types.add(cluster(RBAC, "ClusterRole", "clusterroles", List.of(), false, rules("ClusterRole")));
    types.add(
        cluster(
            RBAC,
            "ClusterRoleBinding",
            "clusterrolebindings",
            List.of(),
            false,
            rules("ClusterRoleBinding")));
    types.add(
        cluster(
            "apiextensions.k8s.io",
            "CustomResourceDefinition",
            "customresourcedefinitions",
            List.of("crd", "crds"),
            true,
            new BuiltInRules(
                "CustomResourceDefinition",
                DefinitionRules::applyDefaults,
                DefinitionRules::validate,
                Set.of())));
    return types;
  }

  private static BuiltInRules rules(String kind) {
    return BuiltInRules.storedOnly(kind);
  }

  private static ResourceType namespaced(
      String group,
      String kind,
      String plural,
      List<String> shortNames,
      boolean status,
      ObjectRules rules) {
    return type(group, kind, plural, shortNames, true, status, Optional.empty(), rules);
  }

  private static ResourceType cluster(
      String group,
      String kind,
      String plural,
      List<String> shortNames,
      boolean status,
      ObjectRules rules) {
    return type(group, kind, plural, shortNames, false, status, Optional.empty(), rules);
  }

  private static ResourceType scaled(
      String kind, String plural, List<String> shortNames, ObjectRules rules) {
    return type(APPS, kind, plural, shortNames, true, true, REPLICAS, rules);
  }

  private static ResourceType event(String group, String version, boolean core) {
    return new ResourceType(
        group,
        version,
        new ResourceNames("Event", "EventList", "events", "event", List.of("ev"), List.of()),
        true,
        false,
        false,
        Optional.empty(),
        new GroupResource("", "events"),
        new EventRules(core));
  }

  private static ResourceType type(
      String group,
      String kind,
      String plural,
      List<String> shortNames,
      boolean namespaced,
      boolean status,
      Optional<ScalePaths> scale,
      ObjectRules rules) {
    boolean inAll = Set.of("Pod", "Service", "Deployment", "ReplicaSet").contains(kind);
    boolean tracksGeneration = !group.isEmpty() && !group.equals("coordination.k8s.io");
    return new ResourceType(
        group,
        "v1",
        new ResourceNames(
            kind,
            kind + "List",
            plural,
            kind.toLowerCase(Locale.ROOT),
            shortNames,
            inAll ? List.of("all") : List.of()),
        namespaced,
        status,
        tracksGeneration,
        scale,
        new GroupResource(group, plural),
        rules);
  }
}
