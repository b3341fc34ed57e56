package dev.datamigration.worker.source.extraction;

/**
 * A value that its column's type in Snowflake cannot hold exactly. Caught where the row is known
 * and told with the row's key.
 */
public final class InexactValueException extends RuntimeException {
  private final int column;

  /**
   * An error about the current row.
   *
   * @param column from 0
   * @param what a clause such as {@code is infinite}
   */
  public InexactValueException(int column, String what) {
    super(what, null, false, false);
    this.column = column;
  }

  /** Which column, from 0. */
  public int column() {
    return column;
  }
}
