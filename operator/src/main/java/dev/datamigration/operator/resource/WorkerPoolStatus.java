package dev.datamigration.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;

/** What a pool has and why. Every component may be null: not known yet. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkerPoolStatus(
    @JsonPropertyDescription("The generation of the spec that this status is about.")
        Long observedGeneration,
    @JsonPropertyDescription("Ready: the workers wanted are there.") List<Condition> conditions,
    @Size(max = WorkflowStatus.MAX_MESSAGE)
        @JsonPropertyDescription("Why the pool has this size, or what keeps it from it.")
        String message,
    @StatusReplicas @JsonPropertyDescription("Workers there are, ready or not.") Integer replicas,
    @JsonPropertyDescription("Workers that are ready.") Integer readyReplicas,
    @JsonPropertyDescription("Workers wanted.") Integer desiredReplicas,
    @LabelSelector
        @Size(max = 1024)
        @JsonPropertyDescription("The workers' pods, as a label selector.")
        String selector,
    @JsonPropertyDescription("Workers that report, inside the cluster or elsewhere.")
        Integer liveWorkers,
    @JsonPropertyDescription("Threads with a task.") Integer busyThreads,
    @JsonPropertyDescription("Tasks that wait for a thread.") Long backlog,
    @JsonPropertyDescription("Workflows that are served and not at their end.")
        Integer activeWorkflows) {
  public WorkerPoolStatus {
    conditions = conditions == null ? null : List.copyOf(conditions);
  }
}
