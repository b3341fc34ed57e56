package dev.datamigration.operator.crd;

import com.fasterxml.jackson.databind.node.BooleanNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;

/**
 * Bounds of a table's configuration, whose records know nothing of Kubernetes. Bounds keep the
 * estimated cost of CEL rules within the API server's budget and an object within etcd's limit.
 * There are no defaults here: a default in a table would hide what it inherits.
 */
final class TableSchema {
  /** An identifier of 255 characters in quotes, some of them doubled. */
  private static final int NAME = 300;

  private static final long MODIFIER = 1024;
  private static final int TYPE = 255;
  private static final int EXPRESSION = 4096;
  private static final int KEY_COLUMNS = 32;
  private static final int COLUMNS = 2000;
  private static final int MAX_MEGABYTES = 65_536;
  private static final int DAY_IN_MINUTES = 1440;

  private TableSchema() {}

  static void refine(SchemaEdits table) {
    names(table);
    sizes(table);
    columns(table);
    table.at("whereClauseCriteria").text(EXPRESSION * 2);
    table.at("extraction.externalStage").line(3 * NAME);
    table.at("synchronization.watermarkColumn").line(NAME);
    table.at("synchronization.checksumExpression").text(EXPRESSION);
    refineModifiers(table.at("queryModifiers"));
    transforms(table.at("customColumnTransforms"));
    partitionSize(table.at("partitionSize").schema());
    rules(table);
  }

  static void refineModifiers(SchemaEdits modifiers) {
    modifiers.at("objectModifier").schema().setMaxLength(MODIFIER);
    modifiers.at("selectModifier").schema().setMaxLength(MODIFIER);
  }

  private static void names(SchemaEdits table) {
    for (String name : List.of("databaseName", "schemaName", "tableName")) {
      table.at("source." + name).line(NAME);
      table.at("target." + name).line(NAME);
    }
    for (String list : List.of("includeTableNames", "excludeTableNames")) {
      table.at("source." + list).maxItems(500);
      table.at("source." + list + "[]").line(NAME);
    }
    table.at("target.tableNameTemplate").line(NAME);
    SchemaEdits iceberg = table.at("target.icebergConfig");
    iceberg.at("catalog").line(NAME);
    iceberg.at("externalVolume").line(NAME);
    iceberg.at("baseLocationPrefix").line(1024);
    iceberg.at("sourceDataStage").line(1024);
    iceberg.at("catalogTableName").line(NAME);
    iceberg.at("targetFileSize").line(16);
    iceberg.at("loadMode").line(32);
  }

  private static void sizes(SchemaEdits table) {
    table.at("targetPartitionSizeMb").from1(MAX_MEGABYTES);
    table.at("targetPartitionSizeRows").from1(NumberFormats.MAX_EXACT);
    table.at("maxPartitionSizeRows").from1(NumberFormats.MAX_EXACT);
    table.at("samplingThresholdRows").from1(NumberFormats.MAX_EXACT);
    table.at("samplingTargetRows").from1(NumberFormats.MAX_EXACT);
    table.at("executionTimeoutMinutes").from1(DAY_IN_MINUTES);
    table.at("loadSegmentation").require("targetSegmentSizeMb");
    table.at("loadSegmentation.targetSegmentSizeMb").from1(Integer.MAX_VALUE);
  }

  private static void columns(SchemaEdits table) {
    table.at("columnNamesToPartitionBy").maxItems(KEY_COLUMNS);
    table.at("columnNamesToPartitionBy[]").line(NAME);
    table.at("primaryKeyColumns").maxItems(KEY_COLUMNS);
    table.at("primaryKeyColumns[]").line(NAME);
    table.at("excludeSourceColumns").maxItems(COLUMNS);
    table.at("excludeSourceColumns[]").line(NAME);
    table.at("columnTypeMappings").maxItems(500);
    table.at("columnTypeMappings[]").require("sourceType", "targetType");
    table.at("columnTypeMappings[].sourceType").line(TYPE);
    table.at("columnTypeMappings[].targetType").line(TYPE);
    table.at("columnNameMappings").maxItems(COLUMNS);
    table.at("columnNameMappings[]").require("sourceName", "targetName");
    table.at("columnNameMappings[].sourceName").line(NAME);
    table.at("columnNameMappings[].targetName").line(NAME);
  }

  private static void transforms(SchemaEdits transforms) {
    transforms.maxItems(500);
    transforms.at("[].column").line(NAME);
    transforms.at("[].columnPattern").line(NAME);
    transforms.at("[].dataType").line(TYPE);
    transforms.at("[].encodeExpression").text(EXPRESSION);
    transforms.at("[].decodeExpression").text(EXPRESSION);
    transforms.at("[].targetType").line(TYPE);
    transforms
        .at("[]")
        .rule(
            "(has(self.column) ? 1 : 0) + (has(self.columnPattern) ? 1 : 0)"
                + " + (has(self.dataType) ? 1 : 0) == 1",
            "a transform selects its columns in one way: write exactly one of column, columnPattern,"
                + " dataType");
  }

  private static void rules(SchemaEdits table) {
    table
        .rule(
            "!(has(self.targetPartitionSizeMb) && has(self.targetPartitionSizeRows))",
            "the partition size is given in megabytes and in rows: keep one of"
                + " targetPartitionSizeMb and targetPartitionSizeRows")
        .rule(
            "!(has(self.targetPartitionSizeRows) && has(self.maxPartitionSizeRows))"
                + " || self.targetPartitionSizeRows <= self.maxPartitionSizeRows",
            "partitions are to be larger than maxPartitionSizeRows allows: lower"
                + " targetPartitionSizeRows, or raise maxPartitionSizeRows");
  }

  /**
   * The word auto or an object with one size. A structural schema has no type for that, so it is
   * said by what each type must not be: no other text, no number (at least 1 and at most 0), no
   * boolean, no list (at least 1 element and at most 0).
   */
  private static void partitionSize(JSONSchemaProps size) {
    size.setXKubernetesPreserveUnknownFields(true);
    size.setPattern("^auto$");
    size.setMinimum(1.0);
    size.setMaximum(0.0);
    size.setMinItems(1L);
    size.setMaxItems(0L);
    JSONSchemaProps booleans = new JSONSchemaProps();
    booleans.setEnum(List.of(BooleanNode.TRUE, BooleanNode.FALSE));
    size.setNot(booleans);
    size.setMaxProperties(1L);
    size.setAnyOf(List.of(requiring("targetSizeMb"), requiring("maxRowsPerPartition")));
    SchemaEdits edits = new SchemaEdits(size);
    size.getProperties()
        .put(
            "targetSizeMb",
            integer("Megabytes of uncompressed data a partition aims at, at least 1."));
    size.getProperties()
        .put(
            "maxRowsPerPartition",
            integer("Rows a partition holds at most by the statistics, at least 1."));
    edits.at("targetSizeMb").from1(MAX_MEGABYTES);
    edits.at("maxRowsPerPartition").from1(NumberFormats.MAX_EXACT);
  }

  private static JSONSchemaProps requiring(String field) {
    JSONSchemaProps schema = new JSONSchemaProps();
    schema.setRequired(List.of(field));
    return schema;
  }

  private static JSONSchemaProps integer(String description) {
    JSONSchemaProps integer = new JSONSchemaProps();
    integer.setType("integer");
    integer.setDescription(description);
    return integer;
  }
}
