package dev.datamigration.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** What workers use instead of the operator's own role and credentials. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkerAccess(
    @Size(min = 1, max = 255)
        @JsonPropertyDescription(
            "The workers' role; the operator grants it what it needs on the ledger. Default: the"
                + " operator's role. Live: takes effect as workers are replaced one by one.")
        String role,
    @Size(min = 1, max = 255)
        @JsonPropertyDescription(
            "The workers' warehouse. Default: the operator's. Live: takes effect as workers are"
                + " replaced one by one.")
        String warehouse,
    @JsonPropertyDescription(
            "How workers prove who they are. Default: the operator's way. Live: takes effect as"
                + " workers are replaced one by one.")
        SnowflakeAuthentication auth) {}
