package dev.datamigration.operator.workflow;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.model.error.Failure;
import dev.datamigration.operator.connection.LedgerLocations;
import dev.datamigration.operator.connection.SourceIntents;
import dev.datamigration.operator.engine.api.ConnectionSnapshot;
import dev.datamigration.operator.engine.api.MigrationEngine;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.event.EventRecorder;
import dev.datamigration.operator.object.EngineWake;
import dev.datamigration.operator.object.FieldManager;
import dev.datamigration.operator.object.ObjectKeys;
import dev.datamigration.operator.object.ReferencedObjects;
import dev.datamigration.operator.object.RetryForever;
import dev.datamigration.operator.resource.DataMigrationWorkflow;
import dev.datamigration.operator.resource.SnowflakeConnection;
import dev.datamigration.operator.resource.SourceConnection;
import dev.datamigration.operator.resource.WorkflowStatus;
import dev.datamigration.operator.status.BoundedText;
import dev.datamigration.operator.status.ProgressThrottle;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Turns workflows into intents of the engine, and the engine's snapshots into status. That a
 * workflow has started is written on the object before the engine hears of it: from then on its
 * connections, sources and targets cannot change, and its deletion waits for the engine.
 */
@ControllerConfiguration(
    name = "datamigrationworkflow",
    finalizerName = DataMigrationWorkflowReconciler.FINALIZER,
    fieldManager = FieldManager.WORKFLOWS,
    // Annotations do not count as a generation.
    generationAwareEventProcessing = false,
    informer = @Informer(onUpdateFilter = WishFilter.class),
    maxReconciliationInterval =
        @MaxReconciliationInterval(
            interval = RetryForever.LOOK_ANYWAY_MINUTES,
            timeUnit = TimeUnit.MINUTES))
@GradualRetry(
    maxAttempts = RetryForever.ATTEMPTS,
    initialInterval = RetryForever.FIRST,
    intervalMultiplier = RetryForever.GROWTH,
    maxInterval = RetryForever.LONGEST)
