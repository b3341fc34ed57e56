package dev.datamigration.operator.engine.loop;

import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.Failure;
import dev.datamigration.operator.engine.api.ConnectionSnapshot;
import dev.datamigration.operator.engine.api.EngineListener;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.PoolKey;
import dev.datamigration.operator.engine.api.PoolSnapshot;
import dev.datamigration.operator.engine.api.SourceSnapshot;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import dev.datamigration.operator.engine.core.DecisionCore;
import dev.datamigration.operator.engine.core.Notice;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What is, as the loops last saw it; tells listeners of what differs. Safe for use by several
 * threads.
 */
final class SnapshotBoard {
  private final Map<ObjectKey, WorkflowSnapshot> workflows = new ConcurrentHashMap<>();
  private final Map<ObjectKey, ConnectionSnapshot> snowflakes = new ConcurrentHashMap<>();
  private final Map<ObjectKey, SourceSnapshot> sources = new ConcurrentHashMap<>();
  private final Map<PoolKey, PoolSnapshot> pools = new ConcurrentHashMap<>();
  private final List<EngineListener> listeners = new CopyOnWriteArrayList<>();

  void listen(EngineListener listener) {
    listeners.add(listener);
  }

  Optional<WorkflowSnapshot> workflow(ObjectKey key) {
    return Optional.ofNullable(workflows.get(key));
  }

  Optional<ConnectionSnapshot> snowflake(ObjectKey key) {
    return Optional.ofNullable(snowflakes.get(key));
  }

  SourceSnapshot source(ObjectKey key) {
    return sources.getOrDefault(key, new SourceSnapshot(key, false, null));
  }

  Optional<PoolSnapshot> pool(PoolKey key) {
    return Optional.ofNullable(pools.get(key));
  }

  void forgetWorkflow(ObjectKey key, String uid) {
    workflows.computeIfPresent(
        key, (name, snapshot) -> snapshot.uid().equals(uid) ? null : snapshot);
  }

  void forgetSnowflake(ObjectKey key) {
    snowflakes.remove(key);
  }

  void publish(ConnectionSnapshot snapshot) {
    if (!snapshot.equals(snowflakes.put(snapshot.key(), snapshot))) {
      each(listener -> listener.snowflakeChanged(snapshot.key()));
    }
  }

  void tell(Notice notice) {
    each(
        listener ->
            listener.workflowEvent(
                notice.workflow(), notice.warning(), notice.reason(), notice.message()));
  }

  /** Publishes all a core knows that concerns the intents. */
  void publish(DecisionCore core, List<WorkflowIntent> intents, Instant now) {
    Set<ObjectKey> known = new HashSet<>();
    for (WorkflowSnapshot snapshot : core.workflows(now)) {
      known.add(snapshot.key());
      publish(snapshot);
    }
    for (WorkflowIntent intent : intents) {
      if (!known.contains(intent.key())) {
        publish(
            nothingRecorded(intent)
                .withStalled(core.refusal(intent).orElse(null), intent.deleted()));
      }
    }
    intents.stream()
        .map(WorkflowIntent::sourceConnection)
        .distinct()
        .forEach(key -> publish(core.source(key)));
    intents.stream()
        .map(
            intent ->
                new PoolKey(
                    intent.snowflakeConnection(), intent.sourceConnection(), intent.affinity()))
        .distinct()
        .forEach(key -> publish(core.pool(key)));
  }

  /** Shows on every workflow of a connection why it does not go on. */
  void connectionFailed(List<WorkflowIntent> intents, Failure failure) {
    if (failure.errorClass() != ErrorClass.NEEDS_PERSON) {
      return;
    }
    for (WorkflowIntent intent : intents) {
      WorkflowSnapshot before =
          workflow(intent.key())
              .filter(snapshot -> snapshot.uid().equals(intent.uid()))
              .orElseGet(() -> nothingRecorded(intent));
      publish(withoutKnowing(before, failure));
    }
  }

  /** The figures as last seen; that everything is cleaned up cannot be said without asking. */
  private static WorkflowSnapshot withoutKnowing(WorkflowSnapshot before, Failure failure) {
    return before.withStalled(failure, false);
  }

  /** A workflow the ledger holds nothing of: not begun, or deleted before it could begin. */
  private static WorkflowSnapshot nothingRecorded(WorkflowIntent intent) {
    return new WorkflowSnapshot(
        intent.key(),
        intent.uid(),
        intent.generation(),
        null,
        intent.deleted() ? Phase.CANCELLED : Phase.PENDING,
        null,
        intent.tables().size(),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        null,
        0,
        List.of(),
        false,
        null,
        intent.deleted());
  }

  private void publish(WorkflowSnapshot snapshot) {
    if (!snapshot.equals(workflows.put(snapshot.key(), snapshot))) {
      each(listener -> listener.workflowChanged(snapshot.key()));
    }
  }

  private void publish(SourceSnapshot snapshot) {
    if (!snapshot.equals(sources.put(snapshot.key(), snapshot))) {
      each(listener -> listener.sourceChanged(snapshot.key()));
    }
  }

  private void publish(PoolSnapshot snapshot) {
    if (!snapshot.equals(pools.put(snapshot.key(), snapshot))) {
      each(listener -> listener.poolChanged(snapshot.key()));
    }
  }

  private void each(Consumer<EngineListener> call) {
    listeners.forEach(call);
  }
}
