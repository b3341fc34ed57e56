package dev.datamigration.operator.cluster;

import dev.datamigration.operator.engine.api.ConnectionSnapshot;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.PoolSnapshot;
import dev.datamigration.operator.engine.api.SourceSnapshot;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;

/** What an engine reads of one workflow, whichever operator it belongs to. */
final class ScriptedLedger {
  private final String namespace;
  private volatile boolean loaded;

  ScriptedLedger(String namespace) {
    this.namespace = namespace;
  }

  /** From now on every row is loaded. */
  void load() {
    loaded = true;
  }

  /** Has an engine say what it would have read by now. */
  void show(FakeEngine engine) {
    ObjectKey warehouse = new ObjectKey(namespace, "warehouse");
    engine.snowflakeIntent(warehouse).ifPresent(intent -> show(engine, intent.generation()));
    ObjectKey erp = new ObjectKey(namespace, "erp");
    SourceSnapshot reached = new SourceSnapshot(erp, true, null);
    if (!engine.source(erp).equals(reached)) {
      engine.publish(reached);
    }
    engine.workflowIntent(Samples.workflow(namespace)).ifPresent(intent -> show(engine, intent));
  }

  private void show(FakeEngine engine, long generation) {
    ConnectionSnapshot ready =
        new ConnectionSnapshot(
            new ObjectKey(namespace, "warehouse"),
            generation,
            ConnectionSnapshot.State.READY,
            1,
            null);
    if (engine.snowflake(ready.key()).filter(ready::equals).isEmpty()) {
      engine.publish(ready);
    }
  }

  private void show(FakeEngine engine, WorkflowIntent intent) {
    WorkflowSnapshot snapshot = snapshot(intent);
    if (engine.workflow(intent.key()).filter(snapshot::equals).isEmpty()) {
      engine.publish(snapshot);
    }
    boolean idle = loaded || intent.suspend() || intent.deleted();
    PoolSnapshot work = Samples.work(namespace, idle ? 0 : 4, 0, idle ? 0 : 1);
    if (engine.pool(work.key()).filter(work::equals).isEmpty()) {
      engine.publish(work);
    }
  }

  private WorkflowSnapshot snapshot(WorkflowIntent intent) {
    if (loaded) {
      return Samples.snapshot(
          intent.key(),
          intent.uid(),
          intent.generation(),
          Phase.SUCCEEDED,
          null,
          2,
          2,
          1_000_000,
          true);
    }
    return intent.suspend()
        ? Samples.suspended(intent.key(), intent.uid(), intent.generation(), false)
        : Samples.running(intent.key(), intent.uid(), intent.generation());
  }
}
