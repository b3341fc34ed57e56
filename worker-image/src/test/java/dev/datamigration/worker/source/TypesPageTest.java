package dev.datamigration.worker.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.model.plan.ColumnEncoding;
import dev.datamigration.worker.source.planning.KeyKind;
import dev.datamigration.worker.source.planning.SourceColumn;
import dev.datamigration.worker.source.planning.SourceColumn.TypeClass;
import dev.datamigration.worker.source.planning.TypeMap;
import dev.datamigration.worker.source.planning.TypeRule;
import dev.datamigration.worker.source.postgresql.PostgresqlTypes;
import dev.datamigration.worker.source.redshift.RedshiftTypes;
import dev.datamigration.worker.source.sqlserver.SqlServerTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/types.md says what the type maps say. */
class TypesPageTest {
  private static final Path PAGE = Path.of(System.getProperty("project.root"), "docs", "types.md");

  private static final String HEAD =
      """
      # Types

      What a source column becomes in Snowflake, and how its values travel. Every mapping is exact: a value that the target type
      cannot hold fails its partition with `DMW-341`, naming column and row; nothing is rounded, cut or moved. A type without a line
      is refused when the table is planned (`DMW-333`). The ways out are the same for both: name another target in
      `columnTypeMappings` (`VARCHAR` takes the text form of any type), or leave the column out with `excludeSourceColumns`.

      `columnTypeMappings` matches a column's declared type (`numeric(12,2)`) first, then the type without what stands in
      parentheses (`numeric`), then the source's other names of it (`decimal`). "Also" lists what else may be asked for; within one
      family any length or precision may be (`BINARY(16777216)`, `NUMBER(20,4)`). "Divides" says whether a column can stand in
      `columnNamesToPartitionBy`.

      Texts may have 16 MB, as Snowflake's `VARCHAR` and `VARIANT` without a length; a longer `VARCHAR(n)` in `columnTypeMappings`
      lets them have 128 MB.
      """;

  @Test
  void thePageSaysWhatTheMapsSay() throws IOException {
    String expected =
        HEAD
            + section("PostgreSQL", PostgresqlTypes.MAP)
            + "\nA domain is treated as its base type. Composite types and types of extensions are refused unless mapped to"
            + " `VARCHAR`.\n"
            + section("Redshift", RedshiftTypes.MAP)
            + "\n`HLLSKETCH` is refused. `SUPER`, `VARBYTE`, `GEOMETRY`, `GEOGRAPHY` and the interval types follow Amazon's"
            + " documentation of the driver; no server at hand in the tests has them.\n"
            + section("SQL Server", SqlServerTypes.MAP)
            + "\nAn alias type is treated as its base type. `sql_variant`, `vector`, `cursor` and CLR types of others are refused"
            + " unless mapped to `VARCHAR`. Texts of single-byte and multi-byte code pages arrive as their characters. `json`,"
            + " `hierarchyid`, `geography`, `geometry` and `sql_variant` follow Microsoft's documentation; no server at hand in"
            + " the tests has them.\n";
    Path made = Path.of("target", "types.md");
    Files.createDirectories(made.getParent());
    Files.writeString(made, expected);
    assertThat(PAGE)
        .as("if the maps are right, copy worker-image/%s to docs/types.md", made)
        .hasContent(expected);
  }

  private static String section(String title, TypeMap map) {
    StringBuilder table =
        new StringBuilder("\n## ")
            .append(title)
            .append(
                "\n\n| source type | Snowflake type | also | divides | note |\n|---|---|---|---|---|\n");
    map.rules().forEach(rule -> table.append(line(spelled(rule), rule)));
    Map<TypeClass, TypeRule> classes = new TreeMap<>(map.classRules());
    classes.forEach(
        (typeClass, rule) ->
            table.append(line(typeClass == TypeClass.ENUM ? "any enum" : "any array", rule)));
    return table.toString();
  }

  private static String spelled(TypeRule rule) {
    return "`" + rule.names().get(rule.names().size() == 1 ? 0 : 1) + "`";
  }

  private static String line(String type, TypeRule rule) {
    ColumnEncoding usual = rule.mapped().apply(sample(rule)).encoding();
    String also =
        rule.otherEncodings().stream()
            .filter(encoding -> encoding != usual)
            .map(TypesPageTest::family)
            .distinct()
            .map(family -> "`" + family + "`")
            .collect(Collectors.joining(", "));
    KeyKind key = rule.key();
    return "| %s | `%s` | %s | %s | %s |%n"
        .formatted(type, rule.shownTarget(), also, key == null ? "" : "yes", rule.remark())
        .replace(System.lineSeparator(), "\n");
  }

  private static SourceColumn sample(TypeRule rule) {
    String name = rule.names().isEmpty() ? "" : rule.names().get(0);
    return new SourceColumn("c", name, name, TypeClass.BUILT_IN, 12, 2, true, null);
  }

  private static String family(ColumnEncoding encoding) {
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
