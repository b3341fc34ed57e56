package dev.datamigration.model.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Splits one COPY into several. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadSegmentation(
    @JsonPropertyDescription(
            "Required. Megabytes of files one COPY loads at most; never more than 1,000 files. Takes"
                + " effect at the next run.")
        Integer targetSegmentSizeMb) {}
