package dev.datamigration.local.quickstart.comparison;

import java.sql.SQLException;

/** The rows of one table, as canonical texts, in the order of the compared columns. */
interface TableRows {
  /** Reads the whole table from its beginning; each call reads it anew. */
  void read(Visitor visitor) throws SQLException;

  /** Takes one row after another. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Takes one row.
     *
     * @param row canonical texts, null for NULL; only valid during the call
     */
    void row(String[] row);
  }
}
