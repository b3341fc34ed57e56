package dev.datamigration.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How much a source may be asked at the same time. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceLimits(
    @Min(1)
        @Max(10000)
        @JsonPropertyDescription(
            "Tasks on this source at the same time, over all workflows and workers; never exceeded."
                + " Default: no limit but the workers' threads. Live: takes effect with the next task"
                + " handed out.")
        Integer maxConcurrentTasks) {}
