package dev.datamigration.crash;

import dev.datamigration.model.config.SourceTable;
import dev.datamigration.model.config.Synchronization;
import dev.datamigration.model.config.Synchronization.Strategy;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.config.TargetTable;
import dev.datamigration.model.plan.ColumnEncoding;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.KeyRange;
import dev.datamigration.model.plan.KeyValue.IntegerKey;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.model.plan.SyncPlan;
import dev.datamigration.model.plan.SyncState;
import dev.datamigration.model.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the source holds: rows of each partition, two of them alike, some without a key. */
final class SourceTables {
  static final String DATABASE = "erp";

  /**
   * One row.
   *
   * @param id null for a row without a key
   */
  record Row(Long id, String note) {}

  static final Map<String, List<List<Row>>> PARTITIONS =
      Map.of(
          "orders",
          List.of(
              List.of(new Row(null, "none"), new Row(null, "none")),
              List.of(new Row(1L, "one"), new Row(2L, null), new Row(3L, "three")),
              List.of()),
          "items",
          List.of(List.of(new Row(1L, "x")), List.of(new Row(10L, "y"), new Row(11L, "y"))),
          "visits",
          List.of(
              List.of(new Row(null, "a")),
              List.of(new Row(20L, "b")),
              List.of(),
              List.of(new Row(40L, null), new Row(41L, "c"))),
          Person.SUSPENDED,
          List.of(List.of(), List.of(new Row(20L, "d")), List.of(new Row(30L, "e"))),
          Person.GIVEN_UP,
          List.of(List.of(new Row(null, "f")), List.of(new Row(20L, "g"))),
          Person.MENDED,
          List.of(List.of(new Row(null, "h")), List.of(new Row(20L, "i"))));

  static final List<ColumnPlan> COLUMNS =
      List.of(
          new ColumnPlan(
              "c1", "id", "bigint", "ID", "NUMBER(19,0)", true, ColumnEncoding.INTEGER, 0, 0),
          new ColumnPlan(
              "c2", "note", "text", "NOTE", "VARCHAR", true, ColumnEncoding.STRING, 0, 0));

  private SourceTables() {}

  static List<TableConfiguration> configurations(
      Scenario scenario, String targetDatabase, String targetSchema) {
    return scenario.tables().stream()
        .map(
            table ->
                TableConfiguration.builder()
                    .source(new SourceTable(DATABASE, "public", table))
                    .target(new TargetTable(targetDatabase, targetSchema, target(table), null))
                    .synchronization(
                        scenario.replaced().contains(table)
                            ? new Synchronization(
                                Strategy.FULL_REPLACE, null, null, null, null, null)
                            : null)
                    .build())
        .toList();
  }

  static String target(String table) {
    return table.toUpperCase(Locale.ROOT);
  }

  static TablePlan plan(String table, Strategy strategy) {
    List<Partition> partitions = new ArrayList<>();
    for (int number = 1; number <= PARTITIONS.get(table).size(); number++) {
      KeyRange range =
          number == 1
              ? new KeyRange.NullKeys()
              : new KeyRange.Between(
                  List.of(new IntegerKey(10L * number)),
                  List.of(new IntegerKey(10L * number + 10)));
      partitions.add(new Partition(number, range, 2, 100));
    }
    return new TablePlan(
        new QualifiedName(DATABASE, "public", table),
        COLUMNS,
        List.of("id"),
        List.of(),
        partitions,
        2L * partitions.size(),
        100L * partitions.size(),
        strategy == Strategy.NONE
            ? null
            : new SyncPlan(false, null, List.of(), new SyncState(strategy, "shape", null, null)),
        List.of());
  }

  static List<Row> rows(String table) {
    return PARTITIONS.get(table).stream().flatMap(List::stream).toList();
  }
}
