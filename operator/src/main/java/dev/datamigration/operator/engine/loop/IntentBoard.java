package dev.datamigration.operator.engine.loop;

import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.SnowflakeIntent;
import dev.datamigration.operator.engine.api.SourceIntent;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What is wanted, as reconcilers last said it. Safe for use by several threads. */
final class IntentBoard {
  private final Map<ObjectKey, SnowflakeIntent> snowflakes = new ConcurrentHashMap<>();
  private final Map<ObjectKey, SourceIntent> sources = new ConcurrentHashMap<>();
  private final Map<ObjectKey, WorkflowIntent> workflows = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<WorkflowIntent> removed = new ConcurrentLinkedQueue<>();

  /** Returns whether it differs from what was said before; so do the other {@code put}s. */
  boolean put(SnowflakeIntent intent) {
    return !intent.equals(snowflakes.put(intent.key(), intent));
  }

  boolean put(SourceIntent intent) {
    return !intent.equals(sources.put(intent.key(), intent));
  }

  boolean put(WorkflowIntent intent) {
    WorkflowIntent before = workflows.put(intent.key(), intent);
    if (before != null && !before.uid().equals(intent.uid())) {
      removed.add(before);
    }
    return !intent.equals(before);
  }

  void removeSnowflake(ObjectKey key) {
    snowflakes.remove(key);
  }

  void removeWorkflow(ObjectKey key, String uid) {
    WorkflowIntent intent = workflows.get(key);
    if (intent != null && intent.uid().equals(uid) && workflows.remove(key, intent)) {
      removed.add(intent);
    }
  }

  SnowflakeIntent snowflake(ObjectKey key) {
    return snowflakes.get(key);
  }

  Collection<SnowflakeIntent> snowflakes() {
    return snowflakes.values();
  }

  Collection<SourceIntent> sources() {
    return List.copyOf(sources.values());
  }

  /** Those of one connection, in the order of their names. */
  List<WorkflowIntent> workflows(ObjectKey snowflake) {
    return workflows.values().stream()
        .filter(intent -> intent.snowflakeConnection().equals(snowflake))
        .sorted(Comparator.comparing(intent -> intent.key().toString()))
        .toList();
  }

  /** Those removed since the last call. */
  List<WorkflowIntent> drainRemoved(ObjectKey snowflake) {
    List<WorkflowIntent> drained = new ArrayList<>();
    removed.removeIf(
        intent -> {
          boolean mine = intent.snowflakeConnection().equals(snowflake);
          if (mine) {
            drained.add(intent);
          }
          return mine;
        });
    return drained;
  }
}
