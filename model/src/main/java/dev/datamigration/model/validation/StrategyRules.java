package dev.datamigration.model.validation;

import static dev.datamigration.model.config.Synchronization.Strategy.CHECKSUM;
import static dev.datamigration.model.config.Synchronization.Strategy.NONE;
import static dev.datamigration.model.config.Synchronization.Strategy.WATERMARK;

import dev.datamigration.model.config.Extraction;
import dev.datamigration.model.config.Platform;
import dev.datamigration.model.config.Synchronization;
import dev.datamigration.model.error.ConfigurationErrorCode;
import java.util.List;

/**
 * What extraction and synchronization need. Tracking needs a key, but not in the configuration: a
 * list that is not given is found at planning, and a table without a key is refused then.
 */
final class StrategyRules {
  private static final String PART = "(\"([^\"]|\"\")+\"|[A-Za-z_][A-Za-z0-9_$]*)";
  private static final String STAGE = PART + "\\." + PART + "\\." + PART;

  private StrategyRules() {}

  static void check(TableScope scope) {
    if (scope.table().extraction() != null) {
      extraction(scope, scope.table().extraction());
    }
    if (scope.table().synchronization() != null) {
      synchronization(scope, scope.table().synchronization());
    }
  }

  private static void extraction(TableScope scope, Extraction extraction) {
    String stage = extraction.externalStage();
    if (extraction.strategy() != Extraction.Strategy.UNLOAD) {
      if (stage != null) {
        withoutEffect(scope, "extraction.externalStage", "extraction.strategy unload");
      }
      return;
    }
    if (scope.platform().filter(platform -> platform != Platform.REDSHIFT).isPresent()) {
      scope.report(
          ConfigurationErrorCode.UNLOAD_NEEDS_REDSHIFT,
          "extraction.strategy",
          scope.platform().get().word() + " cannot unload",
          "Use regular; unload is for redshift");
    }
    if (stage == null || !stage.matches(STAGE)) {
      scope.report(
          ConfigurationErrorCode.UNLOAD_NEEDS_STAGE,
          "extraction.externalStage",
          stage == null ? "unload has no stage" : "'" + stage + "' is no stage",
          "Write the external stage over the cluster's bucket as DB.SCHEMA.STAGE");
    }
  }

  private static void synchronization(TableScope scope, Synchronization sync) {
    Synchronization.Strategy strategy = sync.strategy() == null ? NONE : sync.strategy();
    unused(scope, "onExistingRows", strategy != NONE && sync.onExistingRows() != null, "none");
    if (strategy == WATERMARK) {
      watermark(scope, sync);
    } else {
      unused(scope, "watermarkColumn", sync.watermarkColumn() != null, "watermark");
      unused(scope, "trackModifications", isTrue(sync.trackModifications()), "watermark");
      unused(scope, "trackDeletions", isTrue(sync.trackDeletions()), "watermark");
    }
    if (strategy != CHECKSUM) {
      unused(scope, "checksumExpression", sync.checksumExpression() != null, "checksum");
    } else if (sync.checksumExpression() != null && sync.checksumExpression().isBlank()) {
      scope.report(
          ConfigurationErrorCode.BAD_TEXT,
          "synchronization.checksumExpression",
          "the expression is empty",
          "Write a scalar aggregate, or remove it");
    }
  }

  private static void watermark(TableScope scope, Synchronization sync) {
    if (sync.watermarkColumn() == null) {
      scope.report(
          ConfigurationErrorCode.WATERMARK_NEEDS_COLUMN,
          "synchronization.watermarkColumn",
          "the watermark strategy has no column",
          "Name a column that grows with every change");
    }
    scope.sourceName("synchronization.watermarkColumn", sync.watermarkColumn());
    List<String> keys = scope.table().primaryKeyColumns();
    boolean tracks = isTrue(sync.trackModifications()) || isTrue(sync.trackDeletions());
    if (tracks && keys != null && keys.isEmpty()) {
      scope.report(
          ConfigurationErrorCode.TRACKING_NEEDS_KEYS,
          "primaryKeyColumns",
          "rows cannot be matched by no columns",
          "Name the key's columns, or remove the list to use the source's primary key");
    }
  }

  private static void unused(TableScope scope, String setting, boolean set, String strategy) {
    if (set) {
      withoutEffect(scope, "synchronization." + setting, "synchronization.strategy " + strategy);
    }
  }

  private static void withoutEffect(TableScope scope, String setting, String needed) {
    scope.report(
        ConfigurationErrorCode.SETTING_WITHOUT_EFFECT,
        setting,
        "the setting only means something with " + needed,
        "Remove it, or set " + needed);
  }

  private static boolean isTrue(Boolean value) {
    return Boolean.TRUE.equals(value);
  }
}
