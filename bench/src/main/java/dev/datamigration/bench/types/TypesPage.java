package dev.datamigration.bench.types;

import dev.datamigration.model.plan.ColumnEncoding;
import dev.datamigration.worker.source.planning.SourceColumn;
import dev.datamigration.worker.source.planning.SourceColumn.TypeClass;
import dev.datamigration.worker.source.planning.TypeMap;
import dev.datamigration.worker.source.planning.TypeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * docs/types.md: made from the worker's type maps and the data-type tables that are tried; kept in
 * version control, and a test compares it with what would be made now.
 */
public final class TypesPage {
  /** The page's path below the project's root. */
  public static final Path PATH = Path.of("docs", "types.md");

  /** Every source's table. */
  public static final List<DataTypeTable> TABLES =
      List.of(PostgresqlDataTypes.TABLE, RedshiftDataTypes.TABLE, SqlServerDataTypes.TABLE);

  private static final String HEAD =
      """
      <!-- Generated from the worker's type maps and the data-type tables of bench; to bring it up to date:
           ./mvnw -q -pl bench -am -Pgenerate process-classes -->
      # Types

      What a source column becomes in Snowflake, and how its values travel. Every default mapping is exact: a value that the
      target type cannot hold fails its partition with `DMW-341`, naming column and row; nothing is rounded, cut or moved. A type
      without a line is refused when the table is planned (`DMW-333`). The ways out are the same for both: name another target in
      `columnTypeMappings` (`VARCHAR` takes the text form of any type), or leave the column out with `excludeSourceColumns`.

      `columnTypeMappings` matches a column's declared type first (`numeric(12,2)`, or `decimal(12,2)` by the source's other name of
      it), then the type without what stands in parentheses (`numeric`, `decimal`). "Also" lists what else may be asked for; within
      one family any length or precision may be (`BINARY(16777216)`, `NUMBER(20,4)`). Only `FLOAT` asked for a whole number or a
      decimal rounds, to the 53 bits it has. "Divides" says whether a column can stand in `columnNamesToPartitionBy`.

      Texts may have 16 MB, as Snowflake's `VARCHAR` and `VARIANT` without a length; a longer `VARCHAR(n)` in `columnTypeMappings`
      lets them have 128 MB.

      "Tried" are values that go from the source to Parquet, into a stage, through `COPY` and back out of Snowflake in a test, with
      the virtual machine in five time zones whose clocks were set at some of them; NULL always, the least and the greatest where
      there are such. "Fails" are values that the source can hold and that fail their partition, each in a test.
      """;

  private TypesPage() {}

  /** The text of the page. */
  public static String markdown() {
    return HEAD + TABLES.stream().map(TypesPage::section).collect(Collectors.joining());
  }

  /**
   * Writes the page.
   *
   * @param arguments the project's root
   */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(Path.of(arguments[0]).resolve(PATH), markdown());
  }

  private static String section(DataTypeTable table) {
    StringBuilder text =
        new StringBuilder("\n## ")
            .append(table.source())
            .append(
                "\n\n| source type | Snowflake type | also | divides | tried | fails | note |\n|---|---|---|---|---|---|---|\n");
    TypeMap map = table.map();
    map.rules().forEach(rule -> text.append(line(spelled(rule), rule, table)));
    Map<TypeClass, TypeRule> classes = new TreeMap<>(map.classRules());
    classes.forEach(
        (typeClass, rule) ->
            text.append(line(typeClass == TypeClass.ENUM ? "any enum" : "any array", rule, table)));
    if (!table.unmapped().isEmpty()) {
      text.append(
          table.unmapped().stream()
              .map(UnmappedType::shown)
              .collect(Collectors.joining(", ", "\nRefused unless mapped to `VARCHAR`: ", ".\n")));
    }
    return text.append('\n').append(table.notes()).append('\n').toString();
  }

  private static String spelled(TypeRule rule) {
    return code(rule.names().get(rule.names().size() == 1 ? 0 : 1));
  }

  private static String line(String type, TypeRule rule, DataTypeTable table) {
    ColumnEncoding usual = rule.mapped().apply(sample(rule)).encoding();
    String also =
        rule.otherEncodings().stream()
            .filter(encoding -> encoding != usual)
            .map(TypesPage::family)
            .distinct()
            .map(TypesPage::code)
            .collect(Collectors.joining(", "));
    return "| %s | `%s` | %s | %s | %s | %s | %s |\n"
        .formatted(
            type,
            rule.shownTarget(),
            also,
            rule.key() == null ? "" : "yes",
            tried(rule, table),
            values(rule, table, TypeValue.FailsPartition.class)
                .map(TypeValue::text)
                .distinct()
                .map(TypesPage::code)
                .collect(Collectors.joining(", ")),
            rule.remark());
  }

  private static String tried(TypeRule rule, DataTypeTable table) {
    if (rule.names().isEmpty()) {
      return "yes";
    }
    String untried = table.untried().get(rule.names().get(0));
    if (untried != null) {
      return untried;
    }
    List<TypeValue.Arrives> arriving =
        values(rule, table, TypeValue.Arrives.class).map(TypeValue.Arrives.class::cast).toList();
    String bounds =
        arriving.stream()
            .filter(TypeValue.Arrives::bound)
            .limit(2)
            .map(value -> code(value.text()))
            .collect(Collectors.joining(" to "));
    return bounds.isEmpty()
        ? arriving.size() == 1 ? "1 value" : arriving.size() + " values"
        : bounds;
  }

  private static Stream<TypeValue> values(
      TypeRule rule, DataTypeTable table, Class<? extends TypeValue> kind) {
    return table
        .lines(rule)
        .filter(line -> !line.asked())
        .flatMap(line -> line.values().stream())
        .filter(kind::isInstance);
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  private static SourceColumn sample(TypeRule rule) {
    String name = rule.names().isEmpty() ? "" : rule.names().get(0);
    return new SourceColumn("c", name, name, TypeClass.BUILT_IN, 12, 2, true, null);
  }

  /** What the documentation calls the targets of an encoding. */
  static String family(ColumnEncoding encoding) {
    return switch (encoding) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER, DECIMAL -> "NUMBER";
      case DOUBLE -> "FLOAT";
      case STRING -> "VARCHAR";
      case BINARY -> "BINARY";
      case DATE -> "DATE";
      case TIME, TIME_TEXT -> "TIME";
      case TIMESTAMP, TIMESTAMP_TEXT -> "TIMESTAMP_NTZ";
      case INSTANT, OFFSET_TIMESTAMP_TEXT -> "TIMESTAMP_TZ";
      case JSON -> "VARIANT";
    };
  }
}
