package dev.datamigration.local.sqlserver.catalogue;

import dev.datamigration.local.sqlserver.ServerError;
import java.util.List;

/** Partitions, their rows and their pages: each index has one partition. */
final class StorageViews {
  /** Of 8 KiB; a row is taken for 100 bytes. */
  private static final int ROWS_OF_A_PAGE = 80;

  private StorageViews() {}

  private static long partition(DatabaseObject.Table table, IndexDefinition index) {
    return table.id() * 1000L + index.id();
  }

  static SystemView partitions(List<DatabaseObject.Table> tables, TableFigures figures)
      throws ServerError {
    SystemView view =
        SystemView.of(
            "partition_id:l object_id:i index_id:i partition_number:i hobt_id:l rows:l data_compression:t");
    for (DatabaseObject.Table table : tables) {
      long rows = figures.rows(table);
      for (IndexDefinition index : SystemViews.indexes(table)) {
        long id = partition(table, index);
        view.add(id, table.id(), index.id(), 1, id, rows, 0);
      }
    }
    return view;
  }

  private static long pages(long rows) {
    return rows == 0 ? 0 : 1 + rows / ROWS_OF_A_PAGE;
  }

  static SystemView allocationUnits(List<DatabaseObject.Table> tables, TableFigures figures)
      throws ServerError {
    SystemView view =
        SystemView.of(
            "allocation_unit_id:l type:t type_desc:n container_id:l total_pages:l used_pages:l data_pages:l");
    for (DatabaseObject.Table table : tables) {
      long pages = pages(figures.rows(table));
      for (IndexDefinition index : SystemViews.indexes(table)) {
        long id = partition(table, index);
        view.add(id, 1, "IN_ROW_DATA", id, pages, pages, pages);
      }
    }
    return view;
  }

  static SystemView partitionStatistics(List<DatabaseObject.Table> tables, TableFigures figures)
      throws ServerError {
    SystemView view =
        SystemView.of(
            "partition_id:l object_id:i index_id:i partition_number:i in_row_data_page_count:l"
                + " in_row_used_page_count:l in_row_reserved_page_count:l used_page_count:l"
                + " reserved_page_count:l row_count:l");
    for (DatabaseObject.Table table : tables) {
      long rows = figures.rows(table);
      long pages = pages(rows);
      for (IndexDefinition index : SystemViews.indexes(table)) {
        view.add(
            partition(table, index),
            table.id(),
            index.id(),
            1,
            pages,
            pages,
            pages,
            pages,
            pages,
            rows);
      }
    }
    return view;
  }
}
