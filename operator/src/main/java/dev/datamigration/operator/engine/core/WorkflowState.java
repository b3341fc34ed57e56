package dev.datamigration.operator.engine.core;

import dev.datamigration.ledger.record.WorkflowRow;
import dev.datamigration.ledger.record.WorkflowRow.State;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowIntent.CleanUp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** One workflow in memory. */
final class WorkflowState {
  final String id;
  final Instant createdAt;
  WorkflowIntent intent;
  State state = State.ACTIVE;
  boolean suspended;
  boolean cleaned;
  boolean cleaning;

  /** Its staged files were removed. */
  boolean stageRemoved;

  /** The last wish to retry what failed that was acted on; null if none was. */
  String handledRetry;

  Instant cleanNotBefore;
  Instant endedAt;
  final List<TableState> tables = new ArrayList<>();

  /** Tasks that wait for their time, the earliest first. */
  final PriorityQueue<TaskState> delayed =
      new PriorityQueue<>(
          Comparator.comparing((TaskState task) -> task.notBefore).thenComparing(task -> task.id));

  /** Cancelled tasks a worker may still be at. */
  final Set<TaskState> held = new HashSet<>();

  final RateMeter rate = new RateMeter();
  int assignedTasks;

  WorkflowState(String id, WorkflowIntent intent, Instant createdAt) {
    this.id = id;
    this.intent = intent;
    this.createdAt = createdAt;
    this.suspended = intent.suspend();
  }

  ObjectKey key() {
    return intent.key();
  }

  /** Whether tasks may be handed out. */
  boolean isRunnable() {
    return state == State.ACTIVE && !suspended && !intent.deleted();
  }

  /** Whether nothing of it may be begun because a person wants that. */
  boolean isHeldBack() {
    List<TableState> open = tables.stream().filter(table -> !table.isTerminal()).toList();
    return suspended || (!open.isEmpty() && open.stream().allMatch(table -> table.suspended));
  }

  /** Whether nothing can happen until its intent changes, although it is not at its end. */
  boolean isAtRest() {
    return state == State.ACTIVE && !intent.deleted() && isHeldBack() && !isBusy();
  }

  /** Whether its staged files are to be removed, now that it is at its end. */
  boolean wantsRemoval() {
    if (intent.deleted()) {
      return intent.cleanUp() != CleanUp.NEVER && !stageRemoved;
    }
    return !cleaned
        && (intent.cleanUp() == CleanUp.ALWAYS
            || (intent.cleanUp() == CleanUp.ON_SUCCESS && state == State.SUCCEEDED));
  }

  /** Whether there is nothing left to do for it until its intent changes. */
  boolean isSettled() {
    return state.isTerminal() && cleaned && held.isEmpty() && !wantsRemoval();
  }

  /** Whether something of it is under way somewhere. */
  boolean isBusy() {
    return assignedTasks > 0
        || !held.isEmpty()
        || cleaning
        || tables.stream()
            .anyMatch(
                table ->
                    table.preparing
                        || table.readingState
                        || table.openLoads.values().stream().anyMatch(load -> load.inFlight));
  }

  WorkflowRow toRow() {
    return new WorkflowRow(
        id,
        intent.key().namespace(),
        intent.key().name(),
        intent.uid(),
        intent.affinity(),
        intent.platform(),
        intent.sourceConnection().toString(),
        state,
        suspended,
        cleaned,
        stageRemoved,
        handledRetry,
        createdAt,
        endedAt);
  }
}
