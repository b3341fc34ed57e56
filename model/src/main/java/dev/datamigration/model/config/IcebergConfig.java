package dev.datamigration.model.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How an Iceberg target is made and filled. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IcebergConfig(
    @JsonPropertyDescription(
            "SNOWFLAKE (default), or the name of a catalog integration. Takes effect at the next"
                + " run.")
        String catalog,
    @JsonPropertyDescription(
            "The external volume that holds the table's files. Default: the account's. Takes effect at the next"
                + " run.")
        String externalVolume,
    @JsonPropertyDescription(
            "Where below the external volume the table's files go; the table's name is appended."
                + " Default: chosen by Snowflake. Takes effect at the next run.")
        String baseLocationPrefix,
    @JsonPropertyDescription(
            "A stage path beginning with @ that already holds the table's Parquet files: they are"
                + " loaded and the source is not read. Takes effect at the next run.")
        String sourceDataStage,
    @JsonPropertyDescription(
            "The table's name in an external catalog. Required with a catalog integration, refused"
                + " without. Takes effect at the next run.")
        String catalogTableName,
    @JsonPropertyDescription(
            "What becomes of a table in an external catalog: convert_to_managed makes it a"
                + " Snowflake-managed one, catalog_link links it, copy_files copies its files. Takes"
                + " effect at the next run.")
        MigrationStrategy migrationStrategy,
    @JsonPropertyDescription(
            "Size of the Parquet files Snowflake writes: AUTO (default), 16MB, 32MB, 64MB or 128MB."
                + " Takes effect at the next run.")
        String targetFileSize,
    @JsonPropertyDescription(
            "How COPY takes Parquet files over: FULL_INGEST (default) rewrites them, ADD_FILES_COPY"
                + " copies them as they are. Takes effect at the next run.")
        String loadMode) {
  /** What becomes of a table in an external catalog. */
  public enum MigrationStrategy {
    @JsonProperty("convert_to_managed")
    CONVERT_TO_MANAGED,
    @JsonProperty("catalog_link")
    CATALOG_LINK,
    @JsonProperty("copy_files")
    COPY_FILES
  }
}
