package dev.datamigration.operator.pool;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.operator.connection.SecretReader;
import dev.datamigration.operator.engine.api.MigrationEngine;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.PoolKey;
import dev.datamigration.operator.event.EventRecorder;
import dev.datamigration.operator.object.EngineWake;
import dev.datamigration.operator.object.FieldManager;
import dev.datamigration.operator.object.Labels;
import dev.datamigration.operator.object.ObjectKeys;
import dev.datamigration.operator.object.OwnedObjects;
import dev.datamigration.operator.object.ReferencedObjects;
import dev.datamigration.operator.object.References;
import dev.datamigration.operator.object.RetryForever;
import dev.datamigration.operator.resource.DataMigrationWorkflow;
import dev.datamigration.operator.resource.ObjectReference;
import dev.datamigration.operator.resource.SnowflakeAuthentication;
import dev.datamigration.operator.resource.SnowflakeConnection;
import dev.datamigration.operator.resource.SourceConnection;
import dev.datamigration.operator.resource.WorkerPool;
import dev.datamigration.operator.resource.WorkerPoolStatus;
import dev.datamigration.operator.status.ProgressThrottle;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps each pool's Deployment and configuration as they are to be, in the size the work needs. */
@ControllerConfiguration(
    name = "workerpool",
    fieldManager = FieldManager.POOLS,
    maxReconciliationInterval =
        @MaxReconciliationInterval(
            interval = RetryForever.LOOK_ANYWAY_MINUTES,
            timeUnit = TimeUnit.MINUTES))
@GradualRetry(
    maxAttempts = RetryForever.ATTEMPTS,
    initialInterval = RetryForever.FIRST,
    intervalMultiplier = RetryForever.GROWTH,
    maxInterval = RetryForever.LONGEST)
public class WorkerPoolReconciler implements Reconciler<WorkerPool> {
  private static final String BY_KEY = "pool-key";
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final MigrationEngine engine;
  private final PassphrasePresence passphrases;
  private final EventRecorder events;
  private final WorkerFleet fleet;
  private final Clock clock;
  private final ShrinkDelay shrinkDelay;
  private final ProgressThrottle throttle;
  private InformerEventSource<DataMigrationWorkflow, WorkerPool> workflows;

  public WorkerPoolReconciler(
      MigrationEngine engine,
      SecretReader secrets,
      EventRecorder events,
      WorkerFleet fleet,
      Clock clock) {
    this.engine = engine;
    this.passphrases = new PassphrasePresence(secrets);
    this.events = events;
    this.fleet = fleet;
    this.clock = clock;
    this.shrinkDelay = new ShrinkDelay(fleet.shrinkDelay());
    this.throttle = new ProgressThrottle(fleet.progressInterval());
  }

