package dev.datamigration.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** Whether a source can be used. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceConnectionStatus(
    @JsonPropertyDescription("The generation of the spec that this status is about.")
        Long observedGeneration,
    @JsonPropertyDescription(
            "Ready: True after a worker logged in, Unknown until one tried, False with the reason if"
                + " it could not.")
        List<Condition> conditions) {
  public SourceConnectionStatus {
    conditions = conditions == null ? null : List.copyOf(conditions);
  }
}
