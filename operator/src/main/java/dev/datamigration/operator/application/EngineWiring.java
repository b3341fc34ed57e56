package dev.datamigration.operator.application;

import dev.datamigration.operator.engine.api.EngineVitals;
import dev.datamigration.operator.engine.api.MigrationEngine;
import dev.datamigration.operator.engine.core.EngineSettings;
import dev.datamigration.operator.engine.loop.JdbcLedgerAccess;
import dev.datamigration.operator.engine.loop.LoopingMigrationEngine;
import dev.datamigration.operator.leadership.LeadershipLease;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the engine. */
@Singleton
class EngineWiring {
  private final LoopingMigrationEngine engine;

  EngineWiring(
      OperatorSettings settings,
      LeadershipLease lease,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    EngineSettings figures = EngineSettings.DEFAULT.withLease(settings.workerLease());
    this.engine =
        new LoopingMigrationEngine(
            intent -> new JdbcLedgerAccess(intent, figures.loadsInFlight(), version),
            figures,
            settings.tickInterval(),
            lease::installationId);
  }

  @Produces
  @Singleton
  MigrationEngine engine() {
    return engine;
  }

  @Produces
  @Singleton
  EngineVitals vitals() {
    return engine;
  }
}
