package dev.datamigration.model.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether partition boundaries stored by earlier runs are thrown away. */
public enum ResetPartitions {
  @JsonProperty("disabled")
  DISABLED,
  @JsonProperty("enabled")
  ENABLED,
  @JsonProperty("enabledWithDedup")
  ENABLED_WITH_DEDUP
}
