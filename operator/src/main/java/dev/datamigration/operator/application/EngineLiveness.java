package dev.datamigration.operator.application;

import dev.datamigration.operator.engine.api.EngineVitals;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when a loop of the engine hangs, which only a new process mends. */
@Liveness
@Singleton
class EngineLiveness implements HealthCheck {
  private final EngineVitals vitals;
  private final OperatorSettings settings;

  EngineLiveness(EngineVitals vitals, OperatorSettings settings) {
    this.vitals = vitals;
    this.settings = settings;
  }

  @Override
  public HealthCheckResponse call() {
    List<String> stuck = vitals.stuck(settings.longestStep());
    return HealthCheckResponse.named("engine")
        .status(stuck.isEmpty())
        .withData("detail", stuck.isEmpty() ? "ok" : String.join("; ", stuck))
        .build();
  }
}
