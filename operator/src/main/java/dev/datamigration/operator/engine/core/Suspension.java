package dev.datamigration.operator.engine.core;

import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.message.Recall;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowIntent.SuspendPolicy;

/**
 * Brings workflows and tables in line with which of them are to be suspended. What was handed out
 * is recalled; it stays with its worker, and its lane occupied, until the worker says that it has
 * let go.
 */
final class Suspension {
  private final RunState run;
  private final Changes changes;
  private final TaskTransitions transitions;

  Suspension(RunState run, Changes changes, TaskTransitions transitions) {
    this.run = run;
    this.changes = changes;
    this.transitions = transitions;
  }

  void apply(WorkflowState workflow) {
    WorkflowIntent intent = workflow.intent;
    if (intent.suspend() != workflow.suspended) {
      workflow.suspended = intent.suspend();
      changes.changed(workflow);
    }
    for (TableState table : workflow.tables) {
      if (!table.isTerminal()) {
        apply(table, intent);
      }
    }
  }

  private void apply(TableState table, WorkflowIntent intent) {
    boolean suspended = table.wanted().map(TableConfiguration::suspended).orElse(table.suspended);
    if (suspended != table.suspended) {
      table.suspended = suspended;
      changes.changed(table);
    }
    Recall wanted = suspended || intent.suspend() ? asked(intent) : Recall.NONE;
    if (wanted != table.recall) {
      table.recall = wanted;
      run.tasksOf(table).forEach(task -> transitions.recall(task, wanted));
    }
  }

  private static Recall asked(WorkflowIntent intent) {
    return intent.suspendPolicy() == SuspendPolicy.FINISH ? Recall.UNLESS_BEGUN : Recall.ALWAYS;
  }
}
