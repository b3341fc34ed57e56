package dev.datamigration.model.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Renames a column. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ColumnNameMapping(
    @JsonPropertyDescription("Required. The column at the source, written as the source writes it.")
        String sourceName,
    @JsonPropertyDescription(
            "Required. The column in Snowflake: folded to upper case unless it is in double quotes.")
        String targetName) {}
