package dev.datamigration.local.sqlserver.catalogue;

import dev.datamigration.local.sqlserver.type.SqlType;

/**
 * A column of a table.
 *
 * @param id column_id, from 1, never used twice in a table
 * @param sysname whether it was declared as sysname
 */
public record ColumnDefinition(
    int id,
    String name,
    SqlType type,
    boolean nullable,
    boolean identity,
    boolean computed,
    boolean sysname) {

  /** Its name in H2, which never sees a name of SQL Server. */
  public String stored() {
    return "C" + id;
  }
}
