package dev.datamigration.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;

/** Where the ledger is kept. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MetadataLocation(
    @Default("SNOWCONVERT_AI")
        @Size(min = 1, max = 255)
        @JsonPropertyDescription(
            "Database of the ledger and its views, created if it is missing: folded to upper case"
                + " unless it is in double quotes.")
        String database,
    @Default("DATA_MIGRATION")
        @Size(min = 1, max = 255)
        @JsonPropertyDescription("Schema of migrations: tables, views and the stage for files.")
        String migrationSchema,
    @Default("DATA_VALIDATION")
        @Size(min = 1, max = 255)
        @JsonPropertyDescription("Schema of validations.")
        String validationSchema) {}
