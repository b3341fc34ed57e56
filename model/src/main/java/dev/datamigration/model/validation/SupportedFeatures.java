package dev.datamigration.model.validation;

import dev.datamigration.model.config.Extraction;
import dev.datamigration.model.config.Loading;
import dev.datamigration.model.config.ResetPartitions;
import dev.datamigration.model.config.Synchronization;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.config.TableType;
import dev.datamigration.model.config.WorkflowConfiguration;
import dev.datamigration.model.error.ConfigurationErrorCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the configuration can say and this version does not carry out yet. It is refused, so that
 * nothing is ignored silently. To support a feature, remove its line.
 */
public final class SupportedFeatures {
  private static final List<Missing> MISSING_OF_TABLES =
      List.of(
          missing("source.tableName", "a pattern for tables", t -> NameRules.isPattern(t.source())),
          missing(
              "target.tableType",
              "an Iceberg target",
              t -> t.target() != null && t.target().tableType() == TableType.ICEBERG),
          missing(
              "extraction.strategy",
              "extraction by unload",
              t ->
                  t.extraction() != null
                      && t.extraction().strategy() == Extraction.Strategy.UNLOAD),
          missing(
              "loading.strategy",
              "loading by snowpipe",
              t -> t.loading() != null && t.loading().strategy() == Loading.Strategy.SNOWPIPE),
          missing(
              "synchronization.strategy",
              "synchronization by checksum",
              t -> synchronizedBy(t, Synchronization.Strategy.CHECKSUM)),
          missing(
              "synchronization.trackDeletions",
              "tracking deletions",
              t ->
                  synchronizedBy(t, Synchronization.Strategy.WATERMARK)
                      && Boolean.TRUE.equals(t.synchronization().trackDeletions())),
          missing(
              "customColumnTransforms",
              "a transform of columns",
              t -> t.customColumnTransforms() != null && !t.customColumnTransforms().isEmpty()),
          missing("loadSegmentation", "load segmentation", t -> t.loadSegmentation() != null),
          missing(
              "continueIdentityColumns",
              "continuing identity columns",
              t -> Boolean.TRUE.equals(t.continueIdentityColumns())),
          missing(
              "resetPartitions",
              "resetting partitions",
              t -> t.resetPartitions() != null && t.resetPartitions() != ResetPartitions.DISABLED));

  private static final String PREFLIGHT = "preflight";
  private static final String A_PREFLIGHT = "a preflight";
  private static final String REMEDY =
      "Remove the setting, or use a version that supports it (docs/configuration.md)";

  private SupportedFeatures() {}

  /** What is missing, by the setting that asks for it: of a table, or of the top level. */
  public static Map<String, List<String>> notYet() {
    Map<String, List<String>> missing = new TreeMap<>();
    missing.put(PREFLIGHT, List.of(A_PREFLIGHT));
    MISSING_OF_TABLES.stream()
        .collect(
            Collectors.groupingBy(
                Missing::setting, Collectors.mapping(Missing::feature, Collectors.toList())))
        .forEach(missing::put);
    return missing;
  }

  static void check(WorkflowConfiguration workflow, Findings findings) {
    if (Boolean.TRUE.equals(workflow.preflight())) {
      findings.add(ConfigurationErrorCode.NOT_SUPPORTED_YET, PREFLIGHT, what(A_PREFLIGHT), REMEDY);
    }
  }

  static void check(TableScope scope) {
    for (Missing missing : MISSING_OF_TABLES) {
      if (missing.asked().test(scope.table())) {
        scope.report(
            ConfigurationErrorCode.NOT_SUPPORTED_YET,
            missing.setting(),
            what(missing.feature()),
            REMEDY);
      }
    }
  }

  private static String what(String feature) {
    return feature + " is not supported by this version";
  }

  private static boolean synchronizedBy(TableConfiguration table, Synchronization.Strategy by) {
    return table.synchronization() != null && table.synchronization().strategy() == by;
  }

  private static Missing missing(
      String setting, String feature, Predicate<TableConfiguration> asked) {
    return new Missing(setting, feature, asked);
  }

  private record Missing(String setting, String feature, Predicate<TableConfiguration> asked) {}
}
