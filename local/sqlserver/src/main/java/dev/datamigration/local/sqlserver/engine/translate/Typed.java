package dev.datamigration.local.sqlserver.engine.translate;

import dev.datamigration.local.sqlserver.type.SqlType;

/**
 * An expression in H2's SQL with its type in SQL Server.
 *
 * @param constant the text of a constant or parameter of a text type, otherwise null
 */
record Typed(String sql, SqlType type, boolean nullable, String constant) {
  Typed(String sql, SqlType type, boolean nullable) {
    this(sql, type, nullable, null);
  }

  boolean isNull() {
    return sql.equals("NULL");
  }
}
