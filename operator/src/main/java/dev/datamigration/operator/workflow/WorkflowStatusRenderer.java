package dev.datamigration.operator.workflow;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.sql.SnowflakeLiteral;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.resource.WorkflowPhase;
import dev.datamigration.operator.resource.WorkflowStatus;
import dev.datamigration.operator.resource.WorkflowStatus.ByteCount;
import dev.datamigration.operator.resource.WorkflowStatus.PartitionCounts;
import dev.datamigration.operator.resource.WorkflowStatus.Rate;
import dev.datamigration.operator.resource.WorkflowStatus.RowCounts;
import dev.datamigration.operator.resource.WorkflowStatus.TableCounts;
import dev.datamigration.operator.resource.WorkflowStatus.TableError;
import dev.datamigration.operator.status.BoundedText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The status of a workflow: a pure function. */
final class WorkflowStatusRenderer {
  private static final int MAX_NAME = 1024;

  private WorkflowStatusRenderer() {}

  /**
   * @param before the status so far; null if there is none
   */
  static WorkflowStatus render(WorkflowStatus before, WorkflowFacts facts, Instant now) {
    String start = before == null ? null : before.startTime();
    String completion = before == null ? null : before.completionTime();
    String instant = now.truncatedTo(ChronoUnit.SECONDS).toString();
    Optional<WorkflowSnapshot> snapshot =
        isUnknown(before, facts) ? Optional.empty() : facts.snapshot();
    return new WorkflowStatus(
        facts.generation(),
        phase(before, facts),
        WorkflowConditions.of(before, facts, now),
        snapshot
            .map(WorkflowSnapshot::handledRetry)
            .orElse(before == null ? null : before.lastHandledRetry()),
        isUnknown(before, facts) && completion != null
            ? before.message()
            : BoundedText.cut(WorkflowMessage.of(facts), WorkflowStatus.MAX_MESSAGE),
        snapshot
            .map(WorkflowSnapshot::workflowId)
            .orElse(before == null ? null : before.workflowId()),
        snapshot
            .map(WorkflowSnapshot::workflowId)
            .map(id -> query(facts.ledger(), id))
            .orElse(before == null ? null : before.query()),
        start == null && facts.started() ? instant : start,
        completion(completion, snapshot.isPresent(), facts, instant),
        snapshot
            .map(WorkflowStatusRenderer::progress)
            .orElse(before == null ? null : before.progress()),
        snapshot
            .map(WorkflowStatusRenderer::tables)
            .orElse(before == null ? null : before.tables()),
        snapshot
            .map(WorkflowStatusRenderer::partitions)
            .orElse(before == null ? null : before.partitions()),
        snapshot.map(WorkflowStatusRenderer::rows).orElse(before == null ? null : before.rows()),
        snapshot.map(WorkflowStatusRenderer::bytes).orElse(before == null ? null : before.bytes()),
        snapshot.map(WorkflowStatusRenderer::rate).orElse(null),
        snapshot.map(WorkflowSnapshot::remaining).map(Figures::duration).orElse(null),
        snapshot.map(WorkflowSnapshot::liveWorkers).orElse(0),
        snapshot
            .map(WorkflowStatusRenderer::errors)
            .orElse(before == null ? List.of() : before.firstErrors()));
  }

  /** A retry takes a workflow back from its end. */
  private static String completion(
      String before, boolean known, WorkflowFacts facts, String instant) {
    if (facts.ended()) {
      return before == null ? instant : before;
    }
    return known ? null : before;
  }

  /**
   * Whether two statuses tell a person the same but for how far work is.
   *
   * @param before null if there is none yet
   */
  static boolean differInFiguresOnly(WorkflowStatus before, WorkflowStatus next) {
    return before != null
        && before.phase() == next.phase()
        && Objects.equals(before.observedGeneration(), next.observedGeneration())
        && Objects.equals(before.startTime(), next.startTime())
        && Objects.equals(before.lastHandledRetry(), next.lastHandledRetry())
        && WorkflowConditions.sameVerdicts(before.conditions(), next.conditions());
  }

