package dev.datamigration.worker.source.sqlserver;

import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.worker.source.jdbc.ColumnReader;
import dev.datamigration.worker.source.jdbc.ColumnReaders;
import dev.datamigration.worker.source.jdbc.KeyConditions;
import dev.datamigration.worker.source.jdbc.PlannedColumns;
import dev.datamigration.worker.source.jdbc.RowsSql;
import dev.datamigration.worker.source.planning.RowSelection;
import dev.datamigration.worker.source.planning.SourceColumn;
import java.util.List;
import java.util.stream.Collectors;

/** The statement that reads a partition, and the getters for its columns. */
final class SqlServerQuery {
  private final TableExtraction table;
  private final PlannedColumns columns;

  SqlServerQuery(TableExtraction table, List<SourceColumn> now) {
    this.table = table;
    this.columns = new PlannedColumns(table, now);
  }

  /** The text. */
  String sql(Partition partition) {
    String list = table.columns().stream().map(this::expression).collect(Collectors.joining(", "));
    RowSelection rows =
        new RowSelection(
            table.source(), table.whereClause(), table.objectModifier(), table.selectModifier());
    List<SourceColumn> key = table.keyColumns().stream().map(columns::named).toList();
    String condition =
        KeyConditions.of(
            partition.range(),
            SqlServerSyntax.INSTANCE.quote(table.keyColumns()),
            new SqlServerKeyLiterals(key));
    return new RowsSql(SqlServerSyntax.INSTANCE).select(rows, list, "", List.of(condition));
  }

  List<ColumnReader> readers() {
    return table.columns().stream().map(this::reader).toList();
  }

  private ColumnReader reader(ColumnPlan column) {
    return switch (column.encoding()) {
      case DATE -> ColumnReaders.EPOCH_DAYS;
      case OFFSET_TIMESTAMP_TEXT -> ColumnReaders.SPACED_OFFSET_TIMESTAMP;
      default -> ColumnReaders.of(column, typeOf(column).equals("real"));
    };
  }

  private String expression(ColumnPlan column) {
    String name = SqlServerSyntax.INSTANCE.quote(column.sourceName());
    String type = typeOf(column);
    return switch (column.encoding()) {
      case STRING -> SqlServerTextForms.of(name, type);
      case DECIMAL ->
          List.of("decimal", "numeric", "money", "smallmoney").contains(type)
              ? name
              : "CAST(" + name + " AS decimal(" + column.precision() + "," + column.scale() + "))";
      case DOUBLE ->
          type.equals("float") || type.equals("real") ? name : "CAST(" + name + " AS float)";
      // By the server: the driver's way to these is a calendar's, which left ten days out in 1582.
      case OFFSET_TIMESTAMP_TEXT -> SqlServerTextForms.of(name, type);
      case DATE -> "DATEDIFF(day, CAST('1970-01-01' AS date), " + name + ")";
      default -> name;
    };
  }

  private String typeOf(ColumnPlan column) {
    return columns.asPlanned(column).typeName();
  }
}
