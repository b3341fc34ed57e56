package dev.datamigration.operator.connection;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.error.Failure;
import dev.datamigration.operator.engine.api.MigrationEngine;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.event.EventRecorder;
import dev.datamigration.operator.object.EngineWake;
import dev.datamigration.operator.object.FieldManager;
import dev.datamigration.operator.object.ObjectKeys;
import dev.datamigration.operator.object.RetryForever;
import dev.datamigration.operator.resource.ConditionType;
import dev.datamigration.operator.resource.DataMigrationWorkflow;
import dev.datamigration.operator.resource.SnowflakeAuthentication;
import dev.datamigration.operator.resource.SnowflakeConnection;
import dev.datamigration.operator.resource.SnowflakeConnectionStatus;
import dev.datamigration.operator.status.Conditions;
import dev.datamigration.operator.status.Verdict;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Hands SnowflakeConnections to the engine and shows whether they work. The Secret is read again
 * now and then, so that a rotated one takes effect without a right to watch Secrets. A connection
 * stays while workflows that use it are not cleaned up.
 */
@ControllerConfiguration(
    name = "snowflakeconnection",
    finalizerName = SnowflakeConnectionReconciler.FINALIZER,
    fieldManager = FieldManager.CONNECTIONS,
    maxReconciliationInterval =
        @MaxReconciliationInterval(
            interval = RetryForever.LOOK_ANYWAY_MINUTES,
            timeUnit = TimeUnit.MINUTES))
@GradualRetry(
    maxAttempts = RetryForever.ATTEMPTS,
    initialInterval = RetryForever.FIRST,
    intervalMultiplier = RetryForever.GROWTH,
    maxInterval = RetryForever.LONGEST)
public class SnowflakeConnectionReconciler
    implements Reconciler<SnowflakeConnection>, Cleaner<SnowflakeConnection> {
  /** Keeps a connection until its last workflow is cleaned up. */
  public static final String FINALIZER = "datamigration.dev/workflows-cleaned-up";

  private static final Duration LOOK_AT_SECRET = Duration.ofSeconds(30);
  private static final Duration LOOK_AT_SECRET_IF_NOT_READY = Duration.ofSeconds(5);

  private final MigrationEngine engine;
  private final SnowflakeLogins logins;
  private final EventRecorder events;
  private final Clock clock;

  public SnowflakeConnectionReconciler(
      MigrationEngine engine, SecretReader secrets, EventRecorder events, Clock clock) {
    this.engine = engine;
    this.logins = new SnowflakeLogins(secrets);
    this.events = events;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, SnowflakeConnection>> prepareEventSources(
      EventSourceContext<SnowflakeConnection> context) {
    EngineWake<SnowflakeConnection> wake =
        new EngineWake<>() {
          @Override
          public void snowflakeChanged(ObjectKey key) {
            wake(key);
          }
        };
    engine.listen(wake);
    InformerEventSource<DataMigrationWorkflow, SnowflakeConnection> workflows =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(
                    DataMigrationWorkflow.class, SnowflakeConnection.class)
                .withSecondaryToPrimaryMapper(
                    (DataMigrationWorkflow workflow) ->
                        Set.of(ObjectKeys.id(connectionOf(workflow))))
                .withOnAddFilter(workflow -> false)
                .withOnUpdateFilter((workflow, before) -> false)
                .build(),
            context);
    return List.of(wake, workflows);
  }

  private static ObjectKey connectionOf(DataMigrationWorkflow workflow) {
    return ObjectKeys.of(workflow, workflow.getSpec().snowflakeConnectionRef());
  }

  @Override
  public UpdateControl<SnowflakeConnection> reconcile(
      SnowflakeConnection connection, Context<SnowflakeConnection> context) {
    Failure unreadable = handOver(connection);
    if (connection.getSpec().auth().type() == SnowflakeAuthentication.Type.PASSWORD) {
      events.record(
          connection,
          true,
          "PasswordUsed",
          "The operator logs in with a password. Use auth type pat, keyPair or workloadIdentity instead.");
    }
    SnowflakeConnectionStatus status =
        SnowflakeConnectionStatusRenderer.render(
            connection.getStatus(),
            connection.getMetadata().getGeneration(),
            unreadable,
            engine.snowflake(ObjectKeys.of(connection)),
            clock.instant());
    boolean ready = Conditions.has(status.conditions(), ConditionType.READY, Verdict.TRUE);
    return write(connection, status)
        .rescheduleAfter(ready ? LOOK_AT_SECRET : LOOK_AT_SECRET_IF_NOT_READY);
  }

  /** Why the login cannot be put together; null if the engine has it now. */
  private Failure handOver(SnowflakeConnection connection) {
    try {
      engine.apply(logins.intent(connection));
      return null;
    } catch (DmwException e) {
      return e.toFailure();
    }
  }

  private static UpdateControl<SnowflakeConnection> write(
      SnowflakeConnection connection, SnowflakeConnectionStatus status) {
    if (status.equals(connection.getStatus())) {
      return UpdateControl.noUpdate();
    }
    SnowflakeConnection patch = new SnowflakeConnection();
    patch.setMetadata(ObjectKeys.asSeen(connection));
    patch.setStatus(status);
    return UpdateControl.patchStatus(patch);
  }

  @Override
  public DeleteControl cleanup(
      SnowflakeConnection connection, Context<SnowflakeConnection> context) {
    ObjectKey key = ObjectKeys.of(connection);
    List<String> users =
        context
            .getSecondaryResourcesAsStream(DataMigrationWorkflow.class)
            .filter(workflow -> !workflow.getMetadata().getFinalizers().isEmpty())
            .map(workflow -> workflow.getMetadata().getName())
            .sorted()
            .toList();
    if (users.isEmpty()) {
      engine.removeSnowflake(key);
      return DeleteControl.defaultDelete();
    }
    // The login may be new to this process: workflows that are being deleted still need it.
    handOver(connection);
    events.record(
        connection,
        true,
        "InUse",
        "The connection stays until these workflows are deleted: "
            + String.join(", ", users)
            + ".");
    return DeleteControl.noFinalizerRemoval().rescheduleAfter(LOOK_AT_SECRET);
  }
}
