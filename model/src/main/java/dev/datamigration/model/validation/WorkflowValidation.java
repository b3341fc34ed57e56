package dev.datamigration.model.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.datamigration.model.config.Platform;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.config.WorkflowConfiguration;
import dev.datamigration.model.error.ConfigurationErrorCode;
import dev.datamigration.model.identifier.InvalidIdentifierException;
import dev.datamigration.model.merging.TableMerge;
import dev.datamigration.model.naming.QualifiedNames;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.model.reading.ConfigurationReader;
import dev.datamigration.model.reading.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges and checks a whole configuration: a pure function that returns everything it finds, not
 * only the first.
 */
public final class WorkflowValidation {
  private static final int MAX_AFFINITY_LENGTH = 63;

  private final ConfigurationReader json = new ConfigurationReader();

  /**
   * Checks a configuration against every rule.
   *
   * @param platform of the source; null if not known, which leaves out the rules that depend on it
   */
  public ValidatedWorkflow validate(WorkflowConfiguration workflow, Platform platform) {
    Reading<WorkflowConfiguration> reading = json.read(json.write(workflow));
    if (!reading.succeeded()) {
      return new ValidatedWorkflow(List.of(), reading.problems(), List.of());
    }
    Findings findings = new Findings();
    topLevel(workflow, findings);
    ofOneTable(workflow.defaultTableConfiguration(), findings);
    SupportedFeatures.check(workflow, findings);
    List<TableConfiguration> written = workflow.tables() == null ? List.of() : workflow.tables();
    TableConfiguration defaults = workflow.defaultTableConfiguration();
    JsonNode writtenDefaults = defaults == null ? MissingNode.getInstance() : json.write(defaults);
    List<TableConfiguration> merged = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      TableConfiguration table = TableMerge.merge(defaults, written.get(i));
      merged.add(table);
      table(
          new TableScope(
              table,
              platform,
              "tables[" + i + "]",
              json.write(written.get(i)),
              writtenDefaults,
              findings));
    }
    sharedTargets(merged, findings);
    sharedSources(merged, platform, findings);
    return new ValidatedWorkflow(merged, findings.errors(), findings.warnings());
  }

  private static void table(TableScope scope) {
    NameRules.check(scope);
    SizeRules.check(scope);
    StrategyRules.check(scope);
    ColumnRules.check(scope);
    TransformRules.check(scope);
    IcebergRules.check(scope);
    SupportedFeatures.check(scope);
  }

  private static void ofOneTable(TableConfiguration defaults, Findings findings) {
    boolean suspend = defaults != null && defaults.suspended();
    boolean cancel = defaults != null && defaults.cancelled();
    if (suspend || cancel) {
      findings.add(
          ConfigurationErrorCode.SETTING_WITHOUT_EFFECT,
          "defaultTableConfiguration." + (suspend ? "suspend" : "cancel"),
          "it concerns single tables and is not inherited",
          "Write it in the tables you mean, or suspend the whole workflow");
    }
  }

  private static void topLevel(WorkflowConfiguration workflow, Findings findings) {
    String version = workflow.schemaVersion();
    if (version != null && !version.matches("1(\\.[0-9]{1,9}){0,2}")) {
      findings.add(
          ConfigurationErrorCode.UNSUPPORTED_SCHEMA_VERSION,
          "schemaVersion",
          "'" + version + "' is no version of the form this operator knows",
          "Write 1, 1.0 or 1.0.0");
    }
    if (workflow.tables() == null || workflow.tables().isEmpty()) {
      findings.add(
          ConfigurationErrorCode.NO_TABLES, "tables", "there is no table", "List at least one");
    }
    String affinity = workflow.affinity();
    if (affinity != null
        && (affinity.isBlank()
            || affinity.length() > MAX_AFFINITY_LENGTH
            || affinity.chars().anyMatch(Character::isISOControl))) {
      findings.add(
          ConfigurationErrorCode.BAD_TEXT,
          "affinity",
          "the affinity is empty, too long or has control characters",
          "Write 1 to " + MAX_AFFINITY_LENGTH + " characters, or remove it");
    }
    if (Boolean.TRUE.equals(workflow.preflightKeepSchema())
        && !Boolean.TRUE.equals(workflow.preflight())) {
      findings.add(
          ConfigurationErrorCode.KEEP_SCHEMA_WITHOUT_PREFLIGHT,
          "preflightKeepSchema",
          "there is no schema to keep without a preflight",
          "Remove it, or set preflight");
    }
    TableConfiguration defaults = workflow.defaultTableConfiguration();
    if (defaults != null && defaults.target() != null && defaults.target().tableName() != null) {
      findings.add(
          ConfigurationErrorCode.NOT_INHERITED,
          TableScope.DEFAULTS + ".target.tableName",
          "no table inherits its target's name",
          "Remove it here and write it in each table");
    }
  }

  private static void sharedTargets(List<TableConfiguration> tables, Findings findings) {
    Map<QualifiedName, Integer> first = new HashMap<>();
    for (int i = 0; i < tables.size(); i++) {
      QualifiedName target = exactTarget(tables.get(i));
      Integer other = target == null ? null : first.putIfAbsent(target, i);
      if (other != null) {
        findings.add(
            ConfigurationErrorCode.SAME_TARGET_TWICE,
            "tables[" + i + "].target",
            "tables[" + other + "] fills " + target.display() + " too",
            "Give one of them another target");
      }
    }
  }

  private static void sharedSources(
      List<TableConfiguration> tables, Platform platform, Findings findings) {
    Map<QualifiedName, Integer> first = new HashMap<>();
    for (int i = 0; i < tables.size(); i++) {
      QualifiedName source = exactSource(tables.get(i), platform);
      Integer other = source == null ? null : first.putIfAbsent(source, i);
      if (other != null) {
        findings.add(
            ConfigurationErrorCode.SAME_SOURCE_TWICE,
            "tables[" + i + "].source",
            "tables[" + other + "] reads " + source.display() + " too",
            "Remove one of them unless that is meant");
      }
    }
  }

  private static QualifiedName exactTarget(TableConfiguration table) {
    try {
      return table.target() == null ? null : QualifiedNames.target(table.target());
    } catch (InvalidIdentifierException e) {
      return null;
    }
  }

  private static QualifiedName exactSource(TableConfiguration table, Platform platform) {
    try {
      return table.source() == null || platform == null
          ? null
          : QualifiedNames.source(table.source(), platform);
    } catch (InvalidIdentifierException e) {
      return null;
    }
  }
}
