package dev.datamigration.ledger.writer;

import dev.datamigration.ledger.record.AttemptRow;
import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.record.TaskRow;
import dev.datamigration.ledger.record.WorkflowRow;
import java.util.List;

/**
 * Everything one tick changes, committed together or not at all. A row is either new or changed,
 * never both.
 */
public record LedgerChanges(
    List<WorkflowRow> newWorkflows,
    List<WorkflowRow> changedWorkflows,
    List<TableRow> newTables,
    List<TableRow> changedTables,
    List<TaskRow> newTasks,
    List<TaskRow> changedTasks,
    List<LoadRow> newLoads,
    List<LoadRow> changedLoads,
    List<AttemptRow> attempts,
    List<String> consumedEvents) {
  public LedgerChanges {
    newWorkflows = List.copyOf(newWorkflows);
    changedWorkflows = List.copyOf(changedWorkflows);
    newTables = List.copyOf(newTables);
    changedTables = List.copyOf(changedTables);
    newTasks = List.copyOf(newTasks);
    changedTasks = List.copyOf(changedTasks);
    newLoads = List.copyOf(newLoads);
    changedLoads = List.copyOf(changedLoads);
    attempts = List.copyOf(attempts);
    consumedEvents = List.copyOf(consumedEvents);
  }
}
