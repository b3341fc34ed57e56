package dev.datamigration.ledger.writer;

import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.record.TaskRow;
import dev.datamigration.ledger.record.WorkflowRow;
import java.util.List;

/**
 * What the ledger holds of some workflows.
 *
 * @param tasks of tables that are not at their end
 * @param loads of tables that are not at their end
 */
public record LedgerContents(
    List<WorkflowRow> workflows, List<TableRow> tables, List<TaskRow> tasks, List<LoadRow> loads) {
  public LedgerContents {
    workflows = List.copyOf(workflows);
    tables = List.copyOf(tables);
    tasks = List.copyOf(tasks);
    loads = List.copyOf(loads);
  }
}
