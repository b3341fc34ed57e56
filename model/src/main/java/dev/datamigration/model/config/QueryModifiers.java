package dev.datamigration.model.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Hints in the source's dialect. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueryModifiers(
    @JsonPropertyDescription(
            "Put after the table's name in FROM, for example ' WITH (NOLOCK)'. Default: none. Takes"
                + " effect at the next run.")
        String objectModifier,
    @JsonPropertyDescription("Put after SELECT. Default: none. Takes effect at the next run.")
        String selectModifier) {}
