package dev.datamigration.local.snowflake.engine.transaction;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * A statement that changes rows of one table, ready to be run, and run again.
 *
 * @param name of the table, for messages
 * @param locks whether it takes the table's lock: UPDATE, DELETE and MERGE do, INSERT and COPY not
 * @param heavy whether running it again would take long
 * @param reads numbers of the tables whose rows it depends on
 * @param probe gives one row that is the same as long as the rows it would change are; null if
 *     there is none
 */
public record TableChange(
    long table,
    String name,
    boolean locks,
    boolean heavy,
    Set<Long> reads,
    Probe probe,
    Work work) {
  /** A query. */
  public record Probe(String sql, List<String> parameters) {}

  /** The work itself. */
  @FunctionalInterface
  public interface Work {
    /** Changes the rows; gives counts that must be the same whenever it is run again. */
    List<Long> run(SessionConnection connection) throws SQLException;
  }
}
