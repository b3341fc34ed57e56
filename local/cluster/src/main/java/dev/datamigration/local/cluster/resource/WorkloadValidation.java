package dev.datamigration.local.cluster.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.status.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The checks on workloads and pods without which a controller or the node could not work. */
final class WorkloadValidation {
  private static final List<String> MUTABLE_POD_FIELDS =
      List.of("activeDeadlineSeconds", "terminationGracePeriodSeconds", "tolerations", "nodeName");

  private WorkloadValidation() {}

  static List<FieldError> replicated(ObjectNode object, ObjectNode old) {
    List<FieldError> errors = new ArrayList<>();
    JsonNode spec = object.path("spec");
    if (spec.path("replicas").asInt() < 0) {
      errors.add(
          FieldError.invalid(
              "spec.replicas", spec.path("replicas"), "must be greater than or equal to 0"));
    }
    JsonNode matchLabels = JsonNodes.at(spec, "selector", "matchLabels");
    JsonNode labels = JsonNodes.at(spec, "template", "metadata", "labels");
    if (matchLabels.isEmpty() && JsonNodes.at(spec, "selector", "matchExpressions").isEmpty()) {
      errors.add(FieldError.required("spec.selector"));
    } else if (matchLabels.properties().stream()
        .anyMatch(entry -> !JsonNodes.same(entry.getValue(), labels.get(entry.getKey())))) {
      errors.add(
          FieldError.invalid(
              "spec.template.metadata.labels",
              labels.isMissingNode() ? JsonNodes.object() : labels,
              "`selector` does not match template `labels`"));
    }
    if (old != null && !JsonNodes.same(spec.get("selector"), old.path("spec").get("selector"))) {
      errors.add(FieldError.invalid("spec.selector", spec.path("selector"), "field is immutable"));
    }
    podSpec(JsonNodes.at(spec, "template", "spec"), "spec.template.spec", errors);
    return errors;
  }

  static List<FieldError> pod(ObjectNode pod, ObjectNode old) {
    List<FieldError> errors = new ArrayList<>();
    podSpec(pod.path("spec"), "spec", errors);
    if (old != null && !JsonNodes.same(fixed(pod), fixed(old))) {
      errors.add(
          FieldError.forbidden(
              "spec",
              "pod updates may not change fields other than `spec.containers[*].image`,"
                  + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
                  + "`spec.tolerations` (only additions to existing tolerations),"
                  + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was"
                  + " previously negative)"));
    }
    return errors;
  }

  private static JsonNode fixed(ObjectNode pod) {
    ObjectNode spec = pod.path("spec").deepCopy();
    spec.remove(MUTABLE_POD_FIELDS);
    spec.path("containers").forEach(container -> ((ObjectNode) container).remove("image"));
    return spec;
  }

  private static void podSpec(JsonNode spec, String path, List<FieldError> errors) {
    if (spec.path("containers").isEmpty()) {
      errors.add(FieldError.required(path + ".containers"));
    }
    errors.addAll(UnsupportedPodFields.of(spec, path));
    Set<String> volumes = new HashSet<>();
    spec.path("volumes").forEach(volume -> volumes.add(JsonNodes.text(volume, "name")));
    Set<String> names = new HashSet<>();
    for (int i = 0; i < spec.path("containers").size(); i++) {
      JsonNode container = spec.path("containers").get(i);
      String at = path + ".containers[" + i + "]";
      String name = JsonNodes.text(container, "name");
      if (name.isEmpty()) {
        errors.add(FieldError.required(at + ".name"));
      } else if (!names.add(name)) {
        errors.add(FieldError.duplicate(at + ".name", TextNode.valueOf(name)));
      }
      if (JsonNodes.text(container, "image").isEmpty()) {
        errors.add(FieldError.required(at + ".image"));
      }
      for (int j = 0; j < container.path("volumeMounts").size(); j++) {
        JsonNode mount = container.path("volumeMounts").get(j);
        if (!volumes.contains(JsonNodes.text(mount, "name"))) {
          errors.add(
              new FieldError(
                  "FieldValueNotFound",
                  at + ".volumeMounts[" + j + "].name",
                  "Not found: " + JsonNodes.write(mount.path("name"))));
        }
      }
    }
  }
}
