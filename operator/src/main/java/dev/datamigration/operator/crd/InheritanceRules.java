package dev.datamigration.operator.crd;

/**
 * CEL rules on what a table says or inherits. They belong to the spec, because only from there both
 * a table and the default are in sight.
 */
final class InheritanceRules {
  private static final String DEFAULTS = "self.defaultTableConfiguration";

  private InheritanceRules() {}

  static void add(SchemaEdits spec) {
    spec.rule(
            forAllTables(
                said("source", "databaseName")
                    + " && "
                    + said("source", "schemaName")
                    + " && "
                    + said("source", "tableName")),
            "a table to read is not named in full: write source.databaseName, source.schemaName and"
                + " source.tableName in each table, or once in defaultTableConfiguration")
        .rule(
            forAllTables(said("target", "databaseName") + " && " + said("target", "schemaName")),
            "a table to fill is not named in full: write target.databaseName and target.schemaName"
                + " in each table, or once in defaultTableConfiguration")
        .rule(
            forAllTables(
                "(has(t.target) && has(t.target.tableName)) || "
                    + effective("source", "tableName", "''")
                    + ".contains('*')"),
            "a table to fill has no name: write target.tableName in each table; it is never"
                + " inherited")
        .rule(
            forAllTables(
                effective("extraction", "strategy", "'regular'")
                    + " != 'unload' || "
                    + said("extraction", "externalStage")),
            "extraction strategy unload needs a stage: write extraction.externalStage, as"
                + " DB.SCHEMA.STAGE, in each table that unloads or in defaultTableConfiguration")
        .rule(
            forAllTables(
                effective("synchronization", "strategy", "'none'")
                    + " != 'watermark' || "
                    + said("synchronization", "watermarkColumn")),
            "synchronization strategy watermark needs a column: write"
                + " synchronization.watermarkColumn in each such table or in"
                + " defaultTableConfiguration")
        .rule(
            forAllTables(
                "!("
                    + effective("synchronization", "trackModifications", "false")
                    + " || "
                    + effective("synchronization", "trackDeletions", "false")
                    + ") || (has(t.primaryKeyColumns) ? size(t.primaryKeyColumns) > 0 : "
                    + "!has(D) || !has(D.primaryKeyColumns) || size(D.primaryKeyColumns) > 0)"),
            "trackModifications and trackDeletions match rows by their keys, and primaryKeyColumns"
                + " is empty: name the key's columns, or remove the list to use the source's primary"
                + " key");
  }

  private static String forAllTables(String condition) {
    return "self.tables.all(t, " + condition.replaceAll("\\bD\\b", DEFAULTS) + ")";
  }

  /** The field is written in the table or in the default. */
  private static String said(String object, String field) {
    return "((has(t.%1$s) && has(t.%1$s.%2$s)) || (has(D) && has(D.%1$s) && has(D.%1$s.%2$s)))"
        .formatted(object, field);
  }

  /** The field's value after merging. */
  private static String effective(String object, String field, String otherwise) {
    return ("(has(t.%1$s) && has(t.%1$s.%2$s) ? t.%1$s.%2$s : (has(D) && has(D.%1$s) &&"
            + " has(D.%1$s.%2$s) ? D.%1$s.%2$s : %3$s))")
        .formatted(object, field, otherwise);
  }
}
