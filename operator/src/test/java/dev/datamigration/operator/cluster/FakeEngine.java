package dev.datamigration.operator.cluster;

import dev.datamigration.operator.engine.api.ConnectionSnapshot;
import dev.datamigration.operator.engine.api.EngineListener;
import dev.datamigration.operator.engine.api.MigrationEngine;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.PoolKey;
import dev.datamigration.operator.engine.api.PoolSnapshot;
import dev.datamigration.operator.engine.api.SnowflakeIntent;
import dev.datamigration.operator.engine.api.SourceIntent;
import dev.datamigration.operator.engine.api.SourceSnapshot;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what it is told and says what a test wants it to say. */
public final class FakeEngine implements MigrationEngine {
  /** Sees what the engine is told of workflows, in the thread that tells it. */
  public interface Witness {
    void applied(WorkflowIntent intent);

    /**
     * The engine may forget a workflow.
     *
     * @param last what the engine said of it; empty if nothing
     */
    void removed(ObjectKey key, String uid, Optional<WorkflowSnapshot> last);
  }

  private final Map<ObjectKey, SnowflakeIntent> snowflakeIntents = new ConcurrentHashMap<>();
  private final Map<ObjectKey, SourceIntent> sourceIntents = new ConcurrentHashMap<>();
  private final Map<ObjectKey, WorkflowIntent> workflowIntents = new ConcurrentHashMap<>();
  private final Set<ObjectKey> removed = ConcurrentHashMap.newKeySet();
  private final Map<ObjectKey, WorkflowSnapshot> workflows = new ConcurrentHashMap<>();
  private final Map<ObjectKey, ConnectionSnapshot> snowflakes = new ConcurrentHashMap<>();
  private final Map<ObjectKey, SourceSnapshot> sources = new ConcurrentHashMap<>();
  private final Map<PoolKey, PoolSnapshot> pools = new ConcurrentHashMap<>();
  private final List<EngineListener> listeners = new CopyOnWriteArrayList<>();
  private final List<Witness> witnesses = new CopyOnWriteArrayList<>();
  private final AtomicInteger starts = new AtomicInteger();
  private final AtomicInteger stops = new AtomicInteger();

  @Override
  public void start() {
    starts.incrementAndGet();
  }

  @Override
  public void stop() {
    stops.incrementAndGet();
  }

  public int starts() {
    return starts.get();
  }

  public int stops() {
    return stops.get();
  }

  @Override
  public void apply(SnowflakeIntent intent) {
    snowflakeIntents.put(intent.key(), intent);
  }

  @Override
  public void removeSnowflake(ObjectKey key) {
    removed.add(key);
  }

  @Override
  public void apply(SourceIntent intent) {
    sourceIntents.put(intent.key(), intent);
  }

  @Override
  public void apply(WorkflowIntent intent) {
    witnesses.forEach(witness -> witness.applied(intent));
    workflowIntents.put(intent.key(), intent);
  }

  public void addWitness(Witness witness) {
    witnesses.add(witness);
  }

  @Override
  public void removeWorkflow(ObjectKey key, String uid) {
    removed.add(key);
    Optional<WorkflowSnapshot> last = workflow(key).filter(snapshot -> snapshot.uid().equals(uid));
    witnesses.forEach(witness -> witness.removed(key, uid, last));
    last.ifPresent(snapshot -> workflows.remove(key, snapshot));
    workflowIntents.computeIfPresent(
        key, (name, intent) -> intent.uid().equals(uid) ? null : intent);
  }

  public Optional<SnowflakeIntent> snowflakeIntent(ObjectKey key) {
    return Optional.ofNullable(snowflakeIntents.get(key));
  }

  public Optional<SourceIntent> sourceIntent(ObjectKey key) {
    return Optional.ofNullable(sourceIntents.get(key));
  }

  public Optional<WorkflowIntent> workflowIntent(ObjectKey key) {
    return Optional.ofNullable(workflowIntents.get(key));
  }

  public boolean isRemoved(ObjectKey key) {
    return removed.contains(key);
  }

  public void publish(WorkflowSnapshot snapshot) {
    workflows.put(snapshot.key(), snapshot);
    listeners.forEach(listener -> listener.workflowChanged(snapshot.key()));
  }

  /** As after a restart: asked for a workflow, it knows nothing of it yet. */
  public void forget(ObjectKey workflow) {
    workflows.remove(workflow);
    listeners.forEach(listener -> listener.workflowChanged(workflow));
  }

  public void publish(ConnectionSnapshot snapshot) {
    snowflakes.put(snapshot.key(), snapshot);
    listeners.forEach(listener -> listener.snowflakeChanged(snapshot.key()));
  }

  public void publish(SourceSnapshot snapshot) {
    sources.put(snapshot.key(), snapshot);
    listeners.forEach(listener -> listener.sourceChanged(snapshot.key()));
  }

  public void publish(PoolSnapshot snapshot) {
    pools.put(snapshot.key(), snapshot);
    listeners.forEach(listener -> listener.poolChanged(snapshot.key()));
  }

  public void tell(ObjectKey key, boolean warning, String reason, String message) {
    listeners.forEach(listener -> listener.workflowEvent(key, warning, reason, message));
  }

  @Override
  public Optional<WorkflowSnapshot> workflow(ObjectKey key) {
    return Optional.ofNullable(workflows.get(key));
  }

  @Override
  public Optional<ConnectionSnapshot> snowflake(ObjectKey key) {
    return Optional.ofNullable(snowflakes.get(key));
  }

  @Override
  public SourceSnapshot source(ObjectKey key) {
    return sources.getOrDefault(key, new SourceSnapshot(key, false, null));
  }

  @Override
  public Optional<PoolSnapshot> pool(PoolKey key) {
    return Optional.ofNullable(pools.get(key));
  }

  @Override
  public void listen(EngineListener listener) {
    listeners.add(listener);
  }
}
