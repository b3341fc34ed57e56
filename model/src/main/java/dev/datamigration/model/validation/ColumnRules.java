package dev.datamigration.model.validation;

import dev.datamigration.model.config.ColumnNameMapping;
import dev.datamigration.model.config.ColumnTypeMapping;
import dev.datamigration.model.config.CustomColumnTransform;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.error.ConfigurationErrorCode;
import dev.datamigration.model.identifier.IdentifierRule;
import dev.datamigration.model.identifier.InvalidIdentifierException;
import dev.datamigration.model.identifier.SqlIdentifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Lists of columns, mappings, and the condition on rows. */
final class ColumnRules {
  private ColumnRules() {}

  static void check(TableScope scope) {
    TableConfiguration table = scope.table();
    columns(scope, "columnNamesToPartitionBy", table.columnNamesToPartitionBy());
    columns(scope, "primaryKeyColumns", table.primaryKeyColumns());
    columns(scope, "excludeSourceColumns", table.excludeSourceColumns());
    if (table.columnNamesToPartitionBy() != null && table.columnNamesToPartitionBy().isEmpty()) {
      scope.report(
          ConfigurationErrorCode.ONE_PARTITION,
          "columnNamesToPartitionBy",
          "the list is empty, so the table is one partition: read by one thread, and again from the"
              + " start after a failure",
          "Name columns, or remove the list to have them found, unless that is meant");
    }
    nameMappings(scope, nonNull(table.columnNameMappings()));
    typeMappings(scope, nonNull(table.columnTypeMappings()));
    excluded(scope, table);
    where(scope, table.whereClauseCriteria());
  }

  private static void columns(TableScope scope, String setting, List<String> columns) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; columns != null && i < columns.size(); i++) {
      String at = setting + "[" + i + "]";
      scope.sourceName(at, columns.get(i));
      if (!seen.add(scope.columnKey(columns.get(i)))) {
        scope.report(
            ConfigurationErrorCode.DUPLICATE_COLUMN,
            at,
            "column " + columns.get(i) + " is listed twice",
            "Remove one");
      }
    }
  }

  private static void nameMappings(TableScope scope, List<ColumnNameMapping> mappings) {
    Set<String> sources = new HashSet<>();
    Map<String, String> targets = new HashMap<>();
    for (int i = 0; i < mappings.size(); i++) {
      String at = "columnNameMappings[" + i + "]";
      ColumnNameMapping mapping = mappings.get(i);
      boolean whole = required(scope, at + ".sourceName", mapping.sourceName());
      whole &= required(scope, at + ".targetName", mapping.targetName());
      if (!whole) {
        continue;
      }
      scope.sourceName(at + ".sourceName", mapping.sourceName());
      scope.targetName(at + ".targetName", mapping.targetName());
      if (!sources.add(scope.columnKey(mapping.sourceName()))) {
        duplicate(scope, at, "column " + mapping.sourceName());
        continue;
      }
      String other = targets.put(targetKey(mapping.targetName()), mapping.sourceName());
      if (other != null) {
        scope.report(
            ConfigurationErrorCode.CONFLICTING_COLUMN_NAMES,
            at,
            "columns " + other + " and " + mapping.sourceName() + " get the same name",
            "Give one of them another targetName");
      }
    }
  }

  private static String targetKey(String written) {
    try {
      return SqlIdentifier.exact(written, IdentifierRule.SNOWFLAKE);
    } catch (InvalidIdentifierException e) {
      return written;
    }
  }

  private static void typeMappings(TableScope scope, List<ColumnTypeMapping> mappings) {
    Set<String> sources = new HashSet<>();
    for (int i = 0; i < mappings.size(); i++) {
      String at = "columnTypeMappings[" + i + "]";
      ColumnTypeMapping mapping = mappings.get(i);
      required(scope, at + ".targetType", mapping.targetType());
      if (required(scope, at + ".sourceType", mapping.sourceType())
          && !sources.add(typeKey(mapping.sourceType()))) {
        duplicate(scope, at, "type " + mapping.sourceType());
      }
    }
  }

  private static String typeKey(String type) {
    return type.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
  }

  private static boolean required(TableScope scope, String setting, String value) {
    boolean given = value != null && !value.isBlank();
    if (!given) {
      scope.report(
          ConfigurationErrorCode.INCOMPLETE_MAPPING,
          setting,
          "the mapping lacks a part",
          "Write both sides of it");
    }
    return given;
  }

  private static void duplicate(TableScope scope, String setting, String subject) {
    scope.report(
        ConfigurationErrorCode.DUPLICATE_MAPPING,
        setting,
        subject + " is mapped twice",
        "Keep one of the mappings");
  }

  private static void excluded(TableScope scope, TableConfiguration table) {
    List<String> excluded = nonNull(table.excludeSourceColumns());
    for (int i = 0; i < excluded.size(); i++) {
      String column = excluded.get(i);
      for (String use : uses(scope, table, column)) {
        scope.report(
            ConfigurationErrorCode.EXCLUDED_COLUMN_USED,
            "excludeSourceColumns[" + i + "]",
            "column " + column + " is excluded, but used in " + use,
            "Remove it from one of the two");
      }
    }
  }

  private static List<String> uses(TableScope scope, TableConfiguration table, String column) {
    String watermark =
        table.synchronization() == null ? null : table.synchronization().watermarkColumn();
    Map<String, List<String>> used = new LinkedHashMap<>();
    used.put("columnNamesToPartitionBy", table.columnNamesToPartitionBy());
    used.put("primaryKeyColumns", table.primaryKeyColumns());
    used.put("synchronization.watermarkColumn", watermark == null ? null : List.of(watermark));
    used.put(
        "columnNameMappings",
        nonNull(table.columnNameMappings()).stream()
            .map(ColumnNameMapping::sourceName)
            .filter(name -> name != null)
            .toList());
    used.put(
        "customColumnTransforms",
        nonNull(table.customColumnTransforms()).stream()
            .map(CustomColumnTransform::column)
            .filter(name -> name != null)
            .toList());
    return used.entrySet().stream()
        .filter(entry -> scope.lists(entry.getValue(), column))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void where(TableScope scope, String condition) {
    if (condition == null) {
      return;
    }
    if (condition.isBlank()) {
      scope.report(
          ConfigurationErrorCode.BAD_TEXT,
          "whereClauseCriteria",
          "the condition is empty",
          "Write a condition, or remove it to migrate every row");
    } else if (condition.strip().toLowerCase(Locale.ROOT).startsWith("where ")) {
      scope.report(
          ConfigurationErrorCode.BAD_TEXT,
          "whereClauseCriteria",
          "the condition begins with WHERE",
          "Write only what comes after it");
    }
  }

  private static <T> List<T> nonNull(List<T> list) {
    return list == null ? List.of() : list;
  }
}
