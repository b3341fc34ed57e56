package dev.datamigration.operator.workflow;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.error.Failure;
import dev.datamigration.operator.object.KubernetesErrorCode;
import dev.datamigration.operator.object.ObjectKeys;
import dev.datamigration.operator.object.OwnedObjects;
import dev.datamigration.operator.object.ReferencedObjects;
import dev.datamigration.operator.pool.PoolKeys;
import dev.datamigration.operator.resource.DataMigrationWorkflow;
import dev.datamigration.operator.resource.WorkerPool;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The pools whose workers take workflows' work: their own, or others of their namespace. */
final class ServingPools {
  private static final String BY_POOL = "pool-key";

  private final InformerEventSource<WorkerPool, DataMigrationWorkflow> pools;

  ServingPools(EventSourceContext<DataMigrationWorkflow> context) {
    context
        .getPrimaryCache()
        .addIndexer(BY_POOL, workflow -> List.of(PoolKeys.of(workflow).toString()));
    this.pools =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(WorkerPool.class, DataMigrationWorkflow.class)
                .withSecondaryToPrimaryMapper(
                    (WorkerPool pool) ->
                        context
                            .getPrimaryCache()
                            .byIndex(BY_POOL, PoolKeys.of(pool).toString())
                            .stream()
                            .map(workflow -> ObjectKeys.id(ObjectKeys.of(workflow)))
                            .collect(Collectors.toSet()))
                .withOnUpdateFilter(ReferencedObjects::differs)
                .build(),
            context);
    pools.addIndexer(BY_POOL, pool -> List.of(PoolKeys.of(pool).toString()));
  }

  /** Wakes workflows when a pool that takes their work comes, changes or goes. */
  EventSource<?, DataMigrationWorkflow> eventSource() {
    return pools;
  }

  /** Makes the workflow's own pool, or looks for one; returns why it has none, or null. */
  Failure seeTo(DataMigrationWorkflow workflow, Context<DataMigrationWorkflow> context) {
    Optional<WorkerPool> named = pools.get(ObjectKeys.id(ObjectKeys.of(workflow)));
    if (workflow.getSpec().workers() != null) {
      try {
        OwnedObjects.apply(OwnedPool.render(workflow), named, workflow, context);
        return null;
      } catch (DmwException e) {
        return e.toFailure();
      }
    }
    named
        .filter(pool -> OwnedObjects.isOwnedBy(pool, workflow))
        .ifPresent(pool -> context.getClient().resource(pool).delete());
    if (!pools.byIndex(BY_POOL, PoolKeys.of(workflow).toString()).isEmpty()) {
      return null;
    }
    return new DmwException(
            KubernetesErrorCode.NO_POOL,
            "No WorkerPool in this namespace serves the workflow's connections"
                + (workflow.getSpec().affinity() == null
                    ? " without an affinity"
                    : " with the affinity " + workflow.getSpec().affinity())
                + ", and no worker reports from elsewhere.",
            "Create one, write spec.workers, or start a worker elsewhere; work goes on by itself then.")
        .toFailure();
  }
}
