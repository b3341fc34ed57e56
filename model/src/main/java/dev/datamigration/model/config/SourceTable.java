package dev.datamigration.model.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Where a table is at the source; names as the user writes them, quotes included where needed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceTable(
    @JsonPropertyDescription(
            "Required after merging. The database, in double quotes if its name needs them. Cannot be"
                + " changed once the workflow has started.")
        String databaseName,
    @JsonPropertyDescription(
            "Required after merging. The schema, in double quotes if its name needs them. Cannot be"
                + " changed once the workflow has started.")
        String schemaName,
    @JsonPropertyDescription(
            "Required after merging. The table, in double quotes if its name needs them; a name with"
                + " * is a pattern for many tables. Cannot be changed once the workflow has started.")
        String tableName,
    @JsonPropertyDescription(
            "With a pattern in tableName: take only tables that match one of these patterns. Default:"
                + " all. Takes effect at the next run.")
        List<String> includeTableNames,
    @JsonPropertyDescription(
            "With a pattern in tableName: leave out tables that match one of these patterns. Default:"
                + " none. Takes effect at the next run.")
        List<String> excludeTableNames) {
  public SourceTable {
    includeTableNames = NullableList.copyOf(includeTableNames);
    excludeTableNames = NullableList.copyOf(excludeTableNames);
  }

  /** One table, no pattern. */
  public SourceTable(String databaseName, String schemaName, String tableName) {
    this(databaseName, schemaName, tableName, null, null);
  }
}
