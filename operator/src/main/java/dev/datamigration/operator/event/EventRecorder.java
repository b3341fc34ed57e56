package dev.datamigration.operator.event;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Tells people what happened to an object. Best effort; returns at once. */
@FunctionalInterface
public interface EventRecorder {
  /**
   * Records an Event of an object. The same text about the same object is not repeated for a while.
   *
   * @param warning whether it is a Warning rather than Normal
   * @param reason UpperCamelCase
   * @param message one sentence or two
   */
  void record(HasMetadata about, boolean warning, String reason, String message);
}
