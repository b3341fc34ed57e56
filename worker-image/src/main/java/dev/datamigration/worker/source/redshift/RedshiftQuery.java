package dev.datamigration.worker.source.redshift;

import dev.datamigration.model.identifier.SqlIdentifier;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.ColumnEncoding;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.worker.source.jdbc.BoundKeys;
import dev.datamigration.worker.source.jdbc.ColumnReader;
import dev.datamigration.worker.source.jdbc.ColumnReaders;
import dev.datamigration.worker.source.jdbc.KeyConditions;
import dev.datamigration.worker.source.jdbc.PlannedColumns;
import dev.datamigration.worker.source.jdbc.RowsSql;
import dev.datamigration.worker.source.jdbc.SelectSyntax;
import dev.datamigration.worker.source.planning.RowSelection;
import dev.datamigration.worker.source.planning.SourceColumn;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The statement that reads a partition, and the getters for its columns. */
final class RedshiftQuery {
  /** Types whose text the driver gives without a cast, which would shorten it. */
  private static final Set<String> TEXT_AS_IS =
      Set.of("varchar", "bpchar", "text", "name", "super", "geometry", "geography");

  private final TableExtraction table;
  private final PlannedColumns columns;

  RedshiftQuery(TableExtraction table, List<SourceColumn> now) {
    this.table = table;
    this.columns = new PlannedColumns(table, now);
  }

  /** The text; its bind variables are put into {@code keys}. */
  String sql(Partition partition, BoundKeys keys) {
    String list = table.columns().stream().map(this::expression).collect(Collectors.joining(", "));
    RowSelection rows =
        new RowSelection(
            table.source(), table.whereClause(), table.objectModifier(), table.selectModifier());
    String condition =
        KeyConditions.of(partition.range(), SelectSyntax.STANDARD.quote(table.keyColumns()), keys);
    return new RowsSql(SelectSyntax.STANDARD).select(rows, list, "", List.of(condition));
  }

  List<ColumnReader> readers() {
    return table.columns().stream()
        .map(
            column ->
                column.encoding() == ColumnEncoding.DATE
                    ? ColumnReaders.EPOCH_DAYS
                    : ColumnReaders.of(column, typeOf(column).equals("float4")))
        .toList();
  }

  private String expression(ColumnPlan column) {
    String name = SqlIdentifier.quote(column.sourceName());
    String type = typeOf(column);
    return switch (column.encoding()) {
      case STRING -> TEXT_AS_IS.contains(type) ? name : "CAST(" + name + " AS varchar)";
      case DECIMAL ->
          type.equals("numeric")
              ? name
              : "CAST("
                  + number(name, type)
                  + " AS numeric("
                  + column.precision()
                  + ","
                  + column.scale()
                  + "))";
      case DOUBLE ->
          type.startsWith("float") ? name : "CAST(" + number(name, type) + " AS double precision)";
      // The driver's dates go through a calendar that skips 1582-10-05 to 1582-10-14.
      case DATE -> "(" + name + " - DATE '1970-01-01')";
      default -> name;
    };
  }

  /** An oid becomes no other number but by way of a bigint. */
  private static String number(String name, String type) {
    return type.equals("oid") ? "CAST(" + name + " AS bigint)" : name;
  }

  private String typeOf(ColumnPlan column) {
    return columns.asPlanned(column).typeName();
  }
}
