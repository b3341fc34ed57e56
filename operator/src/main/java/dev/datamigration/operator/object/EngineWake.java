package dev.datamigration.operator.object;

import dev.datamigration.operator.engine.api.EngineListener;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.PoolKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/**
 * Wakes a reconciler when the engine says that something changed. Subclasses override what concerns
 * them; the engine calls on its own threads.
 */
public abstract class EngineWake<P extends HasMetadata> extends SimpleInboundEventSource<P>
    implements EngineListener {
  protected EngineWake() {
    super("engine");
  }

  /** Has an object reconciled. Does nothing while this process does not lead. */
  protected final void wake(ObjectKey key) {
    if (isRunning()) {
      propagateEvent(ObjectKeys.id(key));
    }
  }

  @Override
  public void workflowChanged(ObjectKey key) {}

  @Override
  public void snowflakeChanged(ObjectKey key) {}

  @Override
  public void sourceChanged(ObjectKey key) {}

  @Override
  public void poolChanged(PoolKey key) {}

  @Override
  public void workflowEvent(ObjectKey key, boolean warning, String reason, String message) {}
}
