package dev.datamigration.model.validation;

import dev.datamigration.model.config.SourceTable;
import dev.datamigration.model.config.TargetTable;
import dev.datamigration.model.error.ConfigurationErrorCode;
import java.util.List;

/** The names of a table on both sides, patterns included. */
final class NameRules {
  private static final String PLACEHOLDER = "\\{\\{\\s*table_name\\s*}}";

  private NameRules() {}

  static void check(TableScope scope) {
    SourceTable source = scope.table().source();
    if (source == null) {
      source = new SourceTable(null, null, null);
    }
    boolean pattern = isPattern(source);
    source(scope, source, pattern);
    target(scope, scope.table().target(), pattern);
  }

  /** Whether a table's source is a pattern: an unquoted name with a star. */
  static boolean isPattern(SourceTable source) {
    return source != null
        && source.tableName() != null
        && !source.tableName().startsWith("\"")
        && source.tableName().indexOf('*') >= 0;
  }

  private static void source(TableScope scope, SourceTable source, boolean pattern) {
    sourcePart(scope, "source.databaseName", source.databaseName());
    sourcePart(scope, "source.schemaName", source.schemaName());
    if (pattern) {
      pattern(scope, "source.tableName", source.tableName());
    } else {
      sourcePart(scope, "source.tableName", source.tableName());
    }
    patterns(scope, "source.includeTableNames", source.includeTableNames(), pattern);
    patterns(scope, "source.excludeTableNames", source.excludeTableNames(), pattern);
  }

  private static void sourcePart(TableScope scope, String setting, String name) {
    if (name == null) {
      scope.report(
          ConfigurationErrorCode.MISSING_SOURCE_NAME,
          setting,
          "the table to read is not named in full",
          "Write it here or in " + TableScope.DEFAULTS);
    }
    scope.sourceName(setting, name);
  }

  private static void patterns(
      TableScope scope, String setting, List<String> patterns, boolean pattern) {
    if (patterns == null) {
      return;
    }
    if (!pattern) {
      scope.report(
          ConfigurationErrorCode.SETTING_WITHOUT_EFFECT,
          setting,
          "the list has no effect on a single table",
          "Remove it, or make source.tableName a pattern such as *");
    }
    for (int i = 0; i < patterns.size(); i++) {
      pattern(scope, setting + "[" + i + "]", patterns.get(i));
    }
  }

  private static void pattern(TableScope scope, String setting, String pattern) {
    if (pattern == null || !pattern.matches("[\\p{L}\\p{N}_$@#*?]+")) {
      scope.report(
          ConfigurationErrorCode.BAD_PATTERN,
          setting,
          "'" + pattern + "' is no pattern for table names",
          "Use letters, digits, _ $ @ #, * for any characters and ? for one");
    }
  }

  private static void target(TableScope scope, TargetTable written, boolean pattern) {
    TargetTable target = written == null ? new TargetTable(null, null, null, null) : written;
    targetPart(scope, "target.databaseName", target.databaseName(), true);
    targetPart(scope, "target.schemaName", target.schemaName(), true);
    targetPart(scope, "target.tableName", target.tableName(), !pattern);
    if (pattern && target.tableName() != null) {
      scope.report(
          ConfigurationErrorCode.BAD_PATTERN,
          "target.tableName",
          "many source tables cannot share one target",
          "Remove it, or write target.tableNameTemplate instead");
    }
    template(scope, target.tableNameTemplate(), pattern);
  }

  private static void targetPart(TableScope scope, String setting, String name, boolean required) {
    if (name == null && required) {
      scope.reportInTable(
          ConfigurationErrorCode.MISSING_TARGET_NAME,
          setting,
          "the table to fill is not named in full",
          setting.endsWith("tableName")
              ? "Write it in this table; it is never inherited"
              : "Write it here or in " + TableScope.DEFAULTS);
    }
    scope.targetName(setting, name);
  }

  private static void template(TableScope scope, String template, boolean pattern) {
    if (template == null) {
      return;
    }
    if (!pattern) {
      scope.report(
          ConfigurationErrorCode.SETTING_WITHOUT_EFFECT,
          "target.tableNameTemplate",
          "the template has no effect on a single table",
          "Write target.tableName instead");
    } else if (template.replaceFirst(PLACEHOLDER, "").equals(template)) {
      scope.report(
          ConfigurationErrorCode.PLACEHOLDER_MISSING,
          "target.tableNameTemplate",
          "the template gives every table one name",
          "Put {{ table_name }} where the source's name goes");
    }
  }
}
