package dev.datamigration.local.quickstart;

import dev.datamigration.local.quickstart.comparison.ComparedTable;
import dev.datamigration.local.stack.SourcePlatform;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table of the quickstart's workflow.
 *
 * @param schema at the source; not quoted
 * @param name at the source, exact
 * @param partitionBy columns to partition by, exact; empty: one partition
 * @param key columns that identify a row, exact; empty: the whole row does
 * @param rowsPerPartition at most; small enough for the sample tables to have several
 */
public record MigratedTable(
    String schema, String name, List<String> partitionBy, List<String> key, int rowsPerPartition) {
  /** The database everything goes to. */
  public static final String TARGET_DATABASE = "LAKE";

  private static final Set<String> DEFAULT_SCHEMAS =
      Arrays.stream(SourcePlatform.values())
          .map(SourcePlatform::defaultSchema)
          .collect(Collectors.toUnmodifiableSet());

  public MigratedTable {
    partitionBy = List.copyOf(partitionBy);
    key = List.copyOf(key);
  }

  /** Whether it lies where TPC-H's tables do, in the default schema. */
  boolean isTpch() {
    return DEFAULT_SCHEMAS.contains(schema);
  }

  /** Schema and table, as people say it. */
  public String label() {
    return isTpch() ? name : schema + "." + name;
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
    return isTpch() ? "TPCH" : "ODDITIES";
  }

  private String targetName() {
    return SqlNames.isPlain(name) ? name.toUpperCase(Locale.ROOT) : SqlNames.quoted(name);
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
    table.put("partitionSize", Map.of("maxRowsPerPartition", rowsPerPartition));
    return table;
  }
}
