package dev.datamigration.model.naming;

import dev.datamigration.model.config.ColumnNameMapping;
import dev.datamigration.model.config.Platform;
import dev.datamigration.model.error.ConfigurationErrorCode;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.identifier.IdentifierRule;
import dev.datamigration.model.identifier.SqlIdentifier;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the columns of a table are called in Snowflake. */
public final class TargetColumnNames {
  private TargetColumnNames() {}

  /**
   * The exact Snowflake identifier of each column, in the order given. A mapped column gets its
   * mapping's target name. Others keep their spelling if the source is case-sensitive; otherwise
   * they become upper-case unless mixed case was used.
   *
   * @param columns the exact identifiers at the source, all of those migrated
   * @param mappings as the user wrote them, or null
   * @throws DmwException {@code DMW-124} if two columns would get the same name, {@code DMW-125} if
   *     a mapping's column is not among them, {@code DMW-120} if a name is no identifier
   */
  public static Map<String, String> assign(
      Platform platform, List<String> columns, List<ColumnNameMapping> mappings) {
    Map<String, String> mapped = mapped(platform, columns, mappings == null ? List.of() : mappings);
    Map<String, String> targets = new LinkedHashMap<>();
    Map<String, String> sources = new HashMap<>();
    for (String column : columns) {
      String target = mapped.containsKey(column) ? mapped.get(column) : unmapped(platform, column);
      String other = sources.put(target, column);
      if (other != null) {
        throw new DmwException(
            ConfigurationErrorCode.CONFLICTING_COLUMN_NAMES,
            "Columns " + other + " and " + column + " would both be " + target + " in the target.",
            "Give one of them another name in columnNameMappings.");
      }
      targets.put(column, target);
    }
    return Collections.unmodifiableMap(targets);
  }

  /** The exact Snowflake identifier of a column no mapping names. */
  public static String unmapped(Platform platform, String column) {
    String upper = column.toUpperCase(Locale.ROOT);
    boolean mixed = !column.equals(upper) && !column.equals(column.toLowerCase(Locale.ROOT));
    return platform.keepsColumnSpelling() || mixed ? column : upper;
  }

  private static Map<String, String> mapped(
      Platform platform, List<String> columns, List<ColumnNameMapping> mappings) {
    Map<String, String> mapped = new HashMap<>();
    for (ColumnNameMapping mapping : mappings) {
      String column =
          ColumnReferences.find(platform, columns, mapping.sourceName())
              .orElseThrow(() -> unknown(mapping));
      mapped.put(column, SqlIdentifier.exact(mapping.targetName(), IdentifierRule.SNOWFLAKE));
    }
    return mapped;
  }

  private static DmwException unknown(ColumnNameMapping mapping) {
    return new DmwException(
        ConfigurationErrorCode.UNKNOWN_COLUMN,
        "columnNameMappings renames " + mapping.sourceName() + ", which the source does not have.",
        "Correct sourceName, or remove the mapping.");
  }
}
