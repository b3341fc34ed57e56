package dev.datamigration.local.quickstart;

import dev.datamigration.local.quickstart.comparison.ConnectionSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a person sees in Snowflake of a workflow: the product's view of its tables. */
final class LedgerView {
  private static final String TABLES =
      "SELECT SOURCE_NAME, STATUS, PARTITIONS_TOTAL, PARTITIONS_LOADED, ESTIMATED_ROWS,"
          + " ROWS_EXTRACTED, ROWS_LOADED, BYTES_EXTRACTED, STARTED_AT, ENDED_AT, EXAMPLE_ERROR"
          + " FROM SNOWCONVERT_AI.DATA_MIGRATION.TABLE_PROGRESS_WITH_EXAMPLE_ERROR"
          + " WHERE WORKFLOW_ID = ? ORDER BY ORDINAL";

  private final ConnectionSource snowflake;

  LedgerView(ConnectionSource snowflake) {
    this.snowflake = snowflake;
  }

  /** Every table in the workflow's order; none before the ledger knows the workflow. */
  List<TableProgress> tables(String workflowId) throws SQLException {
    try (Connection connection = snowflake.open();
        PreparedStatement statement = connection.prepareStatement(TABLES)) {
      statement.setString(1, workflowId);
      List<TableProgress> tables = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          tables.add(row(rows));
        }
      }
      return tables;
    }
  }

  private static TableProgress row(ResultSet row) throws SQLException {
    Timestamp started = row.getTimestamp(9);
    Timestamp ended = row.getTimestamp(10);
    Duration time =
        started == null || ended == null
            ? Duration.ZERO
            : Duration.between(started.toInstant(), ended.toInstant());
    String error = row.getString(11);
    return new TableProgress(
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        time,
        error == null ? "" : error);
  }
}
