package dev.datamigration.operator.engine.api;

import java.time.Duration;
import java.util.List;

/** Whether the engine's threads move. May be asked from any thread at any time. */
@FunctionalInterface
public interface EngineVitals {
  /**
   * One sentence for each loop that has ended by itself or has been at one step for too long; empty
   * if all is well, and while the engine is not started.
   *
   * @param longest a step may take
   */
  List<String> stuck(Duration longest);
}
