package dev.datamigration.local.sqlserver.catalogue;

import dev.datamigration.local.sqlserver.ServerError;
import java.util.List;

/** Statistics: one for each index, always of the rows there are. */
final class StatisticsViews {
  private StatisticsViews() {}

  static SystemView statistics(List<DatabaseObject.Table> tables) {
    SystemView view =
        SystemView.of(
            "object_id:i name:n stats_id:i auto_created:b user_created:b no_recompute:b has_filter:b"
                + " filter_definition:w is_temporary:b is_incremental:b");
    for (DatabaseObject.Table table : tables) {
      for (IndexDefinition index : table.indexes()) {
        view.add(
            table.id(),
            index.name(),
            index.id(),
            false,
            false,
            false,
            index.filtered(),
            null,
            false,
            false);
      }
    }
    return view;
  }

  static SystemView columns(List<DatabaseObject.Table> tables) {
    SystemView view = SystemView.of("object_id:i stats_id:i stats_column_id:i column_id:i");
    for (DatabaseObject.Table table : tables) {
      for (IndexDefinition index : table.indexes()) {
        for (IndexDefinition.KeyPart part : index.parts()) {
          if (part.ordinal() > 0) {
            view.add(table.id(), index.id(), part.ordinal(), part.columnId());
          }
        }
      }
    }
    return view;
  }

  /** range_high_key is text here, not sql_variant. */
  static SystemView histograms(List<DatabaseObject.Table> tables, TableFigures figures)
      throws ServerError {
    SystemView view =
        SystemView.of(
            "object_id:i stats_id:i step_number:i range_high_key:w range_rows:r equal_rows:r"
                + " distinct_range_rows:l average_range_rows:r");
    for (DatabaseObject.Table table : tables) {
      for (IndexDefinition index : table.indexes()) {
        int leading = index.parts().get(0).columnId();
        ColumnDefinition column =
            table.columns().stream().filter(each -> each.id() == leading).findFirst().orElseThrow();
        int number = 0;
        for (HistogramStep step : figures.histogram(table, column)) {
          double average =
              step.distinctRangeRows() == 0
                  ? 1
                  : (double) step.rangeRows() / step.distinctRangeRows();
          view.add(
              table.id(),
              index.id(),
              ++number,
              step.highKey(),
              step.rangeRows(),
              step.equalRows(),
              step.distinctRangeRows(),
              average);
        }
      }
    }
    return view;
  }
}
