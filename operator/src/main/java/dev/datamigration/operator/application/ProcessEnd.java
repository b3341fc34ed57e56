package dev.datamigration.operator.application;

import io.quarkus.runtime.Quarkus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The end of this process after it lost its lease. */
final class ProcessEnd {
  private static final int EXIT_CODE = 1;
  private static final int LONGEST_SHUTDOWN_SECONDS = 20;

  private ProcessEnd() {}

  /** Shuts down in order; if that takes too long, without order. Returns at once. */
  static void begin() {
    CompletableFuture.delayedExecutor(LONGEST_SHUTDOWN_SECONDS, TimeUnit.SECONDS)
        .execute(() -> Runtime.getRuntime().halt(EXIT_CODE));
    Quarkus.asyncExit(EXIT_CODE);
  }
}
