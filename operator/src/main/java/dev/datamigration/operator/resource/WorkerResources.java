package dev.datamigration.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/** What a worker's container asks of its node. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkerResources(
    @JsonPropertyDescription(
            "What is reserved for a worker, by resource: cpu, memory, ephemeral-storage. Default: as"
                + " limits, else enough for its threads.")
        Map<String, Quantity> requests,
    @JsonPropertyDescription(
            "What a worker may use at most, by resource. Default: memory as reserved, cpu without a"
                + " limit.")
        Map<String, Quantity> limits) {
  public WorkerResources {
    requests = requests == null ? null : Map.copyOf(requests);
    limits = limits == null ? null : Map.copyOf(limits);
  }
}