public class DataMigrationWorkflowReconciler
    implements Reconciler<DataMigrationWorkflow>, Cleaner<DataMigrationWorkflow> {
  /** Keeps a workflow until nothing of it runs or is staged. */
  public static final String FINALIZER = "datamigration.dev/cleaned-up";

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final MigrationEngine engine;
  private final EventRecorder events;
  private final Clock clock;
  private final ProgressThrottle throttle;
  private ServingPools pools;

  public DataMigrationWorkflowReconciler(
      MigrationEngine engine, EventRecorder events, ProgressThrottle throttle, Clock clock) {
    this.engine = engine;
    this.events = events;
    this.throttle = throttle;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, DataMigrationWorkflow>> prepareEventSources(
      EventSourceContext<DataMigrationWorkflow> context) {
    EngineWake<DataMigrationWorkflow> wake =
        new EngineWake<>() {
          @Override
          public void workflowChanged(ObjectKey key) {
            wake(key);
          }

          @Override
          public void workflowEvent(ObjectKey key, boolean warning, String reason, String message) {
            context
                .getPrimaryCache()
                .get(ObjectKeys.id(key))
                .ifPresent(workflow -> events.record(workflow, warning, reason, message));
          }
        };
    engine.listen(wake);
    pools = new ServingPools(context);
    return List.of(
        wake,
        pools.eventSource(),
        ReferencedObjects.watch(
            SourceConnection.class, context, workflow -> workflow.getSpec().sourceConnectionRef()),
        ReferencedObjects.watch(
            SnowflakeConnection.class,
            context,
            workflow -> workflow.getSpec().snowflakeConnectionRef()));
  }

  @Override
  public UpdateControl<DataMigrationWorkflow> reconcile(
      DataMigrationWorkflow workflow, Context<DataMigrationWorkflow> context) {
    Instant now = clock.instant();
    Optional<SourceConnection> source = context.getSecondaryResource(SourceConnection.class);
    Optional<SnowflakeConnection> snowflake =
        context.getSecondaryResource(SnowflakeConnection.class);
    Acceptance acceptance = WorkflowReading.accept(workflow, source, snowflake);
    boolean hadStarted = hasStarted(workflow);
    Failure obstacle = null;
    if (hadStarted && acceptance instanceof Acceptance.Accepted accepted) {
      // Limits first: a task handed out before they are known could be one too many.
      engine.apply(SourceIntents.of(source.orElseThrow()));
      engine.apply(intent(workflow, accepted));
      obstacle = pools.seeTo(workflow, context);
      if (snapshot(workflow).isEmpty() && (hasEnded(workflow) || obstacle == null)) {
        return keep(workflow, now);
      }
    } else if (hadStarted && workflow.getSpec().suspended()) {
      engine.apply(WorkflowReading.suspension(workflow));
    }
    boolean starts =
        hadStarted
            || (acceptance instanceof Acceptance.Accepted && !workflow.getSpec().suspended());
    WorkflowFacts facts =
        facts(workflow, starts, acceptance, obstacle, hadStarted, snowflake, false);
    WorkflowStatus status = WorkflowStatusRenderer.render(workflow.getStatus(), facts, now);
    UpdateControl<DataMigrationWorkflow> control = write(workflow, status, now);
    if (starts && !hadStarted) {
      return control.rescheduleAfter(AT_ONCE);
    }
    if (facts.ended()) {
      return expire(workflow, status, facts, control, context, now);
    }
    return obstacle != null ? control.rescheduleAfter(LOOK_AGAIN) : control;
  }

  /** What the engine reached counts at once, not only when it is on the status. */
  private WorkflowIntent intent(DataMigrationWorkflow workflow, Acceptance.Accepted accepted) {
    WorkflowIntent intent = WorkflowReading.intent(workflow, accepted);
    boolean loaded =
        snapshot(workflow)
            .filter(found -> found.rowsLoaded() > 0 || found.phase().isEnd())
            .isPresent();
    return loaded ? intent.loaded() : intent;
  }

  /**
   * The engine does not know the workflow yet, after a restart for example: everything stays as it
   * was, but for what keeps the engine from knowing.
   */
  private UpdateControl<DataMigrationWorkflow> keep(DataMigrationWorkflow workflow, Instant now) {
    WorkflowStatus before = workflow.getStatus();
    Optional<Failure> unreachable =
        engine
            .snowflake(ObjectKeys.of(workflow, workflow.getSpec().snowflakeConnectionRef()))
            .map(ConnectionSnapshot::failure);
    WorkflowStatus status =
        hasEnded(workflow) || unreachable.isEmpty()
            ? before
            : before.withMessage(
                BoundedText.cut(unreachable.get().message(), WorkflowStatus.MAX_MESSAGE));
    UpdateControl<DataMigrationWorkflow> control = write(workflow, status, now);
    return control.getScheduleDelay().isPresent() ? control : control.rescheduleAfter(LOOK_AGAIN);
  }

  private static boolean hasStarted(DataMigrationWorkflow workflow) {
    return workflow.getStatus() != null && workflow.getStatus().startTime() != null;
  }

  private static boolean hasEnded(DataMigrationWorkflow workflow) {
    return workflow.getStatus() != null && workflow.getStatus().completionTime() != null;
  }

  private WorkflowFacts facts(
      DataMigrationWorkflow workflow,
      boolean started,
      Acceptance acceptance,
      Failure obstacle,
      boolean known,
      Optional<SnowflakeConnection> snowflake,
      boolean deleting) {
    Optional<WorkflowSnapshot> snapshot = known ? snapshot(workflow) : Optional.empty();
    boolean nobodyWorks = snapshot.map(WorkflowSnapshot::liveWorkers).orElse(0) == 0;
    return new WorkflowFacts(
        workflow.getMetadata().getGeneration(),
        workflow.getSpec().suspended(),
        started,
        deleting,
        acceptance,
        nobodyWorks ? obstacle : null,
        snapshot,
        snowflake
            .flatMap(found -> LedgerLocations.find(found.getSpec().metadata()))
            .orElse(LedgerLocation.DEFAULT));
  }

  private Optional<WorkflowSnapshot> snapshot(DataMigrationWorkflow workflow) {
    return engine
        .workflow(ObjectKeys.of(workflow))
        .filter(found -> found.uid().equals(workflow.getMetadata().getUid()));
  }

  private UpdateControl<DataMigrationWorkflow> write(
      DataMigrationWorkflow workflow, WorkflowStatus status, Instant now) {
    if (status.equals(workflow.getStatus())) {
      return UpdateControl.noUpdate();
    }
    Duration wait =
        throttle.ask(
            ObjectKeys.of(workflow),
            !WorkflowStatusRenderer.differInFiguresOnly(workflow.getStatus(), status),
            now);
    if (!wait.isZero()) {
      return UpdateControl.<DataMigrationWorkflow>noUpdate().rescheduleAfter(wait);
    }
    tell(workflow, status);
    return UpdateControl.patchStatus(patch(workflow, status));
  }

  private void tell(DataMigrationWorkflow workflow, WorkflowStatus status) {
    StatusNews.between(workflow.getStatus(), status)
        .forEach(news -> events.record(workflow, news.warning(), news.reason(), news.message()));
  }

  private static DataMigrationWorkflow patch(
      DataMigrationWorkflow workflow, WorkflowStatus status) {
    DataMigrationWorkflow patch = new DataMigrationWorkflow();
    patch.setMetadata(ObjectKeys.asSeen(workflow));
    patch.setStatus(status);
    return patch;
  }

  /** Deletes a workflow that has been at its end for as long as it says. */
  private static UpdateControl<DataMigrationWorkflow> expire(
      DataMigrationWorkflow workflow,
      WorkflowStatus status,
      WorkflowFacts facts,
      UpdateControl<DataMigrationWorkflow> control,
      Context<DataMigrationWorkflow> context,
      Instant now) {
    Integer seconds = workflow.getSpec().ttlSecondsAfterFinished();
    if (seconds == null
        || !facts.snapshot().map(WorkflowSnapshot::cleanedUp).orElse(false)
        || control.getScheduleDelay().isPresent()) {
      return control;
    }
    Instant end = Instant.parse(status.completionTime()).plusSeconds(seconds);
    if (end.isAfter(now)) {
      return control.rescheduleAfter(Duration.between(now, end).plusMillis(1));
    }
    context.getClient().resource(workflow).delete();
    return control;
  }

  @Override
  public DeleteControl cleanup(
      DataMigrationWorkflow workflow, Context<DataMigrationWorkflow> context) {
    Instant now = clock.instant();
    ObjectKey key = ObjectKeys.of(workflow);
    Optional<SnowflakeConnection> snowflake =
        context.getSecondaryResource(SnowflakeConnection.class);
    if (hasStarted(workflow)) {
      engine.apply(WorkflowReading.deletion(workflow));
    }
    WorkflowDeletion.Step step =
        WorkflowDeletion.decide(
            workflow,
            snowflake,
            engine.snowflake(ObjectKeys.of(workflow, workflow.getSpec().snowflakeConnectionRef())),
            snapshot(workflow),
            now);
    if (step == WorkflowDeletion.Step.WAIT) {
      showCancelling(workflow, snowflake, context, now);
      return DeleteControl.noFinalizerRemoval().rescheduleAfter(LOOK_AGAIN);
    }
    if (step == WorkflowDeletion.Step.ABANDON) {
      events.record(
          workflow,
          true,
          "CleanUpSkipped",
          "Its SnowflakeConnection is gone or does not work: files staged for "
              + workflow.getStatus().workflowId()
              + " may remain, and workers may finish what they are at. Target tables are untouched.");
    }
    engine.removeWorkflow(key, workflow.getMetadata().getUid());
    throttle.forget(key);
    return DeleteControl.defaultDelete();
  }

  private void showCancelling(
      DataMigrationWorkflow workflow,
      Optional<SnowflakeConnection> snowflake,
      Context<DataMigrationWorkflow> context,
      Instant now) {
    Acceptance acceptance =
        WorkflowReading.accept(
            workflow, context.getSecondaryResource(SourceConnection.class), snowflake);
    WorkflowFacts facts = facts(workflow, true, acceptance, null, true, snowflake, true);
    WorkflowStatus status = WorkflowStatusRenderer.render(workflow.getStatus(), facts, now);
    boolean urgent = !WorkflowStatusRenderer.differInFiguresOnly(workflow.getStatus(), status);
    if (!status.equals(workflow.getStatus())
        && throttle.ask(ObjectKeys.of(workflow), urgent, now).isZero()) {
      tell(workflow, status);
      PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(
          workflow, patch(workflow, status), context);
    }
  }
}
