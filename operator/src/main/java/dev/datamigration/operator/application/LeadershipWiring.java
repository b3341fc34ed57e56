package dev.datamigration.operator.application;

import dev.datamigration.operator.engine.api.MigrationEngine;
import dev.datamigration.operator.leadership.Leadership;
import dev.datamigration.operator.leadership.LeadershipLease;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Connects leadership with the life of the process. At shutdown the order is: the engine stops, the
 * operator SDK stops (its observer has the default priority), the lease is given up.
 */
@Singleton
class LeadershipWiring {
  /** The operator SDK's observer has no priority, which is 2500. */
  private static final int BEFORE_SDK = 1_000;

  private static final int AFTER_SDK = 4_000;

  private final Leadership leadership;
  private final LeadershipLease lease;
  private final ProcessIdentity identity;
  private final OperatorSettings.LeaderElection settings;

  LeadershipWiring(
      MigrationEngine engine,
      LeadershipLease lease,
      ProcessIdentity identity,
      OperatorSettings settings) {
    this.leadership = new Leadership(engine, ProcessEnd::begin);
    this.lease = lease;
    this.identity = identity;
    this.settings = settings.leaderElection();
  }

  @Produces
  @Singleton
  LeaderElectionConfiguration election() {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(lease.name())
        .withLeaseNamespace(lease.namespace())
        .withIdentity(identity.name())
        .withLeaseDuration(settings.leaseDuration())
        .withRenewDeadline(settings.renewDeadline())
        .withRetryPeriod(settings.retryPeriod())
        .withLeaderCallbacks(leadership.callbacks())
        // The SDK's own exit waits for a shutdown hook that waits for it.
        .withExitOnStopLeading(false)
        .build();
  }

  @Produces
  @Singleton
  Leadership leadership() {
    return leadership;
  }

  void stopEngine(@Observes @Priority(BEFORE_SDK) ShutdownEvent event) {
    leadership.stop();
  }

  void releaseLease(@Observes @Priority(AFTER_SDK) ShutdownEvent event) {
    lease.release(identity.name());
  }
}
