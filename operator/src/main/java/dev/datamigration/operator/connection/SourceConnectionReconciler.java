package dev.datamigration.operator.connection;

import dev.datamigration.operator.engine.api.MigrationEngine;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.object.EngineWake;
import dev.datamigration.operator.object.FieldManager;
import dev.datamigration.operator.object.ObjectKeys;
import dev.datamigration.operator.object.RetryForever;
import dev.datamigration.operator.resource.SourceConnection;
import dev.datamigration.operator.resource.SourceConnectionStatus;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Hands the limits of SourceConnections to the engine and shows what workers say of the source,
 * which the operator itself never talks to.
 */
@ControllerConfiguration(
    name = "sourceconnection",
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
public class SourceConnectionReconciler implements Reconciler<SourceConnection> {
  private final MigrationEngine engine;
  private final Clock clock;

  public SourceConnectionReconciler(MigrationEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, SourceConnection>> prepareEventSources(
      EventSourceContext<SourceConnection> context) {
    EngineWake<SourceConnection> wake =
        new EngineWake<>() {
          @Override
          public void sourceChanged(ObjectKey key) {
            wake(key);
          }
        };
    engine.listen(wake);
    return List.of(wake);
  }

  @Override
  public UpdateControl<SourceConnection> reconcile(
      SourceConnection connection, Context<SourceConnection> context) {
    engine.apply(SourceIntents.of(connection));
    SourceConnectionStatus status =
        SourceConnectionStatusRenderer.render(
            connection.getStatus(),
            connection.getMetadata().getGeneration(),
            engine.source(ObjectKeys.of(connection)),
            clock.instant());
    if (status.equals(connection.getStatus())) {
      return UpdateControl.noUpdate();
    }
    SourceConnection patch = new SourceConnection();
    patch.setMetadata(ObjectKeys.asSeen(connection));
    patch.setStatus(status);
    return UpdateControl.patchStatus(patch);
  }
}
