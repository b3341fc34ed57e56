package dev.datamigration.operator.workflow;

import dev.datamigration.operator.object.Labels;
import dev.datamigration.operator.object.OwnedObjects;
import dev.datamigration.operator.resource.DataMigrationWorkflow;
import dev.datamigration.operator.resource.WorkerPool;
import dev.datamigration.operator.resource.WorkerPoolSpec;
import dev.datamigration.operator.resource.WorkerSettings;
import dev.datamigration.operator.resource.WorkflowSpec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;

/** The pool of a workflow that brings its own workers: a pure function. */
final class OwnedPool {
  private OwnedPool() {}

  /** The pool has the workflow's name. */
  static WorkerPool render(DataMigrationWorkflow workflow) {
    WorkflowSpec spec = workflow.getSpec();
    WorkerSettings workers = spec.workers();
    WorkerPool pool = new WorkerPool();
    pool.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(workflow.getMetadata().getNamespace())
            .withName(workflow.getMetadata().getName())
            .withLabels(Map.of(Labels.MANAGED_BY, Labels.OPERATOR))
            .withOwnerReferences(OwnedObjects.ownedBy(workflow))
            .build());
    pool.setSpec(
        new WorkerPoolSpec(
            spec.sourceConnectionRef(),
            spec.snowflakeConnectionRef(),
            spec.affinity(),
            null,
            workers.minReplicas(),
            workers.maxReplicas(),
            workers.threads(),
            workers.resources()));
    return pool;
  }
}
