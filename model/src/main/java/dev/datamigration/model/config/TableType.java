package dev.datamigration.model.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kind of target table. */
public enum TableType {
  @JsonProperty("native")
  NATIVE,
  @JsonProperty("iceberg")
  ICEBERG
}
