package dev.datamigration.local.quickstart;

import dev.datamigration.local.stack.EmbeddedStack;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One DataMigrationWorkflow, applied and followed through the API. */
public final class WorkflowRun {
  /** What {@code kubectl wait --for=condition=Succeeded} waits for. */
  public enum Verdict {
    RUNNING,
    SUCCEEDED,
    FAILED
  }

  private static final String API_VERSION = "datamigration.dev/v1alpha1";
  private static final String KIND = "DataMigrationWorkflow";

  private final EmbeddedStack stack;
  private final String name;

  private WorkflowRun(EmbeddedStack stack, String name) {
    this.stack = stack;
    this.name = name;
  }

  /** Applies a workflow over these tables to the stack's connections. */
  public static WorkflowRun start(
      EmbeddedStack stack, String name, List<MigratedTable> tables, int workers, int threads) {
    return apply(
        stack,
        name,
        spec(
            stack, tables.stream().map(MigratedTable::toConfiguration).toList(), workers, threads));
  }

  /** A spec over entries of {@code spec.tables}; may be changed. */
  static Map<String, Object> spec(
      EmbeddedStack stack, List<Map<String, Object>> tables, int workers, int threads) {
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put("source", Map.of("databaseName", stack.source().database()));
    defaults.put("target", Map.of("databaseName", MigratedTable.TARGET_DATABASE));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("sourceConnectionRef", Map.of("name", stack.sourceConnection()));
    spec.put("snowflakeConnectionRef", Map.of("name", stack.snowflakeConnection()));
    spec.put("workers", Map.of("minReplicas", 0, "maxReplicas", workers, "threads", threads));
    spec.put("defaultTableConfiguration", defaults);
    spec.put("tables", tables);
    return spec;
  }

  /** Applies a workflow with this spec. */
  static WorkflowRun apply(EmbeddedStack stack, String name, Map<String, Object> spec) {
    GenericKubernetesResource workflow =
        new GenericKubernetesResourceBuilder()
            .withApiVersion(API_VERSION)
            .withKind(KIND)
            .withNewMetadata()
            .withName(name)
            .withNamespace(stack.namespace())
            .endMetadata()
            .addToAdditionalProperties("spec", spec)
            .build();
    stack.kubernetes().resource(workflow).create();
    return new WorkflowRun(stack, name);
  }

  private Resource<GenericKubernetesResource> resource() {
    return stack
        .kubernetes()
        .genericKubernetesResources(API_VERSION, KIND)
        .inNamespace(stack.namespace())
        .withName(name);
  }

  private Optional<GenericKubernetesResource> object() {
    return Optional.ofNullable(resource().get());
  }

  public Verdict verdict() {
    for (Map<String, Object> condition : conditions()) {
      if ("Succeeded".equals(condition.get("type"))) {
        return switch (String.valueOf(condition.get("status"))) {
          case "True" -> Verdict.SUCCEEDED;
          case "False" -> Verdict.FAILED;
          default -> Verdict.RUNNING;
        };
      }
    }
    return Verdict.RUNNING;
  }

  /** Whether the workflow says that a person is needed. */
  public boolean isStalled() {
    return conditions().stream()
        .anyMatch(
            condition ->
                "Stalled".equals(condition.get("type")) && "True".equals(condition.get("status")));
  }

  /** The status' conditions; none before the operator's first visit. */
  public List<Map<String, Object>> conditions() {
    List<Map<String, Object>> conditions =
        object()
            .map(found -> found.<List<Map<String, Object>>>get("status", "conditions"))
            .orElse(null);
    return conditions == null ? List.of() : conditions;
  }

  /** Its name in the views in Snowflake; empty before the engine knows it. */
  public Optional<String> workflowId() {
    return object().map(found -> found.<String>get("status", "workflowId"));
  }

  /** The first errors of its tables, one sentence each. */
  public List<String> firstErrors() {
    List<Map<String, Object>> errors =
        object()
            .map(found -> found.<List<Map<String, Object>>>get("status", "firstErrors"))
            .orElse(null);
    return errors == null
        ? List.of()
        : errors.stream().map(error -> error.get("table") + ": " + error.get("message")).toList();
  }

  /** A few words about what it does now. */
  public String phase() {
    return object().map(found -> found.<String>get("status", "phase")).orElse("Pending");
  }

  public String name() {
    return name;
  }
}
