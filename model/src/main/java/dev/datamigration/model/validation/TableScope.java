package dev.datamigration.model.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.model.config.Platform;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.error.ConfigurationErrorCode;
import dev.datamigration.model.identifier.IdentifierRule;
import dev.datamigration.model.identifier.InvalidIdentifierException;
import dev.datamigration.model.identifier.SqlIdentifier;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One merged table under validation; knows where each of its settings was written. */
final class TableScope {
  static final String DEFAULTS = "defaultTableConfiguration";

  private final TableConfiguration table;
  private final Platform platform;
  private final String path;
  private final JsonNode own;
  private final JsonNode defaults;
  private final Findings findings;

  /**
   * @param platform null if not known: rules that depend on it are left out
   * @param own the table as written
   * @param defaults the default as written; missing if there is none
   */
  TableScope(
      TableConfiguration table,
      Platform platform,
      String path,
      JsonNode own,
      JsonNode defaults,
      Findings findings) {
    this.table = table;
    this.platform = platform;
    this.path = path;
    this.own = own;
    this.defaults = defaults;
    this.findings = findings;
  }

  TableConfiguration table() {
    return table;
  }

  Optional<Platform> platform() {
    return Optional.ofNullable(platform);
  }

  /** Reports a problem of a setting, at the place it comes from: the table or the default. */
  void report(ConfigurationErrorCode code, String setting, String what, String remedy) {
    findings.add(code, where(setting), what, remedy);
  }

  /** Reports a problem that only the table itself can mend. */
  void reportInTable(ConfigurationErrorCode code, String setting, String what, String remedy) {
    findings.add(code, path + "." + setting, what, remedy);
  }

  private String where(String setting) {
    String pointer = "/" + setting.replaceAll("\\[.*", "").replace('.', '/');
    boolean inherited = own.at(pointer).isMissingNode() && !defaults.at(pointer).isMissingNode();
    return (inherited ? DEFAULTS : path) + "." + setting;
  }

  /** Reports a name that is no identifier at the source. Null is not looked at. */
  void sourceName(String setting, String name) {
    if (name == null) {
      return;
    }
    if (platform != null) {
      identifier(setting, name, platform.identifierRule());
    } else if (name.isBlank() || "\"[`".indexOf(name.charAt(0)) >= 0) {
      identifier(setting, name, IdentifierRule.SQLSERVER);
    }
  }

  /** Reports a name that is no identifier in Snowflake. Null is not looked at. */
  void targetName(String setting, String name) {
    if (name != null) {
      identifier(setting, name, IdentifierRule.SNOWFLAKE);
    }
  }

  private void identifier(String setting, String name, IdentifierRule rule) {
    try {
      SqlIdentifier.parse(name, rule);
    } catch (InvalidIdentifierException e) {
      report(ConfigurationErrorCode.INVALID_IDENTIFIER, setting, e.what(), e.remedy());
    }
  }

  /** Two written source columns are the same column if and only if these are equal. */
  String columnKey(String written) {
    if (platform == null) {
      return written;
    }
    try {
      String exact = SqlIdentifier.exact(written, platform.identifierRule());
      return platform.keepsColumnSpelling() ? exact : exact.toLowerCase(Locale.ROOT);
    } catch (InvalidIdentifierException e) {
      return written;
    }
  }

  /** Whether a list of columns names that column. */
  boolean lists(List<String> columns, String column) {
    return columns != null
        && column != null
        && columns.stream().anyMatch(other -> columnKey(other).equals(columnKey(column)));
  }
}
