package dev.datamigration.ledger.writer;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.record.TaskRow;
import dev.datamigration.ledger.record.WorkflowRow;
import dev.datamigration.ledger.sql.BulkStatement;
import dev.datamigration.ledger.sql.LedgerTable;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Reads what the ledger holds of some workflows or tables. */
final class LedgerReader {
  private final LedgerLocation ledger;
  private final LedgerRows rows;

  LedgerReader(LedgerLocation ledger, LedgerRows rows) {
    this.ledger = ledger;
    this.rows = rows;
  }

  /** Those with these ids, and the work of their tables that are not at their end. */
  LedgerContents workflows(SnowflakeSession session, Collection<String> workflowIds)
      throws SQLException {
    String ids = rows.keys(workflowIds);
    List<WorkflowRow> workflows =
        session.query(
            "SELECT * FROM "
                + ledger.table(LedgerTable.WORKFLOW_RUN)
                + " WHERE \"WORKFLOW_ID\""
                + BulkStatement.AMONG,
            rows::workflow,
            ids);
    if (workflows.isEmpty()) {
      return new LedgerContents(List.of(), List.of(), List.of(), List.of());
    }
    String ofWorkflows = "\"WORKFLOW_ID\"" + BulkStatement.AMONG;
    String openTables =
        "\"TABLE_ID\" IN (SELECT \"TABLE_ID\" FROM "
            + ledger.table(LedgerTable.TABLE_RUN)
            + " WHERE \"STATE\" NOT IN ('COMPLETED', 'FAILED', 'CANCELLED') AND "
            + ofWorkflows
            + ")";
    return read(session, workflows, ofWorkflows, openTables, ids);
  }

  private LedgerContents read(
      SnowflakeSession session,
      List<WorkflowRow> workflows,
      String whichTables,
      String whoseTasks,
      String ids)
      throws SQLException {
    List<TableRow> tables =
        session.query(
            "SELECT * FROM "
                + ledger.table(LedgerTable.TABLE_RUN)
                + " WHERE "
                + whichTables
                + " ORDER BY \"ORDINAL\"",
            rows::table,
            ids);
    List<TaskRow> tasks =
        session.query(
            "SELECT * FROM "
                + ledger.table(LedgerTable.TASK)
                + " WHERE "
                + whoseTasks
                + " ORDER BY \"PARTITION_NUMBER\"",
            rows::task,
            ids);
    List<LoadRow> loads =
        session.query(
            "SELECT * FROM " + ledger.table(LedgerTable.LOAD) + " WHERE " + whoseTasks,
            rows::load,
            ids);
    return new LedgerContents(workflows, tables, tasks, loads);
  }

  /** Those with these ids and all their work; no workflows. */
  LedgerContents tables(SnowflakeSession session, Collection<String> tableIds) throws SQLException {
    String chosen = "\"TABLE_ID\"" + BulkStatement.AMONG;
    return read(session, List.of(), chosen, chosen, rows.keys(tableIds));
  }
}
