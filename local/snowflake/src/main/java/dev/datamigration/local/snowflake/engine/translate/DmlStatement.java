package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.catalog.CatalogObject.Table;
import java.util.List;
import java.util.Set;

/**
 * A statement that changes rows, in DuckDB's SQL.
 *
 * @param multiJoined a query for the number of rows that an UPDATE joins several times; null for
 *     none. It takes the first of the parameters
 * @param probe a query for one row that is the same as long as the rows it would change are; null
 *     for none. It takes the first of the parameters
 * @param reads numbers of the tables whose rows it depends on, the target's included
 */
public record DmlStatement(
    Kind kind,
    Table target,
    String sql,
    String multiJoined,
    String probe,
    List<String> parameters,
    Set<Long> reads) {
  /** What it does. */
  public enum Kind {
    INSERT,
    UPDATE,
    DELETE,
    /** Gives a row for each change, whose only column says which kind it is. */
    MERGE
  }

  public DmlStatement {
    parameters = List.copyOf(parameters);
    reads = Set.copyOf(reads);
  }
}
