package dev.datamigration.local.quickstart;

import dev.datamigration.local.quickstart.comparison.ComparedTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of the quickstart's workflow.
 *
 * @param schema at the source; not quoted
 * @param name at the source, exact
 * @param partitionBy columns to partition by, exact; empty: one partition
 * @param key columns that identify a row, exact; empty: the whole row does
 */
public record MigratedTable(
    String schema, String name, List<String> partitionBy, List<String> key) {
  /** The database everything goes to. */
  public static final String TARGET_DATABASE = "LAKE";

  public MigratedTable {
    partitionBy = List.copyOf(partitionBy);
    key = List.copyOf(key);
  }

  /** Schema and table, as people say it. */
  public String label() {
    return schema.equals("public") ? name : schema + "." + name;
  }

  /** As SQL at the source. */
  public String sourceSql() {
    return schema + "." + SqlNames.written(name);
  }

  /** As SQL in Snowflake. */
  public String targetSql() {
    return TARGET_DATABASE + "." + targetSchema() + "." + targetName();
  }

  String targetSchema() {
    return schema.equals("public") ? "TPCH" : "ODDITIES";
  }

  private String targetName() {
    return SqlNames.isPlain(name) ? name.toUpperCase(java.util.Locale.ROOT) : SqlNames.quoted(name);
  }

  /** Small enough for the sample tables to have several partitions. */
  private int rowsPerPartition() {
    return schema.equals("public") ? 100_000 : 700;
  }

  ComparedTable compared() {
    return new ComparedTable(sourceSql(), targetSql(), key);
  }

  /** The entry of {@code spec.tables}. */
  Map<String, Object> toConfiguration() {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("source", Map.of("schemaName", schema, "tableName", SqlNames.written(name)));
    table.put("target", Map.of("schemaName", targetSchema(), "tableName", targetName()));
    table.put("columnNamesToPartitionBy", partitionBy.stream().map(SqlNames::written).toList());
    table.put("partitionSize", Map.of("maxRowsPerPartition", rowsPerPartition()));
    return table;
  }
}
