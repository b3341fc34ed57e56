package dev.datamigration.local.sqlserver.catalogue;

import dev.datamigration.local.sqlserver.ServerError;
import java.util.List;

/** What only the rows of a table tell. */
public interface TableFigures {
  /** The most steps that a histogram has. */
  int MOST_STEPS = 200;

  long rows(DatabaseObject.Table table) throws ServerError;

  /** The histogram of a column over all rows, in the order of its keys; at most 200 steps. */
  List<HistogramStep> histogram(DatabaseObject.Table table, ColumnDefinition column)
      throws ServerError;
}
