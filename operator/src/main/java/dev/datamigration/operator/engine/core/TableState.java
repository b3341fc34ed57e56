package dev.datamigration.operator.engine.core;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.record.TableRow.State;
import dev.datamigration.ledger.sync.SyncKey;
import dev.datamigration.model.config.Platform;
import dev.datamigration.model.config.Synchronization;
import dev.datamigration.model.config.Synchronization.Strategy;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.Failure;
import dev.datamigration.model.message.Recall;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.naming.QualifiedNames;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.model.plan.SyncRun;
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
  Synchronization synchronization;
  QualifiedName source;
  State state = State.PLANNING;
  boolean suspended;

  /** Asked for by a person, and not to be undone. */
  boolean cancelled;

  /** What the workers that hold its tasks have been told. */
  Recall recall = Recall.NONE;

  String targetIdentity;

  /** Of the staging table it has or, before it was planned anew, had; null if it never had one. */
  String stagingIdentity;

  /** The rows of the staging table have changed the target. */
  boolean applied;

  TableExtraction extraction;
  JsonNode extractionTree;

  /** What earlier runs left; null until it is read, and always for strategy none. */
  SyncRun sync;

  /** It is being read. */
  boolean readingState;

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
      TableConfiguration settings,
      JsonNode configuration) {
    this.id = id;
    this.workflow = workflow;
    this.ordinal = ordinal;
    this.sourceName = sourceName;
    this.target = target;
    configure(settings, configuration);
  }

  /** Takes settings in place of those it had. */
  void configure(TableConfiguration settings, JsonNode asJson) {
    configuration = asJson;
    synchronization = settings.synchronization();
    source =
        QualifiedNames.source(
            settings.source(), Platform.of(workflow.intent.platform()).orElseThrow());
  }

  Strategy strategy() {
    return Synchronization.strategyOf(synchronization);
  }

  /** Whether its rows are loaded into a staging table first, which then changes the target. */
  boolean isLoadedAside() {
    return strategy() != Strategy.NONE;
  }

  /** That staging table; null if rows are loaded into the target itself. */
  String stagingTable() {
    return isLoadedAside() ? LedgerIds.stagingTable(id) : null;
  }

  /** Also one that was made while nobody heard of it. */
  boolean mayHaveStagingTable() {
    return stagingIdentity != null || isLoadedAside();
  }

  /** Whether it is to be known what earlier runs left before anything else can be done. */
  boolean needsState() {
    return isLoadedAside() && sync == null && state == State.PLANNING && !cancelled;
  }

  /** The source and the target, as they are remembered. */
  SyncKey syncKey() {
    String connection = workflow.intent.sourceConnection().toString();
    return new SyncKey(
        LedgerIds.syncState(connection, source, target), connection, sourceName, target.display());
  }

  /** Whether rows that the target held before are right where they are. */
  boolean mayFindRows() {
    return switch (strategy()) {
      case NONE ->
          synchronization != null
              && synchronization.onExistingRows() == Synchronization.OnExistingRows.APPEND;
      case FULL_REPLACE -> true;
      case CHECKSUM, WATERMARK -> sync.version() > 0;
    };
  }

  /** Whether the rows in the target, as it was prepared, are this run's to replace. */
  boolean mayReplaceRows() {
    return strategy() == Strategy.FULL_REPLACE || targetIdentity.equals(sync.targetIdentity());
  }

  /** The target that this run builds on; null if it builds on none. */
  String expectedIdentity() {
    return sync != null && sync.plan().incremental() ? sync.targetIdentity() : null;
  }

  /** Rows that are in the target; those loaded aside are not, until they have changed it. */
  long rowsInTarget() {
    return !isLoadedAside() || applied || state == State.COMPLETED ? rowsLoaded : 0;
  }

  /** Whether all its rows are staged and the target is still to be changed by them. */
  boolean isToApply() {
    return isLoadedAside() && !applied && state == State.MOVING && partitionsLoaded == partitions;
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

  /** What the table as a whole waited for is there. */
  void unblock() {
    if (blocked != null && blocked.equals(firstError)) {
      firstError = null;
    }
    blocked = null;
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

  TableRow toRow(JsonNode syncTree) {
    return new TableRow(
        id,
        workflow.id,
        ordinal,
        sourceName,
        target.database(),
        target.schema(),
        target.table(),
        targetIdentity,
        stagingIdentity,
        state,
        suspended,
        configuration,
        extractionTree,
        syncTree,
        partitions,
        estimatedRows,
        rowsExtracted,
        rowsInTarget(),
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
