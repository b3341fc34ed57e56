package dev.datamigration.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One life of an operator or worker. */
abstract class Incarnation {
  final SimulatedProcess process;
  private final List<AutoCloseable> resources = new ArrayList<>();

  Incarnation(String name) {
    this.process = new SimulatedProcess(name);
  }

  final <T extends AutoCloseable> T opened(T resource) {
    resources.add(resource);
    return resource;
  }

  /** Does something; returns when it wants to go on, null: not by itself. */
  abstract Duration act();

  /** Takes from this test's process what an end of the other process would have freed. */
  final void free() {
    process.kill(true);
    process.free();
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    resources.clear();
  }
}