  @Override
  public List<EventSource<?, WorkerPool>> prepareEventSources(
      EventSourceContext<WorkerPool> context) {
    context.getPrimaryCache().addIndexer(BY_KEY, pool -> List.of(PoolKeys.of(pool).toString()));
    EngineWake<WorkerPool> wake =
        new EngineWake<>() {
          @Override
          public void poolChanged(PoolKey key) {
            poolsOf(key, context).forEach(pool -> wake(ObjectKeys.of(pool)));
          }
        };
    engine.listen(wake);
    workflows =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(DataMigrationWorkflow.class, WorkerPool.class)
                .withSecondaryToPrimaryMapper(
                    (DataMigrationWorkflow workflow) ->
                        poolsOf(PoolKeys.of(workflow), context)
                            .map(pool -> ObjectKeys.id(ObjectKeys.of(pool)))
                            .collect(Collectors.toSet()))
                .withOnUpdateFilter((now, before) -> isUnfinished(now) != isUnfinished(before))
                .build(),
            context);
    workflows.addIndexer(BY_KEY, workflow -> List.of(PoolKeys.of(workflow).toString()));
    return List.of(
        wake,
        workflows,
        ReferencedObjects.watch(
            SourceConnection.class, context, pool -> pool.getSpec().sourceConnectionRef()),
        ReferencedObjects.watch(
            SnowflakeConnection.class, context, pool -> pool.getSpec().snowflakeConnectionRef()),
        owned(Deployment.class, context),
        owned(ConfigMap.class, context));
  }

  private static <R extends HasMetadata> InformerEventSource<R, WorkerPool> owned(
      Class<R> kind, EventSourceContext<WorkerPool> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(kind, WorkerPool.class)
            .withLabelSelector(Labels.OURS)
            .build(),
        context);
  }

  private static Stream<WorkerPool> poolsOf(PoolKey key, EventSourceContext<WorkerPool> context) {
    return context.getPrimaryCache().byIndex(BY_KEY, key.toString()).stream();
  }

  /** Whether a workflow has begun and is not cleaned up yet, as far as its object says. */
  private static boolean isUnfinished(DataMigrationWorkflow workflow) {
    return workflow.getStatus() != null
        && workflow.getStatus().startTime() != null
        && workflow.getStatus().completionTime() == null;
  }

  @Override
  public UpdateControl<WorkerPool> reconcile(WorkerPool pool, Context<WorkerPool> context) {
    Instant now = clock.instant();
    Demand demand = demand(pool);
    Optional<Deployment> before = context.getSecondaryResource(Deployment.class);
    WorkerPoolStatus status;
    try {
      int current = before.map(found -> found.getSpec().getReplicas()).orElse(0);
      PoolSize size = size(pool, demand, current, now);
      Deployment deployment = apply(pool, size, before, context);
      status = PoolStatusRenderer.running(pool, size, deployment, demand, now);
    } catch (DmwException e) {
      events.record(pool, true, "PoolBlocked", e.getMessage());
      status = PoolStatusRenderer.blocked(pool, e.toFailure(), before, demand, now);
      return write(pool, status, now).rescheduleAfter(LOOK_AGAIN);
    }
    UpdateControl<WorkerPool> control = write(pool, status, now);
    return shrinkDelay.isWaiting(ObjectKeys.of(pool)) && control.getScheduleDelay().isEmpty()
        ? control.rescheduleAfter(shrinkDelay.delay())
        : control;
  }

  private Demand demand(WorkerPool pool) {
    PoolKey key = PoolKeys.of(pool);
    if (workflows.byIndex(BY_KEY, key.toString()).stream()
        .filter(workflow -> isFor(pool, workflow))
        .noneMatch(WorkerPoolReconciler::isUnfinished)) {
      return new Demand.None();
    }
    return engine.pool(key).<Demand>map(Demand.Known::new).orElseGet(Demand.Unknown::new);
  }

  /** A workflow's own pool ends with it; others of its affinity do not keep it. */
  private static boolean isFor(WorkerPool pool, DataMigrationWorkflow workflow) {
    List<OwnerReference> owners = pool.getMetadata().getOwnerReferences();
    return owners.isEmpty()
        || owners.stream()
            .anyMatch(owner -> owner.getUid().equals(workflow.getMetadata().getUid()));
  }

  private PoolSize size(WorkerPool pool, Demand demand, int current, Instant now) {
    PoolSize wanted = PoolSizing.decide(pool.getSpec(), demand, current);
    return pool.getSpec().hasFixedSize()
        ? wanted
        : shrinkDelay.apply(
            ObjectKeys.of(pool), wanted, current, PoolSizing.most(pool.getSpec()), now);
  }

  private Deployment apply(
      WorkerPool pool, PoolSize size, Optional<Deployment> before, Context<WorkerPool> context) {
    SourceConnection source =
        context
            .getSecondaryResource(SourceConnection.class)
            .orElseThrow(
                () -> missing("SourceConnection", pool, pool.getSpec().sourceConnectionRef()));
    SnowflakeConnection snowflake =
        context
            .getSecondaryResource(SnowflakeConnection.class)
            .orElseThrow(
                () ->
                    missing("SnowflakeConnection", pool, pool.getSpec().snowflakeConnectionRef()));
    SnowflakeAuthentication auth = WorkerToml.authentication(snowflake.getSpec());
    boolean passphrase =
        auth.type() == SnowflakeAuthentication.Type.KEY_PAIR
            && passphrases.isIn(ObjectKeys.of(snowflake, auth.secretRef()));
    String toml = WorkerToml.render(pool, source, snowflake, passphrase, fleet.lease());
    OwnedObjects.apply(
        PoolObjects.configuration(pool, toml),
        context.getSecondaryResource(ConfigMap.class),
        pool,
        context);
    return OwnedObjects.apply(
        PoolObjects.deployment(
            pool,
            toml,
            source.getSpec().auth().secretRef(),
            auth.secretRef(),
            fleet.image(),
            size.replicas()),
        before,
        pool,
        context);
  }

  private static DmwException missing(String kind, WorkerPool pool, ObjectReference reference) {
    ObjectKey key = ObjectKeys.of(pool, reference);
    return References.missing(kind, key);
  }

  private UpdateControl<WorkerPool> write(WorkerPool pool, WorkerPoolStatus status, Instant now) {
    if (status.equals(pool.getStatus())) {
      return UpdateControl.noUpdate();
    }
    Duration wait =
        throttle.ask(
            ObjectKeys.of(pool),
            !PoolStatusRenderer.differInFiguresOnly(pool.getStatus(), status),
            now);
    if (!wait.isZero()) {
      return UpdateControl.<WorkerPool>noUpdate().rescheduleAfter(wait);
    }
    WorkerPool patch = new WorkerPool();
    patch.setMetadata(ObjectKeys.asSeen(pool));
    patch.setStatus(status);
    return UpdateControl.patchStatus(patch);
  }
}
