package dev.datamigration.operator.application;

import dev.datamigration.operator.connection.SecretReader;
import dev.datamigration.operator.event.EventRecorder;
import dev.datamigration.operator.event.KubernetesEvents;
import dev.datamigration.operator.leadership.LeadershipLease;
import dev.datamigration.operator.pool.WorkerFleet;
import dev.datamigration.operator.pool.WorkerImage;
import dev.datamigration.operator.status.ProgressThrottle;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes what reconcilers need of the cluster. */
@Singleton
class ClusterWiring {
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  ProcessIdentity identity(OperatorSettings settings) {
    return ProcessIdentity.of(settings.identity());
  }

  @Produces
  @Singleton
  LeadershipLease lease(KubernetesClient client, OperatorSettings settings) {
    String namespace = settings.namespace().orElseGet(client::getNamespace);
    return new LeadershipLease(client, namespace, settings.leaderElection().leaseName());
  }

  @Produces
  @Singleton
  SecretReader secrets(KubernetesClient client) {
    return new SecretReader(client);
  }

  @Produces
  @Singleton
  WorkerFleet fleet(OperatorSettings settings) {
    return new WorkerFleet(
        new WorkerImage(settings.worker().image(), settings.worker().imagePullPolicy()),
        settings.workerLease(),
        settings.worker().shrinkDelay(),
        settings.progressInterval());
  }

  @Produces
  @Singleton
  ProgressThrottle throttle(OperatorSettings settings) {
    return new ProgressThrottle(settings.progressInterval());
  }

  @Produces
  @Singleton
  EventRecorder events(KubernetesClient client, ProcessIdentity identity, Clock clock) {
    return new KubernetesEvents(client, identity.name(), clock);
  }

  void close(@Disposes EventRecorder events) {
    if (events instanceof KubernetesEvents written) {
      written.close();
    }
  }
}
