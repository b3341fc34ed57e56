package dev.datamigration.ledger.sql;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The ledger's tables and their columns: the one place both the DDL and the statements are made
 * from. A row travels as a JSON object whose keys are the column names, many rows in one array, one
 * bind variable, one statement.
 */
public enum LedgerTable {
  WORKFLOW_RUN(
      "WORKFLOW_ID VARCHAR KEY",
      "NAMESPACE VARCHAR",
      "NAME VARCHAR",
      "UID VARCHAR",
      "AFFINITY VARCHAR",
      "PLATFORM VARCHAR",
      "SOURCE_CONNECTION VARCHAR",
      "STATE VARCHAR",
      "SUSPENDED BOOLEAN",
      "CLEANED BOOLEAN",
      "STAGE_REMOVED BOOLEAN",
      "HANDLED_RETRY VARCHAR",
      "CREATED_AT TIMESTAMP_LTZ(3)",
      "ENDED_AT TIMESTAMP_LTZ(3)"),
  TABLE_RUN(
      "TABLE_ID VARCHAR KEY",
      "WORKFLOW_ID VARCHAR",
      "ORDINAL NUMBER(9,0)",
      "SOURCE_NAME VARCHAR",
      "TARGET_DATABASE VARCHAR",
      "TARGET_SCHEMA VARCHAR",
      "TARGET_TABLE VARCHAR",
      "TARGET_IDENTITY VARCHAR",
      "STAGING_IDENTITY VARCHAR SINCE_2",
      "STATE VARCHAR",
      "SUSPENDED BOOLEAN",
      "CONFIGURATION VARIANT",
      "PLAN VARIANT",
      "SYNC VARIANT SINCE_2",
      "PARTITIONS NUMBER(18,0)",
      "ESTIMATED_ROWS NUMBER(18,0)",
      "ROWS_EXTRACTED NUMBER(18,0)",
      "ROWS_LOADED NUMBER(18,0)",
      "BYTES_STAGED NUMBER(18,0)",
      "PARTITIONS_LOADED NUMBER(18,0)",
      "PARTITIONS_FAILED NUMBER(18,0)",
      "ERROR_CODE VARCHAR",
      "ERROR_CLASS VARCHAR",
      "ERROR_MESSAGE VARCHAR",
      "STARTED_AT TIMESTAMP_LTZ(3)",
      "ENDED_AT TIMESTAMP_LTZ(3)"),
  TASK(
      "TASK_ID VARCHAR KEY",
      "TABLE_ID VARCHAR",
      "WORKFLOW_ID VARCHAR",
      "KIND VARCHAR",
      "PARTITION_NUMBER NUMBER(9,0)",
      "PARTITION_SPEC VARIANT",
      "STATE VARCHAR",
      "ATTEMPT NUMBER(9,0)",
      "FAILURES NUMBER(9,0)",
      "NOT_BEFORE TIMESTAMP_LTZ(3)",
      "WORKER_ID VARCHAR",
      "LANE NUMBER(9,0)",
      "LANE_ORDER NUMBER(18,0)",
      "RECALL VARCHAR",
      "ROW_COUNT NUMBER(18,0)",
      "BYTE_COUNT NUMBER(18,0)",
      "FILES VARIANT",
      "LOAD_ID VARCHAR",
      "UPDATED_AT TIMESTAMP_LTZ(3)"),
  ATTEMPT(
      "WORKFLOW_ID VARCHAR",
      "TABLE_ID VARCHAR",
      "SUBJECT_ID VARCHAR",
      "KIND VARCHAR",
      "ATTEMPT NUMBER(9,0)",
      "WORKER_ID VARCHAR",
      "OUTCOME VARCHAR",
      "ROW_COUNT NUMBER(18,0)",
      "BYTE_COUNT NUMBER(18,0)",
      "MILLIS NUMBER(18,0)",
      "ERROR_CODE VARCHAR",
      "ERROR_CLASS VARCHAR",
      "ERROR_MESSAGE VARCHAR",
      "ENDED_AT TIMESTAMP_LTZ(3)"),
  LOAD(
      "LOAD_ID VARCHAR KEY",
      "TABLE_ID VARCHAR",
      "WORKFLOW_ID VARCHAR",
      "KIND VARCHAR SINCE_2",
      "EPOCH NUMBER(18,0)",
      "ATTEMPT NUMBER(9,0)",
      "STATE VARCHAR",
      "FILE_COUNT NUMBER(9,0)",
      "ROW_COUNT NUMBER(18,0)",
      "ROWS_LOADED NUMBER(18,0)",
      "BYTE_COUNT NUMBER(18,0)",
      "SUBMITTED_AT TIMESTAMP_LTZ(3)",
      "LOADED_AT TIMESTAMP_LTZ(3)"),
  WORKER_EVENT(
      "EVENT_ID VARCHAR KEY",
      "WORKER_ID VARCHAR",
      "SEQUENCE NUMBER(18,0)",
      "PAYLOAD VARIANT",
      "RECEIVED_AT TIMESTAMP_LTZ(3) DEFAULT"),
  SYNC_STATE(
      "STATE_ID VARCHAR KEY",
      "VERSION NUMBER(18,0)",
      "SOURCE_CONNECTION VARCHAR",
      "SOURCE_NAME VARCHAR",
      "TARGET_NAME VARCHAR",
      "TARGET_IDENTITY VARCHAR",
      "STATE VARIANT",
      "WORKFLOW_ID VARCHAR",
      "UPDATED_AT TIMESTAMP_LTZ(3)");

  /**
   * A column.
   *
   * @param type as in the DDL and in the cast from JSON
   * @param serverTime filled by Snowflake's clock at INSERT, never sent
   * @param later whether the table was first made without it; NULL in rows of that time
   */
  public record Column(String name, String type, boolean key, boolean serverTime, boolean later) {
    private String definition() {
      return SnowflakeIdentifier.quote(name)
          + " "
          + type
          + (key ? " NOT NULL" : "")
          + (serverTime ? " DEFAULT CURRENT_TIMESTAMP()" : "");
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // made by Stream.toList, which is unmodifiable
  private final List<Column> columns;

  LedgerTable(String... columns) {
    this.columns = Arrays.stream(columns).map(LedgerTable::parse).toList();
  }

  private static Column parse(String declaration) {
    List<String> words = List.of(declaration.split(" "));
    return new Column(
        words.get(0),
        words.get(1),
        words.contains("KEY"),
        words.contains("DEFAULT"),
        words.contains("SINCE_2"));
  }

  /** In order. */
  public List<Column> columns() {
    return columns;
  }

  /** The columns that rows carry. */
  public List<Column> sentColumns() {
    return columns.stream().filter(column -> !column.serverTime()).toList();
  }

  /** The column list of the DDL. */
  public String columnDefinitions() {
    return columns.stream().map(Column::definition).collect(Collectors.joining(", "));
  }

  /** The definitions of the columns that tables made by earlier versions lack. */
  public List<String> laterDefinitions() {
    return columns.stream().filter(Column::later).map(Column::definition).toList();
  }
}
