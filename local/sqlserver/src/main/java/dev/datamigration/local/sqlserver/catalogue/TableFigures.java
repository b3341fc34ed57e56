package dev.datamigration.local.sqlserver.catalogue;

import dev.datamigration.local.sqlserver.ServerError;

/** What only the rows of a table tell. */
public interface TableFigures {
  /** Committed rows. */
  long rows(DatabaseObject.Table table) throws ServerError;
}
