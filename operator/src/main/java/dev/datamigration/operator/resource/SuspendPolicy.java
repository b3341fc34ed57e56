package dev.datamigration.operator.resource;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of running tasks when their table or workflow is suspended. */
public enum SuspendPolicy {
  /** They end by themselves; what they read is kept. */
  @JsonProperty("Finish")
  FINISH,
  /** They are given up at once and done again after the suspension. */
  @JsonProperty("HandBack")
  HAND_BACK
}
