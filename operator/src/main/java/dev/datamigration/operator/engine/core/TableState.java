package dev.datamigration.operator.engine.core;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.record.TableRow.State;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.Failure;
import dev.datamigration.model.message.Recall;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.QualifiedName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One table in memory, with the figures of its tasks kept up as they change. */
final class TableState {
  final String id;
  final WorkflowState workflow;
  final int ordinal;
  final String sourceName;
  final QualifiedName target;
  JsonNode configuration;
  State state = State.PLANNING;
  boolean suspended;

  /** Asked for by a person, and not to be undone. */
  boolean cancelled;

  /** What the workers that hold its tasks have been told. */
  Recall recall = Recall.NONE;

  String targetIdentity;
  TableExtraction extraction;
  JsonNode extractionTree;
  long partitions;
  long estimatedRows;
  Failure firstError;

  /** Why the table as a whole waits for a person or a retry; null otherwise. */
  Failure blocked;

  Instant notBefore;
  int failures;
  boolean preparing;
  Instant startedAt;
  Instant endedAt;

  final Deque<TaskState> ready = new ArrayDeque<>();

  /** Extracted, with files, in no load yet. */
  final List<TaskState> pending = new ArrayList<>();

  Instant pendingSince;
  final Map<String, LoadState> openLoads = new LinkedHashMap<>();

  /** Loads that failed for good, with files that could be loaded. */
  final List<LoadState> failedLoads = new ArrayList<>();

  int loads;
  int unfinishedTasks;
  long rowsExtracted;
  long rowsLoaded;
  long bytesStaged;
  long partitionsExtracted;
  long partitionsLoaded;
  long partitionsFailed;

  /** Moving average of a partition's extraction; null until one is done. */
  Duration averageExtraction;

  TableState(
      String id,
      WorkflowState workflow,
      int ordinal,
      String sourceName,
      QualifiedName target,
      JsonNode configuration) {
    this.id = id;
    this.workflow = workflow;
    this.ordinal = ordinal;
    this.sourceName = sourceName;
    this.target = target;
    this.configuration = configuration;
  }

  /** Whether anything of it may be begun. */
  boolean isRunnable() {
    return !isTerminal() && !suspended && workflow.isRunnable();
  }

  boolean isTerminal() {
    return state.isTerminal();
  }

  /** What the workflow says of it now; empty if that cannot be read any more. */
  Optional<TableConfiguration> wanted() {
    List<TableConfiguration> all = workflow.intent.tables();
    return all.size() == workflow.tables.size()
        ? Optional.of(all.get(ordinal - 1))
        : Optional.empty();
  }

  String planTaskId() {
    return id + "/plan";
  }

  /** The folder all attempts of this table stage under. */
  String stageFolder() {
    return id + "/";
  }

  /** Keeps the first error; one that is not tried again takes the place of one that is. */
  void remember(Failure failure) {
    boolean decides =
        failure.errorClass() == ErrorClass.PERMANENT
            && firstError != null
            && firstError.errorClass() != ErrorClass.PERMANENT;
    if (firstError == null || decides) {
      firstError = failure;
    }
  }

  /** They are made anew from tasks and loads. */
  void forgetFigures() {
    loads = 0;
    rowsExtracted = 0;
    rowsLoaded = 0;
    bytesStaged = 0;
    partitionsExtracted = 0;
    partitionsLoaded = 0;
    partitionsFailed = 0;
    failedLoads.clear();
  }

  void observeExtraction(long millis) {
    Duration seen = Duration.ofMillis(millis);
    averageExtraction =
        averageExtraction == null
            ? seen
            : averageExtraction.multipliedBy(3).plus(seen).dividedBy(4);
  }

  TableRow toRow() {
    return new TableRow(
        id,
        workflow.id,
        ordinal,
        sourceName,
        target.database(),
        target.schema(),
        target.table(),
        targetIdentity,
        state,
        suspended,
        configuration,
        extractionTree,
        partitions,
        estimatedRows,
        rowsExtracted,
        rowsLoaded,
        bytesStaged,
        partitionsLoaded,
        partitionsFailed,
        firstError == null ? null : firstError.code(),
        firstError == null ? null : firstError.errorClass().name(),
        firstError == null ? null : firstError.message(),
        startedAt,
        endedAt);
  }
}
