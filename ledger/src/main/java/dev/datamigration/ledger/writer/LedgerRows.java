package dev.datamigration.ledger.writer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.record.TaskRow;
import dev.datamigration.ledger.record.WorkflowRow;
import dev.datamigration.model.message.Recall;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Rows of the ledger to JSON and back. */
final class LedgerRows {
  /** Component names to column names: {@code workflowId} is WORKFLOW_ID. */
  private final ObjectMapper json =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .propertyNamingStrategy(PropertyNamingStrategies.UPPER_SNAKE_CASE)
          .build();

  /** Rows as the JSON values of one array, for a bulk statement. */
  List<JsonNode> toJson(Collection<?> rows) {
    return rows.stream().<JsonNode>map(json::valueToTree).toList();
  }

  /** Keys as a JSON array. */
  String keys(Collection<String> keys) {
    ArrayNode array = json.createArrayNode();
    keys.forEach(array::add);
    return array.toString();
  }

  WorkflowRow workflow(ResultSet row) throws SQLException {
    return new WorkflowRow(
        row.getString("WORKFLOW_ID"),
        row.getString("NAMESPACE"),
        row.getString("NAME"),
        row.getString("UID"),
        row.getString("AFFINITY"),
        row.getString("PLATFORM"),
        row.getString("SOURCE_CONNECTION"),
        WorkflowRow.State.valueOf(row.getString("STATE")),
        row.getBoolean("SUSPENDED"),
        row.getBoolean("CLEANED"),
        row.getBoolean("STAGE_REMOVED"),
        row.getString("HANDLED_RETRY"),
        instant(row, "CREATED_AT"),
        instant(row, "ENDED_AT"));
  }

  TableRow table(ResultSet row) throws SQLException {
    return new TableRow(
        row.getString("TABLE_ID"),
        row.getString("WORKFLOW_ID"),
        row.getInt("ORDINAL"),
        row.getString("SOURCE_NAME"),
        row.getString("TARGET_DATABASE"),
        row.getString("TARGET_SCHEMA"),
        row.getString("TARGET_TABLE"),
        row.getString("TARGET_IDENTITY"),
        row.getString("STAGING_IDENTITY"),
        TableRow.State.valueOf(row.getString("STATE")),
        row.getBoolean("SUSPENDED"),
        tree(row, "CONFIGURATION"),
        tree(row, "PLAN"),
        tree(row, "SYNC"),
        row.getLong("PARTITIONS"),
        row.getLong("ESTIMATED_ROWS"),
        row.getLong("ROWS_EXTRACTED"),
        row.getLong("ROWS_LOADED"),
        row.getLong("BYTES_STAGED"),
        row.getLong("PARTITIONS_LOADED"),
        row.getLong("PARTITIONS_FAILED"),
        row.getString("ERROR_CODE"),
        row.getString("ERROR_CLASS"),
        row.getString("ERROR_MESSAGE"),
        instant(row, "STARTED_AT"),
        instant(row, "ENDED_AT"));
  }

  TaskRow task(ResultSet row) throws SQLException {
    String lane = row.getString("LANE");
    String laneOrder = row.getString("LANE_ORDER");
    return new TaskRow(
        row.getString("TASK_ID"),
        row.getString("TABLE_ID"),
        row.getString("WORKFLOW_ID"),
        TaskRow.Kind.valueOf(row.getString("KIND")),
        row.getInt("PARTITION_NUMBER"),
        tree(row, "PARTITION_SPEC"),
        TaskRow.State.valueOf(row.getString("STATE")),
        row.getInt("ATTEMPT"),
        row.getInt("FAILURES"),
        instant(row, "NOT_BEFORE"),
        row.getString("WORKER_ID"),
        lane == null ? null : Integer.valueOf(lane),
        laneOrder == null ? null : Long.valueOf(laneOrder),
        Recall.valueOf(row.getString("RECALL")),
        row.getLong("ROW_COUNT"),
        row.getLong("BYTE_COUNT"),
        tree(row, "FILES"),
        row.getString("LOAD_ID"),
        instant(row, "UPDATED_AT"));
  }

  LoadRow load(ResultSet row) throws SQLException {
    return new LoadRow(
        row.getString("LOAD_ID"),
        row.getString("TABLE_ID"),
        row.getString("WORKFLOW_ID"),
        kind(row),
        row.getLong("EPOCH"),
        row.getInt("ATTEMPT"),
        LoadRow.State.valueOf(row.getString("STATE")),
        row.getInt("FILE_COUNT"),
        row.getLong("ROW_COUNT"),
        row.getLong("ROWS_LOADED"),
        row.getLong("BYTE_COUNT"),
        instant(row, "SUBMITTED_AT"),
        instant(row, "LOADED_AT"));
  }

  /** Version 1 of the ledger knew one kind and did not name it. */
  private static LoadRow.Kind kind(ResultSet row) throws SQLException {
    String kind = row.getString("KIND");
    return kind == null ? LoadRow.Kind.COPY : LoadRow.Kind.valueOf(kind);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }

  private JsonNode tree(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    if (text == null) {
      return null;
    }
    try {
      JsonNode node = json.readTree(text);
      return node.isNull() ? null : node;
    } catch (JsonProcessingException e) {
      throw new SQLException("column " + column + " of the ledger does not hold JSON", e);
    }
  }
}
