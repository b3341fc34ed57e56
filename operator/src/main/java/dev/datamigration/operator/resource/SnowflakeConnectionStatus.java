package dev.datamigration.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** Whether an account can be used. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SnowflakeConnectionStatus(
    @JsonPropertyDescription("The generation of the spec that this status is about.")
        Long observedGeneration,
    @JsonPropertyDescription(
            "Ready: True after the operator logged in and found or made the ledger, False with the"
                + " reason, and the GRANT to run, if it could not.")
        List<Condition> conditions,
    @JsonPropertyDescription("Version of the ledger's schema.") Integer ledgerVersion) {
  public SnowflakeConnectionStatus {
    conditions = conditions == null ? null : List.copyOf(conditions);
  }
}
