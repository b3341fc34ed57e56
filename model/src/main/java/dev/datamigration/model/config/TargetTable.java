package dev.datamigration.model.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Where a table goes in Snowflake; names as the user writes them, quotes included where needed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TargetTable(
    @JsonPropertyDescription(
            "Required after merging. The database: folded to upper case unless it is in double"
                + " quotes. Cannot be changed once the workflow has started.")
        String databaseName,
    @JsonPropertyDescription(
            "Required after merging. The schema: folded to upper case unless it is in double quotes."
                + " Cannot be changed once the workflow has started.")
        String schemaName,
    @JsonPropertyDescription(
            "Required in each table, never inherited. The table: folded to upper case unless it is in"
                + " double quotes. Cannot be changed once the workflow has started.")
        String tableName,
    @JsonPropertyDescription(
            "native (default) or iceberg. Cannot be changed once the workflow has started.")
        TableType tableType,
    @JsonPropertyDescription(
            "How an Iceberg target is made; only with tableType iceberg. Takes effect at the next"
                + " run.")
        IcebergConfig icebergConfig,
    @JsonPropertyDescription(
            "With a pattern in source.tableName, instead of tableName: the target's name, in which"
                + " {{ table_name }} stands for the source's. Default: the source's name. Takes effect"
                + " at the next run.")
        String tableNameTemplate) {
  /** One table, neither Iceberg nor a pattern's target. */
  public TargetTable(
      String databaseName, String schemaName, String tableName, TableType tableType) {
    this(databaseName, schemaName, tableName, tableType, null, null);
  }
}
