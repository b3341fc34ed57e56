package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.Failure;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.PoolKey;
import dev.datamigration.operator.engine.api.PoolSnapshot;
import dev.datamigration.operator.engine.api.SourceSnapshot;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.TableError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Sums the memory up for people and reconcilers. */
final class Snapshots {
  private static final int MOST_ERRORS = 10;

  private final RunState run;

  Snapshots(RunState run) {
    this.run = run;
  }

  WorkflowSnapshot workflow(WorkflowState workflow, Instant now) {
    long runningRows =
        run.workers.values().stream()
            .flatMap(worker -> worker.lanes.values().stream())
            .flatMap(lane -> lane.stream())
            .filter(task -> task.table.workflow == workflow)
            .mapToLong(task -> task.runningRows)
            .sum();
    long rowsExtracted = sum(workflow, table -> table.rowsExtracted) + runningRows;
    long estimated = sum(workflow, table -> Math.max(table.estimatedRows, table.rowsExtracted));
    workflow.rate.observe(now, rowsExtracted);
    long rate = workflow.state.isTerminal() ? 0 : workflow.rate.rowsPerSecond();
    boolean allPlanned =
        workflow.tables.stream().noneMatch(table -> table.state == TableRow.State.PLANNING);
    Duration remaining =
        rate > 0 && allPlanned && !workflow.state.isTerminal()
            ? Duration.ofSeconds(Math.max(0, estimated - rowsExtracted) / rate)
            : null;
    return new WorkflowSnapshot(
        workflow.key(),
        workflow.intent.uid(),
        workflow.intent.generation(),
        workflow.id,
        phase(workflow),
        stalled(workflow),
        workflow.tables.size(),
        count(workflow, table -> table.state != TableRow.State.PLANNING),
        count(workflow, table -> table.state == TableRow.State.COMPLETED),
        count(workflow, table -> table.state == TableRow.State.FAILED),
        count(workflow, table -> table.state == TableRow.State.CANCELLED),
        count(workflow, table -> table.suspended && !table.isTerminal()),
        sum(workflow, table -> table.partitions),
        sum(workflow, table -> table.partitionsLoaded),
        sum(workflow, table -> table.partitionsFailed),
        estimated,
        rowsExtracted,
        sum(workflow, TableState::rowsInTarget),
        sum(workflow, table -> table.bytesStaged),
        rate,
        remaining,
        workflow.state.isTerminal() ? 0 : liveWorkers(workflow),
        errors(workflow),
        workflow.isBusy(),
        workflow.handledRetry,
        workflow.isSettled());
  }

  private int liveWorkers(WorkflowState workflow) {
    return (int) run.workers.values().stream().filter(worker -> serves(worker, workflow)).count();
  }

  private static boolean serves(WorkerState worker, WorkflowState workflow) {
    return worker.description != null && RunState.matches(worker.description, workflow);
  }

  private static long sum(WorkflowState workflow, ToLongFunction<TableState> figure) {
    return workflow.tables.stream().mapToLong(figure).sum();
  }

  private static int count(WorkflowState workflow, Predicate<TableState> which) {
    return (int) workflow.tables.stream().filter(which).count();
  }

  private static Phase phase(WorkflowState workflow) {
    if (workflow.intent.deleted() && !workflow.isSettled()) {
      return Phase.CANCELLING;
    }
    if (workflow.state.isTerminal()) {
      return Phase.valueOf(workflow.state.name());
    }
    if (workflow.isHeldBack()) {
      return Phase.SUSPENDED;
    }
    boolean moving =
        workflow.tables.stream().anyMatch(table -> table.state == TableRow.State.MOVING);
    boolean extracting =
        workflow.tables.stream()
            .anyMatch(table -> table.state == TableRow.State.MOVING && table.unfinishedTasks > 0);
    if (moving) {
      return extracting ? Phase.EXTRACTING : Phase.LOADING;
    }
    boolean begun =
        workflow.assignedTasks > 0
            || workflow.tables.stream().anyMatch(table -> table.startedAt != null);
    return begun ? Phase.PLANNING : Phase.PENDING;
  }

