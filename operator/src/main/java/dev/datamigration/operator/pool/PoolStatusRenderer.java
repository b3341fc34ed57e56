package dev.datamigration.operator.pool;

import dev.datamigration.model.error.Failure;
import dev.datamigration.operator.engine.api.PoolSnapshot;
import dev.datamigration.operator.resource.ConditionType;
import dev.datamigration.operator.resource.WorkerPool;
import dev.datamigration.operator.resource.WorkerPoolStatus;
import dev.datamigration.operator.resource.WorkflowStatus;
import dev.datamigration.operator.status.BoundedText;
import dev.datamigration.operator.status.Conditions;
import dev.datamigration.operator.status.FailureReason;
import dev.datamigration.operator.status.Verdict;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The status of a WorkerPool: a pure function. */
final class PoolStatusRenderer {
  private PoolStatusRenderer() {}

  /** When the pool has its Deployment. */
  static WorkerPoolStatus running(
      WorkerPool pool, PoolSize size, Deployment deployment, Demand demand, Instant now) {
    Optional<DeploymentStatus> observed = Optional.ofNullable(deployment.getStatus());
    int there = observed.map(DeploymentStatus::getReplicas).orElse(0);
    int ready = observed.map(DeploymentStatus::getReadyReplicas).orElse(0);
    Conditions conditions = conditions(pool, now);
    Optional<String> trouble = observed.flatMap(PoolStatusRenderer::trouble);
    if (ready >= size.replicas()) {
      conditions.set(
          ConditionType.READY,
          Verdict.TRUE,
          size.replicas() == 0 ? "NoneNeeded" : "AllReady",
          ready + " of " + size.replicas() + " workers are ready.");
    } else if (trouble.isPresent()) {
      conditions.set(ConditionType.READY, Verdict.FALSE, "WorkersMissing", trouble.get());
    } else {
      conditions.set(
          ConditionType.READY,
          Verdict.FALSE,
          "Starting",
          ready + " of " + size.replicas() + " workers are ready.");
    }
    return status(pool, conditions, size.reason(), there, ready, size.replicas(), demand);
  }

  /** When the pool cannot have its Deployment as it should be. */
  static WorkerPoolStatus blocked(
      WorkerPool pool, Failure why, Optional<Deployment> deployment, Demand demand, Instant now) {
    Conditions conditions = conditions(pool, now);
    conditions.set(
        ConditionType.READY, Verdict.FALSE, FailureReason.of(why.errorClass()), why.message());
    Optional<DeploymentStatus> observed = deployment.map(Deployment::getStatus);
    return status(
        pool,
        conditions,
        why.message(),
        observed.map(DeploymentStatus::getReplicas).orElse(0),
        observed.map(DeploymentStatus::getReadyReplicas).orElse(0),
        deployment.map(found -> found.getSpec().getReplicas()).orElse(0),
        demand);
  }

  /**
   * Whether two statuses tell a person the same but for how far work is.
   *
   * @param before null if there is none yet
   */
  static boolean differInFiguresOnly(WorkerPoolStatus before, WorkerPoolStatus next) {
    return before != null
        && Objects.equals(before.conditions(), next.conditions())
        && Objects.equals(before.desiredReplicas(), next.desiredReplicas())
        && Objects.equals(before.observedGeneration(), next.observedGeneration());
  }

  private static Conditions conditions(WorkerPool pool, Instant now) {
    return new Conditions(
        pool.getStatus() == null ? null : pool.getStatus().conditions(),
        pool.getMetadata().getGeneration(),
        now);
  }

  private static WorkerPoolStatus status(
      WorkerPool pool,
      Conditions conditions,
      String message,
      int there,
      int ready,
      int desired,
      Demand demand) {
    Optional<PoolSnapshot> work =
        demand instanceof Demand.Known known ? Optional.of(known.snapshot()) : Optional.empty();
    return new WorkerPoolStatus(
        pool.getMetadata().getGeneration(),
        conditions.toList(),
        BoundedText.cut(message, WorkflowStatus.MAX_MESSAGE),
        there,
        ready,
        desired,
        PoolObjects.selector(pool),
        work.map(PoolSnapshot::liveWorkers).orElse(0),
        work.map(PoolSnapshot::busyThreads).orElse(0),
        work.map(PoolSnapshot::readyTasks).orElse(0L),
        work.map(PoolSnapshot::activeWorkflows).orElse(0));
  }

  /** Why pods cannot be had, in the Deployment's words. */
  private static Optional<String> trouble(DeploymentStatus status) {
    List<DeploymentCondition> conditions = status.getConditions();
    return conditions.stream()
        .filter(
            condition ->
                ("ReplicaFailure".equals(condition.getType())
                        && "True".equals(condition.getStatus()))
                    || ("Progressing".equals(condition.getType())
                        && "False".equals(condition.getStatus())))
        .map(DeploymentCondition::getMessage)
        .findFirst();
  }
}
