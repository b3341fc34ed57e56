package dev.datamigration.ledger.schema;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.sql.LedgerTable;
import java.util.List;

/** The views people look at; names and meaning are those of Snowflake's own migration tool. */
final class LedgerViews {
  private LedgerViews() {}

  static List<String> statements(LedgerLocation ledger) {
    return List.of(workflow(ledger), tableProgress(ledger), error(ledger));
  }

  private static String workflow(LedgerLocation ledger) {
    return "CREATE OR REPLACE VIEW "
        + ledger.qualify("WORKFLOW")
        + " AS SELECT w.WORKFLOW_ID, w.NAMESPACE, w.NAME, w.AFFINITY, w.PLATFORM, w.SOURCE_CONNECTION, "
        + "CASE WHEN w.STATE = 'CANCELLED' THEN 'Cancelled' WHEN w.STATE <> 'ACTIVE' THEN 'Completed' "
        + "WHEN w.SUSPENDED THEN 'Paused' WHEN t.STARTED > 0 THEN 'Executing' ELSE 'Pending' END AS STATUS, "
        + "w.STATE AS OUTCOME, w.CREATED_AT, w.ENDED_AT FROM "
        + ledger.table(LedgerTable.WORKFLOW_RUN)
        + " w LEFT JOIN (SELECT WORKFLOW_ID, COUNT(*) AS STARTED FROM "
        + ledger.table(LedgerTable.TASK)
        + " GROUP BY WORKFLOW_ID) t ON t.WORKFLOW_ID = w.WORKFLOW_ID";
  }

  private static String tableProgress(LedgerLocation ledger) {
    return "CREATE OR REPLACE VIEW "
        + ledger.qualify("TABLE_PROGRESS_WITH_EXAMPLE_ERROR")
        + " AS SELECT r.WORKFLOW_ID, r.TABLE_ID, r.ORDINAL, r.SOURCE_NAME, r.TARGET_DATABASE, r.TARGET_SCHEMA, r.TARGET_TABLE, "
        + "CASE WHEN r.SUSPENDED AND r.ENDED_AT IS NULL THEN 'SUSPENDED' ELSE r.STATE END AS STATUS, r.PARTITIONS AS PARTITIONS_TOTAL, COALESCE(t.EXTRACTED, 0) AS PARTITIONS_EXTRACTED, "
        + "COALESCE(t.LOADED, 0) AS PARTITIONS_LOADED, COALESCE(t.FAILED, 0) AS PARTITIONS_FAILED, r.ESTIMATED_ROWS, "
        + "COALESCE(t.ROWS_EXTRACTED, 0) AS ROWS_EXTRACTED, CASE WHEN r.STAGING_IDENTITY IS NOT NULL AND r.STATE <> 'COMPLETED' THEN 0 ELSE COALESCE(t.ROWS_LOADED, 0) END AS ROWS_LOADED, "
        + "COALESCE(t.BYTES_STAGED, 0) AS BYTES_EXTRACTED, r.STARTED_AT, r.ENDED_AT, "
        + "COALESCE(r.ERROR_MESSAGE, e.ERROR_MESSAGE) AS EXAMPLE_ERROR FROM "
        + ledger.table(LedgerTable.TABLE_RUN)
        + " r LEFT JOIN (SELECT k.TABLE_ID, COUNT_IF(k.STATE = 'SUCCEEDED') AS EXTRACTED, "
        + "COUNT_IF(k.STATE = 'SUCCEEDED' AND (l.STATE = 'LOADED' OR k.ROW_COUNT = 0)) AS LOADED, "
        + "COUNT_IF(k.STATE = 'FAILED') AS FAILED, SUM(k.ROW_COUNT) AS ROWS_EXTRACTED, "
        + "SUM(CASE WHEN l.STATE = 'LOADED' THEN k.ROW_COUNT ELSE 0 END) AS ROWS_LOADED, SUM(k.BYTE_COUNT) AS BYTES_STAGED FROM "
        + ledger.table(LedgerTable.TASK)
        + " k LEFT JOIN "
        + ledger.table(LedgerTable.LOAD)
        + " l ON l.LOAD_ID = k.LOAD_ID WHERE k.KIND = 'EXTRACT' GROUP BY k.TABLE_ID) t ON t.TABLE_ID = r.TABLE_ID "
        + "LEFT JOIN (SELECT TABLE_ID, MIN(ERROR_MESSAGE) AS ERROR_MESSAGE FROM "
        + ledger.table(LedgerTable.ATTEMPT)
        + " WHERE ERROR_CODE IS NOT NULL GROUP BY TABLE_ID) e ON e.TABLE_ID = r.TABLE_ID";
  }

  private static String error(LedgerLocation ledger) {
    return "CREATE OR REPLACE VIEW "
        + ledger.qualify("DATA_MIGRATION_ERROR")
        + " AS SELECT a.WORKFLOW_ID, a.TABLE_ID, r.SOURCE_NAME, a.SUBJECT_ID, a.KIND, a.ATTEMPT, a.WORKER_ID, a.OUTCOME, "
        + "a.ERROR_CODE, a.ERROR_CLASS, a.ERROR_MESSAGE, a.ENDED_AT AS OCCURRED_AT FROM "
        + ledger.table(LedgerTable.ATTEMPT)
        + " a LEFT JOIN "
        + ledger.table(LedgerTable.TABLE_RUN)
        + " r ON r.TABLE_ID = a.TABLE_ID WHERE a.ERROR_CODE IS NOT NULL";
  }
}