  private Failure stalled(WorkflowState workflow) {
    if (workflow.state.isTerminal()) {
      return null;
    }
    Stream<Failure> tables = workflow.tables.stream().map(table -> table.blocked);
    Stream<Failure> tasks = workflow.delayed.stream().map(task -> task.waitingFor);
    Stream<Failure> loads =
        workflow.tables.stream()
            .flatMap(table -> table.openLoads.values().stream())
            .map(load -> load.waitingFor);
    Stream<Failure> source =
        Stream.of(source(workflow.intent.sourceConnection())).map(SourceSnapshot::failure);
    return Stream.of(source, tables, tasks, loads)
        .flatMap(stream -> stream)
        .filter(Objects::nonNull)
        .filter(failure -> failure.errorClass() == ErrorClass.NEEDS_PERSON)
        .findFirst()
        .orElse(null);
  }

  private static List<TableError> errors(WorkflowState workflow) {
    return workflow.tables.stream()
        .filter(table -> table.firstError != null && table.state != TableRow.State.COMPLETED)
        .limit(MOST_ERRORS)
        .map(table -> new TableError(label(table), table.firstError))
        .toList();
  }

  /** The source's name, with the target's where the workflow moves the source more than once. */
  private static String label(TableState table) {
    long sameSource =
        table.workflow.tables.stream()
            .filter(other -> other.sourceName.equals(table.sourceName))
            .count();
    return sameSource == 1 ? table.sourceName : table.sourceName + " to " + table.target.display();
  }

  private static boolean isUnderWay(WorkflowState workflow) {
    return workflow.isBusy() || (workflow.isRunnable() && !workflow.isHeldBack());
  }

  SourceSnapshot source(ObjectKey key) {
    List<WorkerState> witnesses =
        run.workers.values().stream()
            .filter(
                worker ->
                    worker.description != null
                        && key.toString().equals(worker.description.sourceConnection()))
            .toList();
    boolean reached = witnesses.stream().anyMatch(worker -> worker.sourceFailure == null);
    Optional<Failure> failure =
        witnesses.stream().map(worker -> worker.sourceFailure).filter(Objects::nonNull).findFirst();
    return new SourceSnapshot(key, !witnesses.isEmpty(), reached ? null : failure.orElse(null));
  }

  PoolSnapshot pool(PoolKey key) {
    List<WorkflowState> served =
        run.workflows.values().stream()
            .filter(
                workflow ->
                    workflow.intent.sourceConnection().equals(key.sourceConnection())
                        && Objects.equals(workflow.intent.affinity(), key.affinity()))
            .toList();
    List<WorkerState> workers =
        run.workers.values().stream()
            .filter(
                worker ->
                    worker.description != null
                        && Objects.equals(worker.description.affinity(), key.affinity())
                        && key.sourceConnection()
                            .toString()
                            .equals(worker.description.sourceConnection()))
            .toList();
    long ready =
        served.stream()
            .filter(WorkflowState::isRunnable)
            .mapToLong(
                workflow ->
                    workflow.delayed.stream().filter(task -> task.table.isRunnable()).count()
                        + workflow.tables.stream()
                            .filter(TableState::isRunnable)
                            .mapToLong(table -> table.ready.size())
                            .sum())
            .sum();
    return new PoolSnapshot(
        key,
        ready,
        served.stream().mapToLong(workflow -> workflow.assignedTasks).sum(),
        workers.stream().mapToInt(worker -> worker.lanes.size()).sum(),
        workers.size(),
        workers.stream().mapToInt(worker -> worker.description.threads()).sum(),
        run.laneLimit(key.sourceConnection()),
        (int) served.stream().filter(workflow -> isUnderWay(workflow)).count());
  }
}
