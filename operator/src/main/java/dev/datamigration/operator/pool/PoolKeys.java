package dev.datamigration.operator.pool;

import dev.datamigration.operator.engine.api.PoolKey;
import dev.datamigration.operator.object.ObjectKeys;
import dev.datamigration.operator.resource.DataMigrationWorkflow;
import dev.datamigration.operator.resource.WorkerPool;

/** Which workflows and pools belong together. */
public final class PoolKeys {
  private PoolKeys() {}

  /** The work a pool takes. */
  public static PoolKey of(WorkerPool pool) {
    return new PoolKey(
        ObjectKeys.of(pool, pool.getSpec().snowflakeConnectionRef()),
        ObjectKeys.of(pool, pool.getSpec().sourceConnectionRef()),
        pool.getSpec().affinity());
  }

  /** The pool a workflow's work is for. */
  public static PoolKey of(DataMigrationWorkflow workflow) {
    return new PoolKey(
        ObjectKeys.of(workflow, workflow.getSpec().snowflakeConnectionRef()),
        ObjectKeys.of(workflow, workflow.getSpec().sourceConnectionRef()),
        workflow.getSpec().affinity());
  }
}
