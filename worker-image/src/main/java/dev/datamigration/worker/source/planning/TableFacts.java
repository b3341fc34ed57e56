package dev.datamigration.worker.source.planning;

import dev.datamigration.model.plan.QualifiedName;
import java.util.List;

/**
 * What the source's catalogue says of a table.
 *
 * @param view whether its rows are computed, so that nothing is known of its size
 * @param primaryKey exact names in key order; empty if there is none
 * @param divisors the key columns of keys and indexes to divide by, the best first
 * @param rows by statistics; {@link #UNKNOWN} if there are none
 * @param bytes as stored; {@link #UNKNOWN} for a view
 * @param warnings sentences a person should read
 */
public record TableFacts(
    QualifiedName name,
    boolean view,
    List<SourceColumn> columns,
    List<String> primaryKey,
    List<List<String>> divisors,
    long rows,
    long bytes,
    List<String> warnings) {
  /** A size nobody knows. */
  public static final long UNKNOWN = -1;

  public TableFacts {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    warnings = List.copyOf(warnings);
    divisors = divisors.stream().map(List::copyOf).toList();
  }

  /** The same table, of which some rows are wanted, nobody knows how many. */
  TableFacts ofUnknownSize() {
    return new TableFacts(name, view, columns, primaryKey, divisors, UNKNOWN, UNKNOWN, warnings);
  }

  /** The exact names of the columns, in order. */
  public List<String> columnNames() {
    return columns.stream().map(SourceColumn::name).toList();
  }

  /** The column of this exact name, which exists. */
  public SourceColumn column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst().orElseThrow();
  }
}
