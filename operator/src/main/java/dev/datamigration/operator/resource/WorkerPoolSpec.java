package dev.datamigration.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;

/** Which work a pool takes and how many workers it has. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "!has(self.minReplicas) || !has(self.maxReplicas) || self.minReplicas <= self.maxReplicas",
    message = "minReplicas is larger than maxReplicas: lower one or raise the other",
    fieldPath = ".minReplicas")
@ValidationRule(
    value =
        "self.sourceConnectionRef == oldSelf.sourceConnectionRef"
            + " && self.snowflakeConnectionRef == oldSelf.snowflakeConnectionRef"
            + " && (has(self.affinity) ? [self.affinity] : [])"
            + " == (has(oldSelf.affinity) ? [oldSelf.affinity] : [])",
    message =
        "a pool's connections and affinity cannot change: create another pool and delete this one")
public record WorkerPoolSpec(
    @Required
        @JsonPropertyDescription("The SourceConnection the workers read from. Cannot be changed.")
        ObjectReference sourceConnectionRef,
    @Required
        @JsonPropertyDescription(
            "The SnowflakeConnection the workers upload to. Cannot be changed.")
        ObjectReference snowflakeConnectionRef,
    @Size(min = 1, max = 63)
        @JsonPropertyDescription(
            "The workers take only work of workflows with this affinity; without one, only work of"
                + " workflows without. Cannot be changed.")
        String affinity,
    @SpecReplicas
        @Min(0)
        @Max(1000)
        @JsonPropertyDescription(
            "A fixed number of workers, set by kubectl scale, by an autoscaler or here; kept within"
                + " minReplicas and maxReplicas. An autoscaler needs it to be written once, because it"
                + " reads it first. Default: as many as the backlog needs. Live: takes effect while"
                + " running.")
        Integer replicas,
    @Default("0")
        @Min(0)
        @Max(1000)
        @JsonPropertyDescription(
            "Workers that are always there, even without work. Live: takes effect while running.")
        Integer minReplicas,
    @Default("1")
        @Min(1)
        @Max(1000)
        @JsonPropertyDescription(
            "Workers there are at most, however much work there is. Live: takes effect while"
                + " running.")
        Integer maxReplicas,
    @Default("4")
        @Min(1)
        @Max(64)
        @JsonPropertyDescription(
            "Partitions one worker works on at the same time. Live: takes effect as workers are"
                + " replaced one by one.")
        Integer threads,
    @JsonPropertyDescription(
            "CPU and memory of each worker. Default: enough for its threads. Live: takes effect as"
                + " workers are replaced one by one.")
        WorkerResources resources) {}
