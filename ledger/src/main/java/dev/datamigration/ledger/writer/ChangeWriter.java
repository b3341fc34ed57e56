package dev.datamigration.ledger.writer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.sql.BulkStatement;
import dev.datamigration.ledger.sql.LedgerTable;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Writes a tick's changes, each kind in as few statements as its size allows. */
final class ChangeWriter {
  /** Well below the 16 MB a VARCHAR holds, so that a bind variable of any content fits. */
  private static final int MAX_BIND_CHARACTERS = 1_000_000;

  private static final List<String> WORKFLOW_CHANGES =
      List.of("STATE", "SUSPENDED", "CLEANED", "STAGE_REMOVED", "HANDLED_RETRY", "ENDED_AT");
  private static final List<String> TABLE_CHANGES =
      List.of(
          "TARGET_IDENTITY",
          "STAGING_IDENTITY",
          "STATE",
          "SUSPENDED",
          "CONFIGURATION",
          "PLAN",
          "SYNC",
          "PARTITIONS",
          "ESTIMATED_ROWS",
          "ROWS_EXTRACTED",
          "ROWS_LOADED",
          "BYTES_STAGED",
          "PARTITIONS_LOADED",
          "PARTITIONS_FAILED",
          "ERROR_CODE",
          "ERROR_CLASS",
          "ERROR_MESSAGE",
          "STARTED_AT",
          "ENDED_AT");
  private static final List<String> TASK_CHANGES =
      List.of(
          "PARTITION_SPEC",
          "STATE",
          "ATTEMPT",
          "FAILURES",
          "NOT_BEFORE",
          "WORKER_ID",
          "LANE",
          "LANE_ORDER",
          "RECALL",
          "ROW_COUNT",
          "BYTE_COUNT",
          "FILES",
          "LOAD_ID",
          "UPDATED_AT");

  /** LOADED is never written here: only the load's own transaction says so. */
  private static final List<String> LOAD_CHANGES = List.of("EPOCH", "ATTEMPT", "STATE");

  private final LedgerLocation ledger;
  private final LedgerRows rows;

  ChangeWriter(LedgerLocation ledger, LedgerRows rows) {
    this.ledger = ledger;
    this.rows = rows;
  }

  void write(SnowflakeSession session, LedgerChanges changes) throws SQLException {
    insert(session, LedgerTable.WORKFLOW_RUN, changes.newWorkflows());
    update(session, LedgerTable.WORKFLOW_RUN, changes.changedWorkflows(), WORKFLOW_CHANGES);
    insert(session, LedgerTable.TABLE_RUN, changes.newTables());
    update(session, LedgerTable.TABLE_RUN, changes.changedTables(), TABLE_CHANGES);
    insert(session, LedgerTable.TASK, changes.newTasks());
    update(session, LedgerTable.TASK, changes.changedTasks(), TASK_CHANGES);
    insert(session, LedgerTable.LOAD, changes.newLoads());
    updateLoads(session, changes);
    insert(session, LedgerTable.ATTEMPT, changes.attempts());
    if (!changes.consumedEvents().isEmpty()) {
      session.update(
          BulkStatement.delete(ledger.table(LedgerTable.WORKER_EVENT), LedgerTable.WORKER_EVENT),
          rows.keys(changes.consumedEvents()));
    }
  }

  private void insert(SnowflakeSession session, LedgerTable table, Collection<?> added)
      throws SQLException {
    send(session, BulkStatement.insert(ledger.table(table), table), rows.toJson(added));
  }

  private void update(
      SnowflakeSession session, LedgerTable table, Collection<?> changed, List<String> columns)
      throws SQLException {
    send(session, BulkStatement.update(ledger.table(table), table, columns), rows.toJson(changed));
  }

  /**
   * One that its own transaction marked LOADED in the meantime stays so; one that failed may be
   * opened again.
   */
  private void updateLoads(SnowflakeSession session, LedgerChanges changes) throws SQLException {
    String sql =
        BulkStatement.update(ledger.table(LedgerTable.LOAD), LedgerTable.LOAD, LOAD_CHANGES)
            + " AND t.\"STATE\" <> 'LOADED'";
    send(session, sql, rows.toJson(changes.changedLoads()));
  }

  private static void send(SnowflakeSession session, String sql, List<JsonNode> values)
      throws SQLException {
    StringBuilder array = new StringBuilder();
    for (JsonNode value : values) {
      String text = value.toString();
      if (!array.isEmpty() && array.length() + text.length() > MAX_BIND_CHARACTERS) {
        session.update(sql, array.append(']').toString());
        array.setLength(0);
      }
      array.append(array.isEmpty() ? '[' : ',').append(text);
    }
    if (!array.isEmpty()) {
      session.update(sql, array.append(']').toString());
    }
  }
}
