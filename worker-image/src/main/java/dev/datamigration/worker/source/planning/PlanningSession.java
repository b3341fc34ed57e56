package dev.datamigration.worker.source.planning;

import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.model.plan.QualifiedName;
import java.util.List;
import java.util.Optional;

/**
 * What planning asks a source, on one connection. Errors are {@link
 * dev.datamigration.model.error.DmwException}s.
 */
public interface PlanningSession extends AutoCloseable {
  /**
   * What the catalogue says of a table.
   *
   * @throws dev.datamigration.model.error.DmwException if there is no such table, or the user may
   *     not read it
   */
  TableFacts describe(QualifiedName table);

  /**
   * Finds out whether the rows' condition is one by itself. In the parentheses it is put between,
   * one such as {@code a = 1) OR (b = 2} would mean something else, and partitions would overlap.
   *
   * @throws dev.datamigration.model.error.DmwException if the source does not take it
   */
  void checkCondition(RowSelection rows);

  /** How many rows there are, counted. */
  long count(RowSelection rows);

  /**
   * Boundaries from statistics the source already has, ascending.
   *
   * @return each boundary over the leading key columns, the same number each; empty if the source
   *     has no statistics or they are too coarse
   */
  Optional<List<List<KeyValue>>> boundariesFromStatistics(
      TableFacts table, List<KeyColumn> key, int parts);

  /**
   * Boundaries from a sample of the rows, ascending.
   *
   * @param fraction of the rows, above 0 and below 1
   */
  List<List<KeyValue>> boundariesFromSample(
      RowSelection rows, List<KeyColumn> key, int parts, double fraction);

  /** Boundaries from every row, ascending. */
  List<List<KeyValue>> boundariesFromScan(RowSelection rows, List<KeyColumn> key, int parts);

  /**
   * The largest value of a column among the rows.
   *
   * @return empty if no row has one
   * @throws dev.datamigration.model.error.DmwException {@code DMW-350} if it is one that has no
   *     place on a scale, such as infinity
   */
  Optional<KeyValue> largest(RowSelection rows, KeyColumn column);

  /**
   * The value up to which, itself included, no transaction can any more add a row, provided that
   * writers fill the column as the source itself does. To be asked before {@link #largest}.
   *
   * @param warnings told why, if the source could tell but for something a person can change
   * @return empty if the source cannot tell
   */
  Optional<KeyValue> settledBound(SourceColumn column, List<String> warnings);

  /** Whether the source itself gives the column a larger value with every change of its row. */
  boolean isChangeCounter(SourceColumn column);

  /** A name in quotes. */
  String quote(String name);

  /** A value as a literal that compares as the column's own values do. */
  String literal(KeyValue value, SourceColumn column);

  @Override
  void close();
}