  /**
   * Whether the engine does not know a workflow that has started: after a restart for example, when
   * it perhaps cannot be told of it, cannot ask the ledger or finds nothing there. What it said
   * last is the best there is.
   */
  static boolean isUnknown(WorkflowStatus before, WorkflowFacts facts) {
    if (facts.deleting() || before == null || before.startTime() == null) {
      return false;
    }
    return facts.snapshot().isEmpty()
        || (facts.snapshot().get().workflowId() == null && before.workflowId() != null);
  }

  private static WorkflowPhase phase(WorkflowStatus before, WorkflowFacts facts) {
    if (isUnknown(before, facts) && before.phase() != null) {
      return before.phase();
    }
    if (facts.snapshot().isPresent()) {
      return WorkflowPhase.valueOf(facts.snapshot().get().phase().name());
    }
    if (facts.deleting()) {
      return WorkflowPhase.CANCELLING;
    }
    return facts.suspended() ? WorkflowPhase.SUSPENDED : WorkflowPhase.PENDING;
  }

  private static String query(LedgerLocation ledger, String workflowId) {
    return "SELECT * FROM "
        + ledger.qualify("TABLE_PROGRESS_WITH_EXAMPLE_ERROR")
        + " WHERE WORKFLOW_ID = "
        + SnowflakeLiteral.text(workflowId);
  }

  /**
   * Rows of the rows estimated, as far as tables are planned: one that is extracted counts half,
   * one that is loaded whole. 100% only at the end.
   */
  private static String progress(WorkflowSnapshot snapshot) {
    if (snapshot.phase() == WorkflowSnapshot.Phase.SUCCEEDED) {
      return "100%";
    }
    long estimated = snapshot.rowsTotalEstimated();
    double share =
        estimated > 0
            ? (double) (snapshot.rowsExtracted() + snapshot.rowsLoaded())
                / (2.0 * estimated)
                * snapshot.tablesPlanned()
            : snapshot.tablesDone();
    double percent = snapshot.tablesTotal() == 0 ? 0 : 100 * share / snapshot.tablesTotal();
    return (int) Math.max(0, Math.min(99, percent)) + "%";
  }

  private static TableCounts tables(WorkflowSnapshot snapshot) {
    int ended = snapshot.tablesDone() + snapshot.tablesFailed() + snapshot.tablesCancelled();
    return new TableCounts(
        ended + "/" + snapshot.tablesTotal(),
        snapshot.tablesTotal(),
        snapshot.tablesPlanned(),
        snapshot.tablesDone(),
        snapshot.tablesFailed(),
        snapshot.tablesCancelled(),
        snapshot.tablesSuspended());
  }

  private static PartitionCounts partitions(WorkflowSnapshot snapshot) {
    return new PartitionCounts(
        snapshot.partitionsTotal(), snapshot.partitionsDone(), snapshot.partitionsFailed());
  }

  private static RowCounts rows(WorkflowSnapshot snapshot) {
    return new RowCounts(
        Figures.count(snapshot.rowsLoaded()),
        snapshot.rowsTotalEstimated(),
        snapshot.rowsExtracted(),
        snapshot.rowsLoaded());
  }

  private static ByteCount bytes(WorkflowSnapshot snapshot) {
    return new ByteCount(Figures.bytes(snapshot.bytesStaged()), snapshot.bytesStaged());
  }

  private static Rate rate(WorkflowSnapshot snapshot) {
    return new Rate(Figures.count(snapshot.rowsPerSecond()) + "/s", snapshot.rowsPerSecond());
  }

  private static List<TableError> errors(WorkflowSnapshot snapshot) {
    return snapshot.firstErrors().stream()
        .limit(WorkflowStatus.MAX_ERRORS)
        .map(
            error ->
                new TableError(
                    BoundedText.cut(error.table(), MAX_NAME),
                    error.failure().code(),
                    BoundedText.cut(error.failure().message(), WorkflowStatus.MAX_MESSAGE)))
        .toList();
  }
}
