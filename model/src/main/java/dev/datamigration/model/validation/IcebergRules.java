package dev.datamigration.model.validation;

import dev.datamigration.model.config.IcebergConfig;
import dev.datamigration.model.config.TableType;
import dev.datamigration.model.error.ConfigurationErrorCode;
import java.util.List;
import java.util.Locale;

/** Settings of Iceberg targets. */
final class IcebergRules {
  /** docs.snowflake.com/en/sql-reference/sql/create-iceberg-table-snowflake, TARGET_FILE_SIZE. */
  private static final List<String> FILE_SIZES = List.of("AUTO", "16MB", "32MB", "64MB", "128MB");

  /** docs.snowflake.com/en/sql-reference/sql/copy-into-table, LOAD_MODE. */
  private static final List<String> LOAD_MODES = List.of("FULL_INGEST", "ADD_FILES_COPY");

  private static final String SETTING = "target.icebergConfig";

  private IcebergRules() {}

  static void check(TableScope scope) {
    if (scope.table().target() == null || scope.table().target().icebergConfig() == null) {
      return;
    }
    IcebergConfig iceberg = scope.table().target().icebergConfig();
    if (scope.table().target().tableType() != TableType.ICEBERG) {
      report(
          scope,
          "",
          "a native table has no Iceberg settings",
          "Remove them, or set target.tableType iceberg");
      return;
    }
    catalog(scope, iceberg);
    if (iceberg.sourceDataStage() != null && !iceberg.sourceDataStage().startsWith("@")) {
      report(
          scope,
          ".sourceDataStage",
          "'" + iceberg.sourceDataStage() + "' is no stage path",
          "Begin it with @");
    }
    notBlank(scope, ".catalog", iceberg.catalog());
    notBlank(scope, ".externalVolume", iceberg.externalVolume());
    notBlank(scope, ".baseLocationPrefix", iceberg.baseLocationPrefix());
    oneOf(scope, ".targetFileSize", iceberg.targetFileSize(), FILE_SIZES);
    oneOf(scope, ".loadMode", iceberg.loadMode(), LOAD_MODES);
  }

  private static void catalog(TableScope scope, IcebergConfig iceberg) {
    boolean integration =
        iceberg.catalog() != null && !iceberg.catalog().equalsIgnoreCase("SNOWFLAKE");
    if (integration && iceberg.catalogTableName() == null) {
      report(
          scope,
          ".catalogTableName",
          "a table of an external catalog has no name there",
          "Write catalogTableName, or catalog SNOWFLAKE");
    }
    if (!integration && iceberg.catalogTableName() != null) {
      report(
          scope,
          ".catalogTableName",
          "Snowflake's own catalog has no such name",
          "Remove it, or name a catalog integration in catalog");
    }
    boolean ofCatalog =
        iceberg.migrationStrategy() == IcebergConfig.MigrationStrategy.CONVERT_TO_MANAGED
            || iceberg.migrationStrategy() == IcebergConfig.MigrationStrategy.CATALOG_LINK;
    if (ofCatalog && !integration) {
      report(
          scope,
          ".migrationStrategy",
          "the strategy is for tables of an external catalog",
          "Name a catalog integration in catalog, or remove it");
    }
    if (integration && iceberg.sourceDataStage() != null) {
      report(
          scope,
          ".sourceDataStage",
          "the data come either from an external catalog or from a stage",
          "Remove one of catalog and sourceDataStage");
    }
  }

  private static void notBlank(TableScope scope, String setting, String value) {
    if (value != null && value.isBlank()) {
      report(scope, setting, "the text is empty", "Write it, or remove the setting");
    }
  }

  private static void oneOf(TableScope scope, String setting, String value, List<String> allowed) {
    if (value != null && !allowed.contains(value.toUpperCase(Locale.ROOT))) {
      report(
          scope, setting, "unknown value " + value, "Write one of " + String.join(", ", allowed));
    }
  }

  private static void report(TableScope scope, String setting, String what, String remedy) {
    scope.report(ConfigurationErrorCode.ICEBERG_SETTINGS, SETTING + setting, what, remedy);
  }
}
