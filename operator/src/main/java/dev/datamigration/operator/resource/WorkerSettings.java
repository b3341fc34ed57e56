package dev.datamigration.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;

/** A workflow's own workers. The same fields as in {@link WorkerPoolSpec}, where it gets them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "!has(self.minReplicas) || !has(self.maxReplicas) || self.minReplicas <= self.maxReplicas",
    message = "minReplicas is larger than maxReplicas: lower one or raise the other",
    fieldPath = ".minReplicas")
public record WorkerSettings(
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
