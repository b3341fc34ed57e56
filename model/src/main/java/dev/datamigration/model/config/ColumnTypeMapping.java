package dev.datamigration.model.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Overrides the default type map for every column of a source type. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ColumnTypeMapping(
    @JsonPropertyDescription(
            "Required. The type as the source spells it, for example money; case does not matter.")
        String sourceType,
    @JsonPropertyDescription(
            "Required. The Snowflake type columns of that type get, for example NUMBER(19,4).")
        String targetType) {}
